"""What happened to the updates of one person, to find out why something went wrong."""

import time
from collections import defaultdict, deque
from dataclasses import dataclass

from bot.sandbox.telegram.updates import Update
from bot.sandbox.telegram.world import World

KEPT = 50_000
SHOWN = 25


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to an update, or to a bot (update 0)."""

    at: float
    update: int
    what: str


class Trail:
    """Listens to the stand-in and the balancer while people walk."""

    def __init__(self, world: World) -> None:
        """Take the world whose updates are followed."""
        self._world = world
        self._began = time.monotonic()
        self._events: deque[Event] = deque(maxlen=KEPT)
        self._updates: dict[int, list[int]] = defaultdict(list)

    def made(self, update: Update) -> None:
        """Note a new update and whose it is."""
        self._updates[update.queue[1]].append(update.id)
        self.note(update.id, f"{update.kind} {update.content.get('data', '')}".strip())

    def note(self, update: int, what: str) -> None:
        """Note what happened to an update; 0 is none of them."""
        self._events.append(Event(time.monotonic() - self._began, update, what))

    def of(self, number: int) -> list[str]:
        """Return the last lines about a person's updates, with what happened to the bots meanwhile.

        Calls of the bot to that person follow, with their results.
        """
        own = set(self._updates[number])
        first = next((each.at for each in self._events if each.update in own), 0.0)
        events = [
            each
            for each in self._events
            if each.update in own or (each.update == 0 and each.at >= first)
        ]
        waiting = sorted(own & set(self._world.updates.pending))
        told = [f"{each.at:.1f} s: {each.update or 'bot'}: {each.what}" for each in events[-SHOWN:]]
        told.append(f"updates that still wait at Telegram: {waiting}")
        since = self._world.clock.now()
        calls = [each for each in self._world.calls.calls if each.values.get("chat_id") == number]
        told += [
            f"{since - each.at:.1f} s ago: {each.method} {each.code} {each.description}"
            for each in calls[-SHOWN:]
        ]
        return told
