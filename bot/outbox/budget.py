"""The messages a second that all replicas together may send."""

import asyncio
import time

from sqlalchemy import select, update

from bot.finishing import finished
from bot.pace import Bucket
from bot.replica import Replica
from bot.storage.database import Database
from bot.storage.tables import budget

NAME = "sends"
SHARE = 0.25  # of a second's budget, drawn at once


class Budget:
    """Grants sends: from memory to a replica alone, from the database to one among others."""

    def __init__(self, database: Database, replica: Replica, rate: float) -> None:
        """Take the rate of all replicas together; 0 is no limit."""
        self.database = database
        self.replica = replica
        self.rate = rate
        self._alone = Bucket(rate, max(1.0, rate))
        self._drawn = 0.0
        self._drawn_at = 0.0
        self._turn = asyncio.Lock()

    async def take(self) -> None:
        """Wait until one more message may be sent."""
        if not self.rate:
            return
        async with self._turn:
            if len(self.replica.alive) == 1:
                await self._take_alone()
            else:
                await self._take_shared()

    async def _take_alone(self) -> None:
        while wait := self._alone.take(time.monotonic()):  # noqa: ASYNC110 - time fills it
            await asyncio.sleep(wait)

    async def _take_shared(self) -> None:
        # What was drawn is used soon or not at all: saved-up grants would pile into one second.
        if time.monotonic() - self._drawn_at > 1:
            self._drawn = 0
        while self._drawn < 1:
            self._drawn += await finished(self._draw(max(1.0, self.rate * SHARE)))
            self._drawn_at = time.monotonic()
            if self._drawn < 1:
                await asyncio.sleep(1 / self.rate + 0.01)
        self._drawn -= 1

    async def _draw(self, most: float) -> float:
        now = self.database.clock
        async with self.database.begin() as connection:
            make = self.database.insert(budget).values(name=NAME, level=self.rate, at=now)
            await connection.execute(make.on_conflict_do_nothing())
            find = select(budget.c.level, budget.c.at, now).where(budget.c.name == NAME)
            level, at, clock = (await connection.execute(find.with_for_update())).one()
            level = min(self.rate, level + max(0.0, clock - at) * self.rate)
            granted = float(int(min(most, level)))
            change = update(budget).where(budget.c.name == NAME)
            await connection.execute(change.values(level=level - granted, at=clock))
        return granted
