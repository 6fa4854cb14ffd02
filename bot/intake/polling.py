"""Long polling that never forgets: fetch, store, commit, and only then raise the offset.

One replica at a time polls; the others wait for its lease. The offset lives in memory alone:
whoever takes over begins where Telegram stands, and what was taken before is known by its number.
"""

import asyncio
import random
from collections.abc import Callable
from typing import Any

from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.finishing import finished
from bot.intake.arrival import BadUpdate
from bot.intake.reading import read
from bot.items import Item, Overloaded, Settled, Unavailable, Unreadable
from bot.ledger import Ledger
from bot.log import alarm, warn
from bot.replica import BEAT, Replica
from bot.settings import CannotRun
from bot.storage.database import passing
from bot.storage.graves import Grave
from bot.telegram.gateway import Gateway, seconds

LEASE = "poller"
SLOWEST = 30.0


class Polling:
    """Brings updates to the ledger until cancelled. `greet` answers taps, unwaited for."""

    def __init__(
        self, gateway: Gateway, ledger: Ledger, replica: Replica, greet: Callable[[Settled], None]
    ) -> None:
        """Take where updates come from and where they go."""
        self.gateway = gateway
        self.ledger = ledger
        self.replica = replica
        self.greet = greet
        self.leads = False
        self._offset: int | None = None
        self._failures = 0

    async def run(self) -> None:
        """Poll until cancelled. CannotRun when Telegram refuses the token."""
        while True:
            try:
                await self._round()
                self._failures = 0
            except InvalidToken as error:
                raise CannotRun("TELEGRAM_BOT_TOKEN was refused by Telegram") from error
            except Exception as error:  # noqa: BLE001 - raised again if waiting does not mend it
                await self._recover(error)

    async def _recover(self, error: Exception) -> None:
        """Wait as long as an error asks for; raise one that waiting does not mend."""
        if isinstance(error, Conflict):
            alarm("poller_conflict", attempt=self._failures)
            await self._pause(3)
        elif isinstance(error, RetryAfter):
            await asyncio.sleep(seconds(error))
        elif isinstance(error, TelegramError | Unavailable | Overloaded) or passing(error):
            warn("poll_failed", kind=type(error).__name__, attempt=self._failures)
            await self._pause(0.3)
        else:
            raise error

    async def _round(self) -> None:
        self.leads = await finished(self.replica.lead(LEASE))
        if not self.leads:
            self._offset = None
            await asyncio.sleep(BEAT / 2)
            return
        updates = await self.gateway.fetch(self._offset)
        if not updates:
            # All before is confirmed. After a quiet week Telegram may begin anew at a lower number,
            # and an old offset would forget what comes then.
            self._offset = None
            return
        await self._settle(updates)
        self._offset = 1 + max(map(number_of, updates))

    async def _settle(self, updates: list[Any]) -> None:
        """Bring a batch to the ledger and return when all of it is stored or put aside."""
        futures = [self.ledger.submit(item(each)) for each in updates]
        for future in futures:
            future.add_done_callback(self._greet)
        await asyncio.wait(futures)
        for future in futures:
            future.result()  # one that could not be stored keeps the offset where it is

    def _greet(self, future: asyncio.Future[Settled]) -> None:
        if not future.cancelled() and future.exception() is None and future.result().callback:
            self.greet(future.result())

    async def _pause(self, first: float) -> None:
        self._failures += 1
        await asyncio.sleep(min(SLOWEST, first * 2**self._failures) * random.uniform(0.7, 1.3))  # noqa: S311


def number_of(told: Any) -> int:
    """Return the number of an update, which even one that can't be read has; else -1."""
    number = told.get("update_id") if isinstance(told, dict) else None
    return number if type(number) is int else -1


def item(told: Any) -> Item:
    """Return what the ledger shall write for one update."""
    try:
        return read(told)
    except BadUpdate as error:
        return aside(error)


def aside(error: BadUpdate) -> Unreadable:
    """Return what the ledger shall write for an update that can't be read, and raise an alarm."""
    alarm("update_unreadable", reason=error.reason)
    return Unreadable(error.update_id, Grave(error.chat_id, error.reason, error.raw))
