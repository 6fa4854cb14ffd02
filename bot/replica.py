"""This process among its like: who is alive, who polls, who sends to which chat.

A replica is alive while it writes its heartbeat. What it owned, others take over when the heartbeat
stops; sending twice then does no harm. Ages are measured by the database's clock, and an age from
the future counts as dead, so that a clock that jumps frees what it would have locked.
"""

import asyncio
import secrets

from sqlalchemy import delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.finishing import finished
from bot.log import warn
from bot.storage.database import Database, passing
from bot.storage.tables import lease, replica

BEAT = 2.0
DEAD_AFTER = 6.0
FORGOTTEN_AFTER = 86_400.0


class Replica:
    """The heartbeat of this process, and what it knows of the others."""

    def __init__(self, database: Database) -> None:
        """Choose a number that no other process has."""
        self.database = database
        self.id = secrets.randbits(62)
        self.alive: frozenset[int] = frozenset({self.id})
        self._now = database.clock

    async def beat(self) -> None:
        """Write the heartbeat and read those of the others."""
        async with self.database.begin() as connection:
            seen = update(replica).where(replica.c.id == self.id).values(seen_at=self._now)
            if not (await connection.execute(seen)).rowcount:
                await connection.execute(replica.insert().values(id=self.id, seen_at=self._now))
            await self.look(connection)

    async def look(self, connection: AsyncConnection) -> None:
        """Read who is alive."""
        age = func.abs(self._now - replica.c.seen_at)
        rows = await connection.execute(select(replica.c.id).where(age < DEAD_AFTER))
        self.alive = frozenset(rows.scalars()) | {self.id}

    def is_dead(self, owner: int | None) -> bool:
        """Return whether an owner is another one that was not alive at the last look."""
        return owner is not None and owner not in self.alive

    async def lead(self, name: str) -> bool:
        """Take or keep a lease that one replica at a time may hold; whether it is ours."""
        async with self.database.begin() as connection:
            await self.look(connection)
            make = self.database.insert(lease).values(name=name, owner=self.id)
            await connection.execute(make.on_conflict_do_nothing())
            find = select(lease.c.owner).where(lease.c.name == name).with_for_update()
            owner = (await connection.execute(find)).scalar_one()
            if owner != self.id and self.is_dead(owner):
                take = update(lease).where(lease.c.name == name).values(owner=self.id)
                await connection.execute(take)
                return True
            return bool(owner == self.id)

    async def leave(self) -> None:
        """Say that this replica is gone, so that others take over at once."""
        async with self.database.begin() as connection:
            await connection.execute(delete(replica).where(replica.c.id == self.id))

    async def forget_others(self) -> None:
        """Erase heartbeats that stopped long ago."""
        age = func.abs(self._now - replica.c.seen_at)
        async with self.database.begin() as connection:
            await connection.execute(delete(replica).where(age > FORGOTTEN_AFTER))

    async def _beat_in_time(self) -> None:
        async with asyncio.timeout(DEAD_AFTER):
            await self.beat()

    async def keep_beating(self) -> None:
        """Beat until cancelled; a database that is away is tried again."""
        while True:
            await asyncio.sleep(BEAT)
            try:
                await finished(self._beat_in_time())
            except Exception as error:
                if not passing(error):
                    raise
                warn("heartbeat_missed", kind=type(error).__name__)
