"""Seals everything anew under the newest key, so that older keys can be dropped at once.

It goes through the chats in small transactions beside running bots. Broken off, it is begun again
and passes quickly over what is done. What no key opens stays as it is and is counted.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table, bindparam, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.database import Database, passing
from bot.storage.seal import CannotOpen, Seals
from bot.storage.tables import chat as CHAT  # noqa: N812 (a table)
from bot.storage.tables import dead_letter as DEAD  # noqa: N812 (a table)
from bot.storage.tables import outbox as OUTBOX  # noqa: N812 (a table)

BATCH = 200
TRIES = 5
Told = Callable[[str, int, int], None]
"""Is told a table, how many of its rows are done, and how many there are."""


@dataclass(slots=True)
class Rekeyed:
    """How many rows were sealed anew, and how many could not be."""

    changed: int = 0
    left: int = 0


Turn = Callable[[AsyncConnection, Sequence[Any]], Awaitable[Rekeyed]]
"""Seals some rows anew inside a transaction."""


class Rekeying:
    """One pass over a database. The bots beside it must name the newest key first, too."""

    def __init__(self, database: Database, seals: Seals, told: Told) -> None:
        """Take what to seal anew, the keys, and who hears of the progress."""
        self.database = database
        self.seals = seals
        self.told = told
        self.found = Rekeyed()

    async def run(self) -> Rekeyed:
        """Seal chats with their letters anew, then what was put aside; return what came of it."""
        await self._each(CHAT, CHAT.c.key, self._chats)
        await self._each(DEAD, DEAD.c.id, self._graves)
        await self.database.scrub()
        return self.found

    async def _each(self, table: Table, column: Any, turn: Turn) -> None:
        """Go through the rows that are there now in steps, each a transaction of its own."""
        async with self.database.begin() as connection:
            keys = list((await connection.execute(select(column).order_by(column))).scalars())
        wanted = select(table).where(self.database.among(column, "keys")).order_by(column)
        for start in range(0, len(keys), BATCH):
            step = keys[start : start + BATCH]
            await self._step(wanted.with_for_update(), step, turn)
            self.told(table.name, start + len(step), len(keys))

    async def _step(self, wanted: Any, keys: Sequence[Any], turn: Turn) -> None:
        for attempt in range(TRIES):
            try:
                async with self.database.begin() as connection:
                    told = {"keys": self.database.listed(keys)}
                    rows = (await connection.execute(wanted, told)).mappings().all()
                    found = await turn(connection, rows)
            except Exception as error:
                if not passing(error) or attempt == TRIES - 1:
                    raise
                await asyncio.sleep(0.2 * 2**attempt)
            else:
                self.found.changed += found.changed
                self.found.left += found.left
                return

    async def _chats(self, connection: AsyncConnection, rows: Sequence[Any]) -> Rekeyed:
        found = Rekeyed()
        for row in rows:
            try:
                number = int(self.seals.open(row["address"], "address"))
                changed = self._changes(row, number)
            except CannotOpen:
                found.left += 1
                continue
            key = str(changed.get("key", row["key"]))
            if key != row["key"] and await self._taken(connection, key):
                found.left += 1  # the person goes on under the new name; this one is idle
                continue
            await self._letters(connection, row["key"], key, number, found)
            if changed:
                found.changed += 1
                names = {"key": row["key"], **changed}
                await connection.execute(update(CHAT).where(CHAT.c.key == row["key"]).values(names))
                graves = update(DEAD).where(DEAD.c.chat == row["key"]).values(chat=key)
                await connection.execute(graves)
        return found

    def _changes(self, row: Any, number: int) -> dict[str, object]:
        """Return the columns of a chat that change; CannotOpen when its session can't be read."""
        changed: dict[str, object] = {}
        if (key := self.seals.hash(number)) != row["key"]:
            changed["key"] = key
        if self.seals.stale(row["address"]):
            changed["address"] = self.seals.seal(str(number).encode(), "address")
        if row["session"] is not None and self.seals.stale(row["session"]):
            plain = self.seals.open(row["session"], "session", number)
            changed["session"] = self.seals.seal(plain, "session", number)
        return changed

    async def _taken(self, connection: AsyncConnection, key: str) -> bool:
        found = await connection.execute(select(CHAT.c.key).where(CHAT.c.key == key))
        return found.first() is not None

    async def _letters(
        self, connection: AsyncConnection, old: str, new: str, number: int, found: Rekeyed
    ) -> None:
        """Seal the letters of a chat anew and put them under its new name."""
        asked = select(OUTBOX).where(OUTBOX.c.chat == old)
        for row in (await connection.execute(asked)).mappings().all():
            sealed = row["letter"]
            if self.seals.stale(sealed):
                try:
                    plain = self.seals.open(sealed, "letter", number)
                except CannotOpen:
                    found.left += 1
                    continue
                sealed = self.seals.seal(plain, "letter", number)
            elif old == new:
                continue
            here = (OUTBOX.c.chat == old) & (OUTBOX.c.seq == row["seq"])
            await connection.execute(update(OUTBOX).where(here).values(chat=new, letter=sealed))
            found.changed += 1

    async def _graves(self, connection: AsyncConnection, rows: Sequence[Any]) -> Rekeyed:
        found = Rekeyed()
        change = update(DEAD).where(DEAD.c.id == bindparam("b_id")).values(raw=bindparam("b_raw"))
        anew = []
        for row in rows:
            if self.seals.stale(row["raw"]):
                try:
                    plain = self.seals.open(row["raw"], "dead_letter")
                except CannotOpen:
                    found.left += 1
                    continue
                anew.append({"b_id": row["id"], "b_raw": self.seals.seal(plain, "dead_letter")})
        if anew:
            await connection.execute(change, anew)
        found.changed += len(anew)
        return found
