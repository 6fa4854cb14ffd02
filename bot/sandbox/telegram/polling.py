"""getUpdates: one poller, long polling, true confirmation."""

import asyncio
from typing import Any, NoReturn

from bot.sandbox.telegram.limits import Limits
from bot.sandbox.telegram.parameters import Values
from bot.sandbox.telegram.refusal import conflict
from bot.sandbox.telegram.updates import Updates

LONGEST = 50
WEBHOOK_ACTIVE = (
    "can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
OTHER_POLLER = (
    "terminated by other getUpdates request; make sure that only one bot instance is running"
)


class Polling:
    """Holds the one poll that may wait at a time. Times are real seconds, not the clock's."""

    def __init__(self, updates: Updates, limits: Limits) -> None:
        self._updates = updates
        self._limits = limits
        self._turn = 0
        self._reason = OTHER_POLLER
        self._last: tuple[int, float] = (0, 0.0)

    def cut(self, reason: str = OTHER_POLLER) -> None:
        """End the poll that waits now with a conflict."""
        self._turn += 1
        self._reason = reason
        self._updates.arrived.ring()

    def refuse_beside_webhook(self) -> NoReturn:
        """Refuse a poll while a webhook is set."""
        raise conflict(WEBHOOK_ACTIVE)

    async def poll(self, values: Values) -> list[dict[str, Any]]:
        """Return a batch, waiting for one up to `timeout`. Raises Refusal 409 when cut."""
        offset = values.get("offset", 0)
        limit = min(100, max(1, values.get("limit", 100)))
        timeout = min(LONGEST, max(0, values.get("timeout", 0)))
        if isinstance(values.get("allowed_updates"), list):
            self._updates.allowed = values["allowed_updates"] or None
        loop = asyncio.get_running_loop()
        limit, timeout = self._slowed(offset, limit, timeout, loop.time())
        self.cut()
        turn = self._turn
        self._updates.confirm(offset)
        until = loop.time() + timeout
        while not (batch := self._updates.batch(limit)):
            left = until - loop.time()
            if left <= 0:
                return []
            await self._updates.arrived.wait(left)
            if turn != self._turn:
                raise conflict(self._reason)
        return [update.body() for update in batch]

    def _slowed(self, offset: int, limit: int, timeout: int, now: float) -> tuple[int, int]:
        same, age = offset == self._last[0], now - self._last[1]
        self._last = (offset, now)
        if not (self._limits.hammering and same):
            return limit, timeout
        return (1 if age < 0.5 else limit), (3 if timeout < 3 and age < 3 else timeout)
