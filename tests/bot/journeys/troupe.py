"""People who take their journeys side by side, with one stand-in and one bot at a time."""

import asyncio
import traceback
from collections.abc import Sequence

from bot.app import App
from bot.sandbox.player import Player
from bot.sandbox.standin import StandIn
from bot.settings import Settings
from bot.storage.seal import Seals
from flows.desk import Desk
from tests.bot.journeys.journey import Journey
from tests.bot.journeys.stored import Records
from tests.bot.journeys.traveller import Traveller

SECRET = "a secret of many letters"
FIRST = 5001


class Troupe:
    """Travellers by journey, and the bot that runs now."""

    def __init__(
        self, standin: StandIn, database_url: str, desk: Desk, journeys: Sequence[Journey]
    ) -> None:
        self.settings = Settings(
            standin.token,
            database_url,
            (SECRET,),
            api_url=standin.url,
            listen_port=0,
            sends_a_second=0,
            sends_a_second_in_a_chat=0,
            steps_a_minute=0,
        )
        self.desk = desk
        self.records = Records(database_url, Seals(self.settings.secrets))
        self.bots = 0
        self.journeys = {each.id: each for each in journeys}
        self.travellers = {
            each.id: Traveller(
                desk,
                Player(standin, FIRST + number, seconds=15, quiet=0.05),
                self.records,
                list(each.steps),
            )
            for number, each in enumerate(journeys)
        }
        self.failures: dict[str, str] = {}

    async def travel(self, restarts: bool) -> None:
        """Do all steps of all; `restarts` puts another bot in place between every two steps."""
        for name, journey in self.journeys.items():
            await self.travellers[name].player.speak(journey.client)
        await self._begin()
        try:
            while under_way := [name for name in self.travellers if self._goes_on(name)]:
                if self.bots and (restarts or self._wants_restart(under_way)):
                    await self._end()
                    await self._begin()
                await asyncio.gather(*(self._go(name) for name in under_way))
            assert not await self.records.has_dead_letters()
        finally:
            await self._end()
            await self.records.close()

    def _goes_on(self, name: str) -> bool:
        return name not in self.failures and not self.travellers[name].done

    def _wants_restart(self, names: list[str]) -> bool:
        heads = [self.travellers[name].next_verb for name in names]
        return "restart" in heads

    async def _go(self, name: str) -> None:
        try:
            await self.travellers[name].go()
            if self.travellers[name].done:
                await self.travellers[name].arrive(self.journeys[name])
        except Exception as error:  # noqa: BLE001 - the others go on
            self.failures[name] = "".join(traceback.format_exception(error)[-3:])

    async def _begin(self) -> None:
        self.app, self._stop = App(self.settings, self.desk), asyncio.Event()
        self._running = asyncio.create_task(self.app.run(self._stop))
        self.bots += 1

    async def _end(self) -> None:
        self._stop.set()
        await self._running
