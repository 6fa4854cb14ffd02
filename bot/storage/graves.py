"""Updates put aside because they could not be read or applied: sealed, for the operator."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import bindparam, delete
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.storage.seal import Seals
from bot.storage.tables import dead_letter

MOST_REASON = 80


@dataclass(frozen=True, slots=True)
class Grave:
    """One such update. `chat_id` is 0 when it could not be made out."""

    chat_id: int
    reason: str
    raw: bytes


class Graveyard:
    """Writes them, and erases those of a person who wants to be forgotten."""

    def __init__(self, seals: Seals) -> None:
        """Take the keys."""
        self.seals = seals
        self._erase = delete(dead_letter).where(dead_letter.c.chat == bindparam("b_key"))

    async def bury(self, connection: AsyncConnection, graves: Sequence[Grave], now: int) -> None:
        """Put updates aside."""
        rows = [
            {
                "chat": self.seals.hash(each.chat_id) if each.chat_id else None,
                "noted_at": now,
                "reason": each.reason[:MOST_REASON],
                "raw": self.seals.seal(each.raw, "dead_letter"),
            }
            for each in graves
        ]
        if rows:
            await connection.execute(dead_letter.insert(), rows)

    async def erase(self, connection: AsyncConnection, keys: Sequence[str]) -> None:
        """Erase what was put aside of these chats."""
        if keys:
            await connection.execute(self._erase, [{"b_key": key} for key in keys])
