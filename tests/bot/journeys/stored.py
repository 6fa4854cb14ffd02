"""What is stored of a person, read from the database behind the bot's back."""

from sqlalchemy import Select, select
from sqlalchemy.ext.asyncio import create_async_engine

from bot.storage.seal import Seals
from bot.storage.tables import chat, dead_letter
from flows.session import Session


class Records:
    """Reads only, by connections of its own: it never holds the lock that the bot writes under."""

    def __init__(self, database_url: str, seals: Seals) -> None:
        self._engine = create_async_engine(database_url)
        self._seals = seals

    async def session(self, person: int) -> Session | None:
        """Return the session of a person, or None where nothing is kept."""
        key = self._seals.hash(person)
        sealed = await self._first(select(chat.c.session).where(chat.c.key == key))
        if sealed is None:
            return None
        return Session.from_json(self._seals.open(sealed, "session", person).decode())

    async def has_dead_letters(self) -> bool:
        """Return whether an update broke."""
        return await self._first(select(dead_letter.c.raw)) is not None

    async def _first(self, wanted: Select[tuple[bytes]]) -> bytes | None:
        async with self._engine.connect() as connection:
            found: bytes | None = (await connection.execute(wanted.limit(1))).scalar()
            return found

    async def close(self) -> None:
        await self._engine.dispose()
