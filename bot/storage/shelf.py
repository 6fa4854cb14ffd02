"""Reads and writes chats and their letters, sealed, inside a transaction opened by another."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import BindParameter, bindparam, delete, exists, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.log import alarm
from bot.outbox.letter import Letter
from bot.storage import tables
from bot.storage.database import Database
from bot.storage.graves import Graveyard
from bot.storage.record import Chat
from bot.storage.seal import CannotOpen, Seals
from flows.session import Session
from flows.terms import BadSession

CHAT = tables.chat
OUTBOX = tables.outbox
_KEPT = (
    "address",
    "session",
    "version",
    "seq",
    "live",
    "owner",
    "blocked",
    "told",
    "gone",
    "touched_on",
)


class Shelf:
    """The statements on chats, letters, claims and dead letters; each is built once."""

    def __init__(self, database: Database, seals: Seals, bot_id: int) -> None:
        """Prepare the statements for this database."""
        self.database = database
        self.seals = seals
        self.bot_id = bot_id
        self.graveyard = Graveyard(seals)
        insert = database.insert(tables.chat)
        kept = {name: insert.excluded[name] for name in _KEPT}
        self._put = insert.on_conflict_do_update(index_elements=[CHAT.c.key], set_=kept)
        self._make = insert.on_conflict_do_nothing()
        self._claim = (
            database.insert(tables.claim)
            .on_conflict_do_nothing()
            .returning(tables.claim.c.update_id)
        )
        self._load = (
            select(CHAT)
            .where(database.among(CHAT.c.key, "keys"))
            .order_by(CHAT.c.key)
            .with_for_update()
        )
        self._pending = (
            select(OUTBOX.c.seq, OUTBOX.c.letter)
            .where(OUTBOX.c.chat == _named("key"), OUTBOX.c.seq > _named("after"))
            .order_by(OUTBOX.c.seq)
        )
        self._sent = delete(OUTBOX).where(
            OUTBOX.c.chat == _named("b_chat"), OUTBOX.c.seq <= _named("b_seq")
        )
        self._forget = delete(CHAT).where(CHAT.c.key == _named("b_key"))

    async def claim(self, connection: AsyncConnection, ids: Iterable[int], now: int) -> set[int]:
        """Return the update ids that nobody took before; they are taken now."""
        rows = [
            {"bot": self.bot_id, "update_id": each, "claimed_at": now} for each in sorted(set(ids))
        ]
        if not rows:
            return set()
        return set((await connection.execute(self._claim, rows)).scalars())

    async def load(
        self,
        connection: AsyncConnection,
        ids: Iterable[int],
        blanks: Mapping[str, Chat],
        shown: Iterable[str] = (),
    ) -> dict[str, Chat]:
        """Lock and return chats by key; one that is not there is its blank.

        `ids` are the chats somebody spoke in: they are looked for under older keys too, made when
        they are new, and their sessions are opened. So are those of `shown`, if they are there.
        """
        speaking = {self.seals.hash(each) for each in ids}
        if self.seals.rotating:
            await self._move(connection, ids)
        keys, opened = sorted(blanks), speaking | set(shown)
        found = await self._rows(connection, keys, blanks, opened)
        missing = [key for key in keys if key not in found and key in speaking]
        if missing and not self.database.on_sqlite:
            # The row must exist to be locked; another replica may be making the same one.
            await connection.execute(self._make, [self._row(blanks[key]) for key in missing])
            found.update(await self._rows(connection, missing, blanks, opened))
        return {key: found.get(key, blanks[key]) for key in keys}

    async def put(self, connection: AsyncConnection, chats: Sequence[Chat]) -> None:
        """Write chats."""
        if chats:
            rows = [self._row(each) for each in sorted(chats, key=lambda each: each.key)]
            await connection.execute(self._put, rows)

    async def forget(self, connection: AsyncConnection, keys: Sequence[str]) -> None:
        """Erase chats."""
        if keys:
            rows = [{"b_key": key} for key in keys]
            await connection.execute(self._forget, rows)

    async def post(
        self, connection: AsyncConnection, letters: Sequence[tuple[Chat, int, Letter]]
    ) -> None:
        """Write letters to the outbox."""
        rows = [
            {
                "chat": chat.key,
                "seq": seq,
                "letter": self.seals.seal(letter.to_bytes(), "letter", chat.chat_id),
            }
            for chat, seq, letter in letters
        ]
        if rows:
            await connection.execute(OUTBOX.insert(), rows)

    async def sent(self, connection: AsyncConnection, upto: Mapping[str, int]) -> None:
        """Take delivered letters from the outbox."""
        if upto:
            rows = [{"b_chat": key, "b_seq": seq} for key, seq in upto.items()]
            await connection.execute(self._sent, rows)

    async def pending(
        self, connection: AsyncConnection, chat: Chat, after: int
    ) -> list[tuple[int, Letter]]:
        """Return the letters of a chat that wait, in order."""
        rows = await connection.execute(self._pending, {"key": chat.key, "after": after})
        return [
            (row.seq, Letter.from_bytes(self.seals.open(row.letter, "letter", chat.chat_id)))
            for row in rows
        ]

    async def _rows(
        self,
        connection: AsyncConnection,
        keys: Sequence[str],
        blanks: Mapping[str, Chat],
        opened: set[str],
    ) -> dict[str, Chat]:
        if not keys:
            return {}
        rows = await connection.execute(self._load, {"keys": self.database.listed(keys)})
        return {
            row.key: self._chat(row, blanks[row.key].chat_id, row.key in opened) for row in rows
        }

    async def _move(self, connection: AsyncConnection, ids: Iterable[int]) -> None:
        """Bring what stands under older names to the newest, unless the person has both."""
        names = [(old, self.seals.hash(each)) for each in ids for old in self.seals.older(each)]
        if not names:
            return
        rows = [{"b_old": old, "b_new": new} for old, new in sorted(names)]
        here = CHAT.alias()
        known = exists().where(here.c.key == _named("b_new"))
        for column in (OUTBOX.c.chat, tables.dead_letter.c.chat, CHAT.c.key):
            statement = update(column.table).where(column == _named("b_old"), ~known)
            await connection.execute(statement.values({column: _named("b_new")}), rows)

    def _chat(self, row: Any, known: int, speaks: bool) -> Chat:
        chat_id = known or int(self.seals.open(row.address, "address"))
        return Chat(
            key=row.key,
            chat_id=chat_id,
            touched_on=row.touched_on,
            session=self._session(row.session, chat_id) if speaks else None,
            sealed=None if speaks else row.session,
            version=row.version,
            seq=row.seq,
            live=row.live or 0,
            owner=row.owner,
            blocked=row.blocked,
            told=row.told,
            gone=row.gone,
        )

    def _session(self, sealed: bytes | None, chat_id: int) -> Session | None:
        """Open a session; one that can't be read must not silence the person, they begin anew."""
        if sealed is None:
            return None
        try:
            return Session.from_json(self.seals.open(sealed, "session", chat_id).decode())
        except (BadSession, CannotOpen) as error:
            alarm("session_unreadable", error)
            return None

    def _row(self, chat: Chat) -> dict[str, object]:
        session = chat.sealed
        if chat.session is not None:
            session = self.seals.seal(chat.session.to_json().encode(), "session", chat.chat_id)
        return {
            "key": chat.key,
            "address": self.seals.seal(str(chat.chat_id).encode(), "address"),
            "session": session,
            "version": chat.version,
            "seq": chat.seq,
            "live": chat.live or None,
            "owner": chat.owner,
            "blocked": chat.blocked,
            "told": chat.told,
            "gone": chat.gone,
            "touched_on": chat.touched_on,
        }


def _named(name: str) -> BindParameter[Any]:
    return bindparam(name)
