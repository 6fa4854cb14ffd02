"""What happened to the updates of one person, to find out why something went wrong."""

import time
from collections import defaultdict, deque
from dataclasses import dataclass

from bot.sandbox.telegram.calls import Call
from bot.sandbox.telegram.updates import Update
from bot.sandbox.telegram.world import World

KEPT = 50_000
SHOWN = 25
MOST = 60
AFTER = 30.0  # seconds after the last update in which the lives of bots matter


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
        told = update.content.get("message")
        on = f" on {told.get('message_id')}" if isinstance(told, dict) else ""
        self.note(update.id, f"{update.kind} {update.content.get('data', '')}".strip() + on)

    def note(self, update: int, what: str) -> None:
        """Note what happened to an update; 0 is none of them."""
        self._events.append(Event(time.monotonic() - self._began, update, what))

    def of(self, number: int) -> list[str]:
        """Return the last lines about a person's updates, with what happened to the bots meanwhile.

        Calls of the bot to that person follow, with their results.
        """
        own = set(self._updates[number])
        times = [each.at for each in self._events if each.update in own][-SHOWN:]
        since, until = (times[0], times[-1] + AFTER) if times else (0.0, 0.0)
        events = [
            each
            for each in self._events
            if each.update in own or (each.update == 0 and since <= each.at <= until)
        ]
        waiting = sorted(own & set(self._world.updates.pending))
        told = [f"{each.at:.1f} s: {each.update or 'bot'}: {each.what}" for each in events[-MOST:]]
        told.append(f"updates that still wait at Telegram: {waiting}")
        now = self._world.clock.now()
        told.append(f"now: {time.monotonic() - self._began:.1f} s")
        calls = [each for each in self._world.calls.calls if each.values.get("chat_id") == number]
        told += [
            f"{now - each.at:.1f} s ago: {each.method} {each.code} "
            f"{each.description[:40] or _number(each)}"
            for each in calls[-SHOWN:]
        ]
        return told


def _number(call: Call) -> str:
    """Return which message a call was about, or the first words of the one it sent."""
    return str(call.values.get("message_id") or repr(call.values.get("text", "")[:30]))
