"""The only writer: takes what waits, applies it in one transaction, answers after the commit.

Everything that changes a chat passes here: arrivals, receipts of letters that were delivered, and
letters taken over from a replica that died. While one transaction is being committed the next one
collects, so a commit is shared by as many chats as are busy, and each chat stays strictly in order.
"""

import asyncio
import time
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.finishing import finished
from bot.intake.arrival import QUIET, Arrival
from bot.items import Adoption, Item, Overloaded, Receipt, Settled, Ticket, Unavailable, Unreadable
from bot.log import alarm, warn
from bot.meters import Meters
from bot.sheet import Clerk, Numbered, Sheet
from bot.storage.database import passing
from bot.storage.graves import Grave
from bot.storage.record import Chat
from bot.storage.shelf import Shelf

MOST_WAITING = 2000
MOST_AT_ONCE = 64
TRIES = 4
PATIENCE = 12.0


class Post(Protocol):
    """Who sends the letters."""

    def known(self, key: str) -> int | None:
        """Return the number of the newest letter of a chat that is known there."""

    def hand(self, chat: Chat, letters: list[Numbered], clear: bool) -> None:
        """Take committed letters over; `clear` drops those that wait."""


class Ledger:
    """Queues items and writes them."""

    def __init__(self, shelf: Shelf, clerk: Clerk, meters: Meters) -> None:
        """Take what a transaction needs; `post` is set by whoever builds the sender."""
        self.shelf = shelf
        self.clerk = clerk
        self.replica = clerk.replica
        self.meters = meters
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
                await finished(self._commit_in_time(batch))
                return
            except Exception as error:  # noqa: BLE001 - every item must come to an end
                if not passing(error):
                    await self._write_singly(batch, error)
                    return
                warn("commit_failed", kind=type(error).__name__, attempt=attempt)
                self.meters.count("commit_failures")
                await asyncio.sleep(0.05 * 4**attempt)
        self._give_up(batch)

    def _give_up(self, batch: list[Ticket]) -> None:
        """Send arrivals back to Telegram, which keeps them; nobody else keeps a receipt but us."""
        alarm("database_unavailable", batch=len(batch))
        for item, future in batch:
            if isinstance(item, Receipt):
                self._waiting.put_nowait((item, future))
            elif not future.done():
                future.set_exception(Unavailable())

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

    async def _commit_in_time(self, batch: list[Ticket]) -> None:
        async with asyncio.timeout(PATIENCE):
            await self._commit(batch)

    async def _commit(self, batch: list[Ticket]) -> None:
        started = time.perf_counter()
        async with self.shelf.database.begin() as connection:
            sheet, settled = await self._fill(connection, [item for item, _ in batch])
        for (_, future), answer in zip(batch, settled, strict=True):
            if not future.done():
                future.set_result(answer)
        self._hand_over(sheet)
        self.meters.committed(len(batch), time.perf_counter() - started)
        if sheet.erased or sheet.forgotten:
            await self._scrub()

    async def _fill(
        self, connection: AsyncConnection, items: Sequence[Item]
    ) -> tuple[Sheet, list[Settled]]:
        now = int(time.time())
        numbers = [each.update_id for each in items if isinstance(each, Arrival | Unreadable)]
        fresh = await self.shelf.claim(connection, [n for n in numbers if n is not None], now)
        keys = [self._key(item) for item in items]
        blanks: dict[str, Chat] = {}
        for item, key in zip(items, keys, strict=True):
            number = 0 if isinstance(item, Adoption | Unreadable) else item.chat_id
            if key and (number or key not in blanks):
                blanks[key] = Chat(key, number, self.clerk.today())
        speaking = {
            each.chat_id
            for each in items
            if isinstance(each, Arrival) and each.chat_id and each.kind not in QUIET
        }
        chats = await self.shelf.load(connection, speaking, blanks)
        if any(self.replica.is_dead(each.owner) for each in chats.values()):
            await self.replica.look(connection)
        sheet = Sheet(chats, fresh)
        settled = [
            self.clerk.apply(sheet, item, key) for item, key in zip(items, keys, strict=True)
        ]
        await self._store(connection, sheet, now)
        return sheet, settled

    def _key(self, item: Item) -> str:
        if isinstance(item, Receipt | Adoption):
            return item.key
        if isinstance(item, Arrival) and item.chat_id:
            return self.shelf.seals.hash(item.chat_id)
        return ""

    async def _store(self, connection: AsyncConnection, sheet: Sheet, now: int) -> None:
        """Write the sheet, and read letters that others left for chats that are now ours."""
        # Somebody may have come back in the same transaction in which the farewell was delivered.
        sheet.forgotten = {key for key in sheet.forgotten if sheet.chats[key].owner is None}
        for key in sorted(sheet.changed - sheet.forgotten):
            await self._catch_up(connection, sheet, sheet.chats[key])
        await self.shelf.sent(connection, sheet.sent)
        await self.shelf.post(connection, sheet.letters)
        kept = [sheet.chats[key] for key in sheet.changed if key not in sheet.forgotten]
        await self.shelf.put(connection, kept)
        await self.shelf.forget(connection, sorted(sheet.forgotten))
        await self.shelf.graveyard.erase(connection, sorted(sheet.erased | sheet.forgotten))
        await self.shelf.graveyard.bury(connection, sheet.graves, now)
        for chat, seq, letter in sheet.letters:
            if sheet.chats[chat.key].owner == self.replica.id:
                sheet.hands.setdefault(chat.key, []).append((seq, letter))

    async def _catch_up(self, connection: AsyncConnection, sheet: Sheet, chat: Chat) -> None:
        before = sheet.before[chat.key]
        if chat.owner != self.replica.id or before.owner is None or chat.key in sheet.erased:
            return
        known = self.post.known(chat.key) if before.owner == self.replica.id else None
        after = max(known or 0, sheet.sent.get(chat.key, 0))
        if after >= before.seq:
            return
        found = await self.shelf.pending(connection, chat, after)
        if found:
            sheet.hands[chat.key] = found
        elif known is None and chat.seq == before.seq:  # nothing waits after all
            sheet.chats[chat.key] = replace(chat, owner=None)

    def _hand_over(self, sheet: Sheet) -> None:
        for key in sheet.erased | set(sheet.hands):
            self.post.hand(sheet.chats[key], sheet.hands.get(key, []), clear=key in sheet.erased)

    async def _scrub(self) -> None:
        try:
            await self.shelf.database.scrub()
        except Exception as error:  # noqa: BLE001 - the log is scrubbed at the next erasing
            warn("scrub_failed", kind=type(error).__name__)
