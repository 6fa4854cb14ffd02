"""The only writer: takes what is waiting, applies it in one transaction, and answers after the commit.

Everything that changes a chat passes here: arrivals, receipts of letters that were delivered, and
letters taken over from a replica that died. While one transaction is being committed the next one
collects, so a commit is shared by as many chats as are busy, and each chat stays strictly in order.
"""

import asyncio
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.conversation import Conversation, Reply
from bot.intake.arrival import Arrival, Kind
from bot.log import alarm, warn
from bot.meters import Meters
from bot.outbox.letter import Letter
from bot.pace import Limits
from bot.replica import Replica
from bot.storage.database import passing
from bot.storage.record import Chat
from bot.storage.shelf import Grave, Shelf

MOST_WAITING = 2000
MOST_AT_ONCE = 64
TRIES = 4
PATIENCE = 12.0


class Overloaded(Exception):
    """Too much is waiting; the same update should be brought again later."""


class Unavailable(Exception):
    """The database can't be reached; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of an arrival: the answer to the tap, if it was one."""

    callback: str = ""
    toast: str = ""
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """Letters of a chat up to `seq` were delivered, or can never be; `live` holds the screen."""

    key: str
    chat_id: int
    seq: int
    live: int
    blocked: bool = False


@dataclass(frozen=True, slots=True)
class Adoption:
    """A chat whose letters nobody sends."""

    key: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An update that could not be read."""

    update_id: int | None
    grave: Grave


Item = Arrival | Receipt | Adoption | Unreadable
Ticket = tuple[Item, asyncio.Future[Settled]]


class Post(Protocol):
    """Who sends the letters."""

    def known(self, key: str) -> int | None: ...  # noqa: D102
    def hand(self, chat: Chat, letters: list[tuple[int, Letter]], clear: bool) -> None: ...  # noqa: D102


@dataclass(slots=True)
class Page:
    """One transaction being filled in: chats as they stand, and what is to be written."""

    chats: dict[str, Chat]
    before: dict[str, Chat]
    changed: set[str] = field(default_factory=set)
    letters: list[tuple[Chat, int, Letter]] = field(default_factory=list)
    sent: dict[str, int] = field(default_factory=dict)
    erased: set[str] = field(default_factory=set)
    forgotten: set[str] = field(default_factory=set)
    graves: list[Grave] = field(default_factory=list)
    hands: dict[str, list[tuple[int, Letter]]] = field(default_factory=dict)


class Ledger:
    """Queues items and writes them. `today` is the day in Japan."""

    def __init__(
        self,
        shelf: Shelf,
        conversation: Conversation,
        replica: Replica,
        limits: Limits,
        meters: Meters,
        today: Callable[[], date],
    ) -> None:
        """Take what a transaction needs; `post` is set by whoever builds the sender."""
        self.shelf = shelf
        self.conversation = conversation
        self.replica = replica
        self.limits = limits
        self.meters = meters
        self.today = today
        self.post: Post
        self._waiting: asyncio.Queue[Ticket] = asyncio.Queue()
        self._busy = 0

    @property
    def backlog(self) -> int:
        """How many items wait or are being written."""
        return self._waiting.qsize() + self._busy

    def submit(self, item: Item) -> asyncio.Future[Settled]:
        """Queue an item; the future is done after the commit. Overloaded when too much waits."""
        if isinstance(item, Arrival) and self._waiting.qsize() >= MOST_WAITING:
            raise Overloaded
        future: asyncio.Future[Settled] = asyncio.get_running_loop().create_future()
        self._waiting.put_nowait((item, future))
        return future

    async def run(self) -> None:
        """Write until cancelled."""
        while True:
            batch = [await self._waiting.get()]
            while len(batch) < MOST_AT_ONCE and not self._waiting.empty():
                batch.append(self._waiting.get_nowait())
            self._busy = len(batch)
            try:
                await self._write(batch)
            finally:
                self._busy = 0

    async def _write(self, batch: list[Ticket]) -> None:
        """Write a batch, again while the database is away, one by one if an item breaks it."""
        for attempt in range(TRIES):
            try:
                async with asyncio.timeout(PATIENCE):
                    await self._commit(batch)
                return
            except Exception as error:  # noqa: BLE001 (every item must come to an end)
                if not passing(error):
                    await self._write_singly(batch, error)
                    return
                warn("commit_failed", kind=type(error).__name__, attempt=attempt)
                self.meters.count("commit_failures")
                await asyncio.sleep(0.05 * 4**attempt)
        for item, future in batch:
            if isinstance(item, Receipt):
                self._waiting.put_nowait((item, future))
            elif not future.done():
                future.set_exception(Unavailable())
        alarm("database_unavailable", batch=len(batch))

    async def _write_singly(self, batch: list[Ticket], error: BaseException) -> None:
        if len(batch) > 1:
            for ticket in batch:
                await self._write([ticket])
            return
        [(item, future)] = batch
        alarm("update_failed", error, kind=type(item).__name__)
        if isinstance(item, Arrival):
            grave = Grave(item.chat_id, type(error).__name__, item.raw)
            await self._write([(Unreadable(item.update_id, grave), future)])
        elif not future.done():
            future.set_result(Settled())

    async def _commit(self, batch: list[Ticket]) -> None:
        started = time.perf_counter()
        items = [item for item, _ in batch]
        async with self.shelf.database.begin() as connection:
            numbers = [each.update_id for each in items if isinstance(each, Arrival | Unreadable)]
            now = int(time.time())
            fresh = await self.shelf.claim(connection, [n for n in numbers if n is not None], now)
            page = await self._open(connection, items)
            settled = [self._apply(page, item, fresh) for item in items]
            await self._finish(connection, page, now)
        for (_, future), answer in zip(batch, settled, strict=True):
            if not future.done():
                future.set_result(answer)
        self._hand_over(page)
        self.meters.committed(len(batch), time.perf_counter() - started)
        if page.erased or page.forgotten:
            await self._scrub()

    async def _open(self, connection: AsyncConnection, items: Iterable[Item]) -> Page:
        blanks: dict[str, Chat] = {}
        ids = set()
        today = self.today()
        for item in items:
            if isinstance(item, Arrival) and item.chat_id:
                key = self.shelf.seals.hash(item.chat_id)
                blanks[key] = Chat(key, item.chat_id, today)
                ids.add(item.chat_id)
            elif isinstance(item, Receipt):
                blanks.setdefault(item.key, Chat(item.key, item.chat_id, today))
            elif isinstance(item, Adoption):
                blanks.setdefault(item.key, Chat(item.key, 0, today))
        chats = await self.shelf.load(connection, ids, blanks)
        if any(self.replica.is_dead(each.owner) for each in chats.values()):
            await self.replica.look(connection)
        return Page(dict(chats), chats)

    def _apply(self, page: Page, item: Item, fresh: set[int]) -> Settled:
        if isinstance(item, Receipt):
            self._received(page, item)
        elif isinstance(item, Adoption):
            self._adopt(page, item)
        elif isinstance(item, Unreadable):
            if item.update_id is None or item.update_id in fresh:
                page.graves.append(item.grave)
                fresh.discard(item.update_id or 0)
        elif item.update_id not in fresh:
            return Settled(item.callback, repeated=True)
        else:
            fresh.discard(item.update_id)
            return self._arrived(page, item)
        return Settled()

    def _arrived(self, page: Page, arrival: Arrival) -> Settled:
        if not arrival.chat_id:
            return Settled(arrival.callback)
        key = self.shelf.seals.hash(arrival.chat_id)
        chat = page.chats[key]
        reply = self._reply(page, chat, arrival)
        if reply.erase:
            self.limits.forget(key)
            page.erased.add(key)
            page.letters = [each for each in page.letters if each[0].key != key]
            page.hands.pop(key, None)
            page.sent[key] = chat.seq
        after = reply.chat
        if after.blocked:
            page.sent[key] = chat.seq
            if after.session is None:  # nothing is kept of someone who left and told nothing
                after = replace(after, owner=None)
                page.forgotten.add(key)
        if reply.letter is not None:
            after = self._own(replace(after, seq=after.seq + 1))
            page.letters.append((after, after.seq, reply.letter))
        if after != chat:
            page.chats[key] = after
            page.changed.add(key)
        return Settled(arrival.callback, reply.toast)

    def _reply(self, page: Page, chat: Chat, arrival: Arrival) -> Reply:
        today = self.today()
        hurried = arrival.kind in (Kind.press, Kind.text, Kind.command, Kind.notice)
        if hurried and self.limits.wait(chat.key, time.monotonic()):
            self.meters.count("slowed")
            return self.conversation.slow(chat, arrival, today)
        try:
            return self.conversation.hear(chat, arrival, today)
        except Exception as error:  # noqa: BLE001 (one arrival must not take the others along)
            alarm("update_failed", error, kind=str(arrival.kind))
            self.meters.count("dead_letters")
            page.graves.append(Grave(arrival.chat_id, type(error).__name__, arrival.raw))
        try:
            return self.conversation.stumble(chat, arrival, today)
        except Exception as error:  # noqa: BLE001 (the same)
            alarm("apology_failed", error)
            return Reply(chat)

    def _own(self, chat: Chat) -> Chat:
        if chat.owner is None or self.replica.is_dead(chat.owner):
            return replace(chat, owner=self.replica.id)
        return chat

    def _received(self, page: Page, receipt: Receipt) -> None:
        chat = page.chats[receipt.key]
        if chat.owner != self.replica.id:
            return
        page.sent[chat.key] = max(receipt.seq, page.sent.get(chat.key, 0))
        done = receipt.seq >= chat.seq or receipt.blocked
        if receipt.blocked:
            page.sent[chat.key] = chat.seq
        if done and chat.gone:
            page.forgotten.add(chat.key)
        page.chats[chat.key] = replace(
            chat,
            live=receipt.live,
            blocked=receipt.blocked,
            owner=None if done else chat.owner,
        )
        page.changed.add(chat.key)

    def _adopt(self, page: Page, adoption: Adoption) -> None:
        chat = page.chats[adoption.key]
        if chat.owner is None:
            return
        if self.replica.is_dead(chat.owner) or chat.owner == self.replica.id:
            page.chats[chat.key] = replace(chat, owner=self.replica.id)
            page.changed.add(chat.key)

    async def _finish(self, connection: AsyncConnection, page: Page, now: int) -> None:
        """Write what was decided, and read letters that others left for chats that are now ours."""
        page.forgotten = {key for key in page.forgotten if page.chats[key].owner is None}
        for key in page.changed - page.forgotten:
            await self._catch_up(connection, page, page.chats[key])
        await self.shelf.sent(connection, page.sent)
        await self.shelf.post(connection, page.letters)
        keep = [page.chats[key] for key in page.changed if key not in page.forgotten]
        await self.shelf.put(connection, keep)
        await self.shelf.forget(connection, sorted(page.forgotten))
        await self.shelf.unbury(connection, sorted(page.erased))
        await self.shelf.bury(connection, page.graves, now)
        for chat, seq, letter in page.letters:
            if page.chats[chat.key].owner == self.replica.id:
                page.hands.setdefault(chat.key, []).append((seq, letter))

    async def _catch_up(self, connection: AsyncConnection, page: Page, chat: Chat) -> None:
        before = page.before[chat.key]
        if chat.owner != self.replica.id or before.owner is None or chat.key in page.erased:
            return
        known = self.post.known(chat.key) if before.owner == self.replica.id else None
        known = max(known or 0, page.sent.get(chat.key, 0))
        if known >= before.seq:
            return
        page.hands[chat.key] = await self.shelf.pending(connection, chat, known)
        if not page.hands[chat.key] and not any(each[0].key == chat.key for each in page.letters):
            page.chats[chat.key] = replace(chat, owner=None)

    def _hand_over(self, page: Page) -> None:
        for key in page.erased - set(page.hands):
            self.post.hand(page.chats[key], [], clear=True)
        for key, letters in page.hands.items():
            self.post.hand(page.chats[key], letters, clear=key in page.erased)

    async def _scrub(self) -> None:
        try:
            await self.shelf.database.scrub()
        except Exception as error:  # noqa: BLE001 (the log is scrubbed at the next erasing)
            warn("scrub_failed", kind=type(error).__name__)
