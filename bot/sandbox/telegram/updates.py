"""The updates that wait for the bot: order, expiry, confirmation."""

import math
import random
from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import takewhile
from typing import Any

from bot.sandbox.telegram.bell import Bell
from bot.sandbox.telegram.clock import Clock

DAY = 86400.0
CALLBACK_SECONDS = 150.0
# What a bot receives that never named allowed_updates: all but these.
NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}
QueueKey = tuple[str, int]


@dataclass(slots=True)
class Update:
    """One update as it waits. `queue` orders webhook requests: one in flight in each."""

    id: int
    kind: str
    content: dict[str, Any]
    queue: QueueKey
    expires_at: float

    def body(self) -> dict[str, Any]:
        """Return the Update object."""
        return {"update_id": self.id, self.kind: self.content}


@dataclass(slots=True)
class Mishaps:
    """What may happen to the next updates on their way."""

    duplicates: int = 0  # so many are delivered twice
    held: int = 0  # so many wait for each other and come out in reverse


@dataclass(slots=True)
class Updates:
    """The store behind both getUpdates and the webhook."""

    clock: Clock
    next_id: int = 500_000
    allowed: list[str] | None = None
    pending: OrderedDict[int, Update] = field(default_factory=OrderedDict)
    again: deque[Update] = field(default_factory=deque)
    mishaps: Mishaps = field(default_factory=Mishaps)
    arrived: Bell = field(default_factory=Bell)
    listeners: list[Callable[[Update], None]] = field(default_factory=list)
    waiting_of: Counter[int] = field(default_factory=Counter)  # chat or person -> how many wait
    last_at: float = 0.0
    _repeated: list[Update] = field(default_factory=list)  # handed out again, not yet confirmed
    _held: list[Update] = field(default_factory=list)
    _soonest: float = math.inf

    def add(self, kind: str, content: dict[str, Any], queue: QueueKey, since: float) -> None:
        """Queue an update about something that happened at `since`, unless the bot opted out."""
        wanted = kind in self.allowed if self.allowed else kind not in NOT_BY_DEFAULT
        if not wanted:
            return
        life = CALLBACK_SECONDS if kind == "callback_query" else DAY
        update = Update(0, kind, content, queue, since + life)
        if self.mishaps.held > 0:
            self.mishaps.held -= 1
            self._held.append(update)
            if self.mishaps.held == 0:
                self.release()
        else:
            self._queue(update)

    def release(self) -> None:
        """Let the held updates go, the last one first."""
        held, self._held = self._held, []
        self.mishaps.held = 0
        for update in reversed(held):
            self._queue(update)

    def _queue(self, update: Update) -> None:
        now = self.clock.now()
        if self.last_at and now - self.last_at > 7 * DAY:
            # Telegram begins anew at a random number after a week of silence.
            self.next_id = random.Random(self.next_id).randrange(1000, 900_000_000)  # noqa: S311 - no secret
        self.last_at = now
        update.id = self.next_id
        self.next_id += 1
        self.pending[update.id] = update
        self._count(update, 1)
        self._soonest = min(self._soonest, update.expires_at)
        if self.mishaps.duplicates > 0:
            self.mishaps.duplicates -= 1
            self.again.append(update)
        self.arrived.ring()
        for listener in self.listeners:
            listener(update)

    def drop_expired(self) -> None:
        """Forget what is too old to deliver."""
        now = self.clock.now()
        if now < self._soonest:
            return
        self.forget([each.id for each in self.pending.values() if each.expires_at <= now])
        self._soonest = min((each.expires_at for each in self.pending.values()), default=math.inf)

    def forget(self, ids: Iterable[int]) -> None:
        """Drop updates: confirmed, acknowledged or expired."""
        for number in ids:
            update = self.pending.pop(number, None)
            if update is not None:
                self._count(update, -1)

    def _count(self, update: Update, step: int) -> None:
        owner = update.queue[1]
        self.waiting_of[owner] += step
        if not self.waiting_of[owner]:
            del self.waiting_of[owner]

    def confirm(self, offset: int) -> None:
        """Forget everything below the offset; a negative one keeps only so many from the end."""
        repeated, self._repeated = self._repeated, []
        for update in repeated:
            self._count(update, -1)
        if offset > 0:
            # They lie in the order of their ids: the first that stays ends the search.
            self.forget(list(takewhile(lambda number: number < offset, self.pending)))
        elif offset < 0:
            self.forget(list(self.pending)[:offset])

    def batch(self, limit: int) -> list[Update]:
        """Return the updates to hand out now, duplicates of earlier ones first."""
        self.drop_expired()
        repeated = [each for each in self.again if each.id not in self.pending][:limit]
        for update in repeated:
            self.again.remove(update)
            self._repeated.append(update)
            self._count(update, 1)
        room = limit - len(repeated)
        fresh = [each for _, each in zip(range(room), self.pending.values(), strict=False)]
        return repeated + fresh

    @property
    def idle(self) -> bool:
        """Return whether nothing waits for the bot."""
        return not (self.pending or self.again or self._repeated or self._held)
