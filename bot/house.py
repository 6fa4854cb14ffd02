"""What is done beside the conversations: taking over, erasing, publishing the profile, watching."""

import asyncio
import contextlib
import time
from collections.abc import Callable, Coroutine
from typing import Any

from telegram.error import TelegramError

from bot.finishing import finished
from bot.ledger import Ledger
from bot.log import alarm, warn
from bot.outbox.sender import Sender
from bot.profile import DEFAULT, publish
from bot.replica import BEAT
from bot.retention import purge
from bot.settings import Settings
from bot.storage.database import passing
from bot.telegram.gateway import Gateway

HOUR = 3600.0
WATCH_EVERY = 60.0
MANY_PENDING = 500


class House:
    """The chores of one replica, and what /health tells about it."""

    def __init__(
        self, settings: Settings, desk: Any, gateway: Gateway, ledger: Ledger, sender: Sender
    ) -> None:
        """Take the parts to look after."""
        self.settings = settings
        self.desk = desk
        self.gateway = gateway
        self.ledger = ledger
        self.sender = sender
        self.database = ledger.shelf.database
        self.pending = 0
        self._published = False

    def chores(self) -> list[Coroutine[Any, Any, None]]:
        """Return everything that goes on until it is cancelled."""
        return [self._adopt(), self._purge(), self._publish(), self._watch()]

    async def check(self) -> dict[str, object]:
        """Return the state for /health, and renew the gauges."""
        gauges = {
            "backlog": self.ledger.backlog,
            "chats_with_letters": self.sender.busy,
            "pending_updates": self.pending,
            "replicas_alive": len(self.ledger.replica.alive),
        }
        self.ledger.meters.gauges.update({name: float(each) for name, each in gauges.items()})
        return {"ok": await self._database_answers(), **gauges}

    async def _database_answers(self) -> bool:
        try:
            async with asyncio.timeout(2), self.database.engine.connect() as connection:
                await connection.exec_driver_sql("SELECT 1")
        except Exception as error:  # noqa: BLE001 - whatever it is, we are not well
            warn("unhealthy", kind=type(error).__name__)
            return False
        return True

    async def _adopt(self) -> None:
        while True:
            await _calmly(self.sender.adopt)
            await asyncio.sleep(BEAT)

    async def _purge(self) -> None:
        while True:
            await _calmly(self._erase_idle)
            await _calmly(self.ledger.replica.forget_others)
            await asyncio.sleep(HOUR)

    async def _erase_idle(self) -> None:
        await purge(self.database, self.settings.retention_days)

    async def _publish(self) -> None:
        while True:
            await _calmly(self._try_to_publish)
            if self._published:
                return
            await asyncio.sleep(HOUR)

    async def _try_to_publish(self) -> None:
        told = {code: self.desk.profile(code) for code in self.desk.languages}
        profiles = {code: each for code, each in told.items() if each is not None}
        # Without data there is no profile; the one that is set stays as it is.
        known = DEFAULT in profiles
        self._published = not known or await publish(self.gateway, self.database, profiles)

    async def _watch(self) -> None:
        """Look at what Telegram holds for us; a heap that grows is an alarm."""
        while True:
            await asyncio.sleep(WATCH_EVERY)
            with contextlib.suppress(TelegramError):
                told = await self.gateway.get_webhook_info()
                before, self.pending = self.pending, told.pending_update_count
                if self.pending > MANY_PENDING and self.pending > before:
                    alarm("updates_pile_up", pending=self.pending)
                last = told.last_error_date
                if last and time.time() - last.timestamp() < WATCH_EVERY:
                    alarm("webhook_errors", pending=self.pending)


async def _calmly(do: Callable[[], Coroutine[Any, Any, None]]) -> None:
    """Do a chore; a database that is away is met at the next round."""
    try:
        await finished(do())
    except Exception as error:
        if not passing(error):
            raise
        warn("chore_failed", kind=type(error).__name__)
