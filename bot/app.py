"""The composition root: builds every part from the settings and runs them until told to stop."""

import asyncio
import contextlib
import secrets
import signal
from contextlib import AsyncExitStack
from typing import Any

from bot.conversation import Conversation
from bot.day import today_in_japan
from bot.finishing import together
from bot.freshness import keep_fresh
from bot.greetings import Greetings
from bot.house import House
from bot.intake.address import webhook_path, webhook_secrets
from bot.intake.polling import Polling
from bot.intake.webhook import Webhook
from bot.ledger import Ledger
from bot.log import alarm, place, set_up, tell, warn
from bot.meters import Meters
from bot.opening import lasting, open_desk
from bot.outbox.budget import Budget
from bot.outbox.delivery import Delivery
from bot.outbox.sender import Sender
from bot.pace import Limits
from bot.press import RUN_LENGTH, RUN_LETTERS
from bot.replica import Replica
from bot.settings import CannotRun, Settings
from bot.sheet import Clerk
from bot.storage.database import Database
from bot.storage.seal import Seals
from bot.storage.shelf import Shelf
from bot.storage.upgrade import upgrade
from bot.telegram.gateway import Gateway
from bot.telegram.meeting import meet, set_webhook
from bot.web import Server, build, listen, server


def new_run() -> str:
    """Return the name of a new run, which nobody can guess."""
    return "".join(secrets.choice(RUN_LETTERS) for _ in range(RUN_LENGTH))


class App:
    """All parts of one replica. `desk` is a `flows.desk.Desk`."""

    def __init__(self, settings: Settings, desk: Any) -> None:
        """Build the parts; nothing is opened and nobody is called."""
        self.settings = settings
        self.desk = desk
        self.meters = Meters()
        self.gateway = Gateway.of(settings)
        self.database = Database(settings.database_url)
        self.seals = Seals(settings.secrets)
        self.replica = Replica(self.database)
        per_second = settings.steps_a_minute / 60
        clerk = Clerk(
            Conversation(desk, new_run),
            self.replica,
            Limits(per_second, float(settings.steps_a_minute)),
            self.meters,
            today_in_japan,
        )
        bot_id = int(settings.token.partition(":")[0])
        self.ledger = Ledger(Shelf(self.database, self.seals, bot_id), clerk, self.meters)
        budget = Budget(self.database, self.replica, settings.sends_a_second)
        chat_rate = settings.sends_a_second_in_a_chat
        self.delivery = Delivery(self.gateway, budget, chat_rate, self.meters)
        self.sender = Sender(self.ledger, self.delivery)
        self.ledger.post = self.sender
        self.house = House(settings, desk, self.gateway, self.ledger, self.sender)
        self.greetings = Greetings(self.gateway, self.meters)

    async def run(self, stop: asyncio.Event) -> None:
        """Run until `stop` is set, then finish what is at hand. CannotRun says why it can't."""
        async with AsyncExitStack() as stack:
            stack.push_async_callback(self.database.close)
            await upgrade(self.database)
            stack.push_async_callback(self.gateway.close_lines)
            await meet(self.gateway)
            await self.replica.beat()
            stack.push_async_callback(self._leave)
            self.sender.failed = asyncio.get_running_loop().create_future()
            background = [
                self.ledger.run(),
                self.replica.keep_beating(),
                *self.house.chores(),
            ]
            if self.settings.reload_words:
                background.append(keep_fresh(self.desk))
            async with together(background) as failed:
                await self._intake(stop, failed)
        tell("stopped")

    async def _intake(self, stop: asyncio.Event, failed: asyncio.Future[None]) -> None:
        """Take updates until told to stop, and leave only when what was taken is done."""
        webhook_server, serving = self._listen()
        polling: list[Any] = []
        if self.settings.webhook_url:
            await set_webhook(self.gateway, self.settings)
        else:
            await self.gateway.delete_webhook()
            greet = self.greetings.send
            polling.append(Polling(self.gateway, self.ledger, self.replica, greet).run())
        tell("started", mode="webhook" if self.settings.webhook_url else "polling")
        async with together(polling) as broken:
            stopping = asyncio.ensure_future(stop.wait())
            ends: list[asyncio.Future[Any]] = [stopping, failed, broken]
            if self.sender.failed is not None:
                ends.append(self.sender.failed)
            try:
                done, _ = await asyncio.wait([*ends, *serving], return_when=asyncio.FIRST_COMPLETED)
            finally:
                stopping.cancel()
        tell("stopping", backlog=self.ledger.backlog, chats=self.sender.busy)
        try:
            await asyncio.shield(self._drain(webhook_server, serving))
        finally:
            await self.sender.stop()
        for each in done:
            if not each.cancelled():
                each.result()

    def _listen(self) -> tuple[Server | None, list[asyncio.Task[None]]]:
        settings = self.settings
        if not settings.listen_port:
            return None, []
        webhook = None
        if settings.webhook_url:
            webhook = Webhook(self.ledger, webhook_secrets(settings), self.meters)
        app = build(webhook, webhook_path(settings), self.meters, self.house.check)
        door = listen(settings.listen_host, settings.listen_port)
        web = server(app)
        return web, [asyncio.create_task(web.serve(sockets=[door]))]

    async def _drain(self, web: Server | None, serving: list[asyncio.Task[None]]) -> None:
        """Refuse what is new and finish what is at hand, within the bound; the rest is stored."""
        try:
            async with asyncio.timeout(self.settings.drain_seconds):
                if web is not None:
                    web.should_exit = True
                    await asyncio.wait(serving)
                while self.ledger.backlog or self.sender.busy:  # noqa: ASYNC110 - two things at once
                    await asyncio.sleep(0.02)
                await self.greetings.finish()
        except TimeoutError:
            warn("drain_cut_short", backlog=self.ledger.backlog, chats=self.sender.busy)
        for task in serving:
            task.cancel()
        await asyncio.gather(*serving, return_exceptions=True)

    async def _leave(self) -> None:
        with contextlib.suppress(Exception):  # others notice by the missing heartbeat
            async with asyncio.timeout(2):
                await self.replica.leave()


async def run(settings: Settings, stop: asyncio.Event | None = None, desk: Any = None) -> None:
    """Run the bot until SIGTERM or SIGINT, or until `stop` is set when one is given.

    Raises CannotRun, one line, when the settings, the token or the database can't be used.
    """
    if stop is None:
        set_up(settings.log_level)
        stop = asyncio.Event()
        loop = asyncio.get_running_loop()
        for number in (signal.SIGTERM, signal.SIGINT):
            loop.add_signal_handler(number, stop.set)
    try:
        await App(settings, desk or lasting(open_desk)).run(stop)
    except CannotRun:
        raise
    except Exception as error:  # noqa: BLE001 - told in one line
        # Its words stay here: they may quote an address with the token, or a person.
        alarm("broke_down", error)
        raise CannotRun(f"broke down at {place(error)} ({type(error).__name__})") from None
