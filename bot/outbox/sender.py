"""Sends the letters of all chats at once, and those of one chat one after the other."""

import asyncio
import time

from sqlalchemy import or_, select

from bot.items import Adoption, Receipt, Unavailable
from bot.ledger import Ledger
from bot.log import alarm
from bot.outbox.delivery import Delivery
from bot.outbox.letter import Letter
from bot.outbox.line import Line, Shown
from bot.settings import CannotRun
from bot.storage.record import Chat
from bot.storage.tables import chat as CHAT  # noqa: N812 (a table)

REMEMBERED = 600.0
MOST_ADOPTED = 5000


class Sender:
    """A line for each chat that has letters. `stop` ends all of them."""

    def __init__(self, ledger: Ledger, delivery: Delivery) -> None:
        """Take where letters come from and where they go."""
        self.ledger = ledger
        self.delivery = delivery
        self.failed: asyncio.Future[None] | None = None
        self._lines: dict[str, Line] = {}
        self._shown: dict[str, Shown] = {}
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def busy(self) -> int:
        """How many chats have letters that wait here."""
        return len(self._lines)

    def known(self, key: str) -> int | None:
        """Return the number of the newest letter of a chat that this process knows."""
        line = self._lines.get(key)
        return line.last if line else None

    def hand(self, chat: Chat, letters: list[tuple[int, Letter]], clear: bool) -> None:
        """Take committed letters over."""
        if clear:
            self._shown.pop(chat.key, None)
        line = self._lines.get(chat.key)
        if line is not None:
            line.add(letters, clear)
            return
        if not letters:
            return
        line = Line(chat.key, chat.chat_id, chat.live)
        line.shown = self._shown.get(chat.key, Shown())
        line.add(letters, clear)
        self._lines[chat.key] = line
        task = asyncio.get_running_loop().create_task(self._serve(line))
        self._tasks.add(task)
        task.add_done_callback(self._ended)

    async def _serve(self, line: Line) -> None:
        while line.letters:
            while line.letters and not line.blocked:
                seq, letter = line.next()
                await self._deliver(line, letter)
                line.done = seq
            if line.blocked:
                line.letters.clear()
                line.done = line.last
            # Unsure, the live screen is not noted: whatever comes next is then a new message.
            live = 0 if line.unsure else line.live
            receipt = Receipt(line.key, line.chat_id, line.done, live, line.blocked)
            await self.ledger.submit(receipt)
            line.blocked = False
        del self._lines[line.key]
        self._remember(line)

    async def _deliver(self, line: Line, letter: Letter) -> None:
        try:
            await self.delivery.deliver(line, letter)
        except CannotRun:
            raise
        except Exception as error:  # noqa: BLE001 (one letter must not end the line of a chat)
            alarm("letter_dropped", error)

    def _remember(self, line: Line) -> None:
        if len(self._shown) > 50_000:
            since = time.monotonic() - REMEMBERED
            self._shown = {key: each for key, each in self._shown.items() if each.at > since}
        self._shown[line.key] = line.shown

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        error = None if task.cancelled() else task.exception()
        if error is None:
            return
        alarm("sender_failed", error)
        if self.failed is not None and not self.failed.done():
            self.failed.set_exception(error)

    async def adopt(self) -> None:
        """Take over letters that nobody sends: of a dead replica, or lost by a broken commit."""
        replica = self.ledger.replica
        async with self.ledger.shelf.database.begin() as connection:
            owned = select(CHAT.c.key, CHAT.c.owner).where(
                CHAT.c.owner >= 0,  # so that the index finds the few that have one
                or_(CHAT.c.owner == replica.id, CHAT.c.owner.not_in(replica.alive)),
            )
            rows = (await connection.execute(owned.limit(MOST_ADOPTED))).all()
        for key, owner in rows:
            lost = owner == replica.id and key not in self._lines
            if lost or replica.is_dead(owner):
                try:
                    await self.ledger.submit(Adoption(key))
                except Unavailable:
                    return

    async def drain(self) -> None:
        """Wait until every letter is delivered."""
        while self._tasks:
            await asyncio.wait(self._tasks)

    async def stop(self) -> None:
        """End all lines; what is not delivered stays in the database."""
        tasks = list(self._tasks)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
