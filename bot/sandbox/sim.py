"""The simulated people and the levers behind them, by name: the same in Python and over HTTP."""

import asyncio
import inspect
import time
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from bot.sandbox.telegram.chat import Chat
from bot.sandbox.telegram.faults import Fault
from bot.sandbox.telegram.people import People
from bot.sandbox.telegram.things import Impossible
from bot.sandbox.telegram.world import World
from bot.sandbox.view import chat_view, person_view

Restart = Callable[[], Awaitable[None]]
PERSON_FIELDS = {"first_name", "last_name", "username", "language_code", "deactivated"}


class Acting(Protocol):
    """Whatever can carry out an act: the stand-in itself, or a line to one elsewhere."""

    async def act(self, name: str, **given: Any) -> Any:
        """Carry out an act and return plain data. Raises Impossible."""
        ...


class Sim:
    """Acts on one world. Each public coroutine or method below is an act."""

    def __init__(self, world: World, on_restart: Restart | None = None) -> None:
        self.world = world
        self.hands = People(world)
        self.on_restart = on_restart
        self._acts: dict[str, Callable[..., Any]] = {
            name: getattr(self, f"_{name}") for name in ACTS
        }

    async def act(self, name: str, **given: Any) -> Any:
        """Carry out an act and return plain data. Raises Impossible."""
        function = self._acts.get(name)
        if function is None:
            raise Impossible(f"no act {name!r}; there are: {', '.join(ACTS)}")
        try:
            inspect.signature(function).bind(**given)
        except TypeError as error:
            raise Impossible(f"{name}: {error}") from None
        result = function(**given)
        return await result if inspect.isawaitable(result) else result

    def _chat_of(self, person: int, chat: int | None = None) -> Chat:
        number = person if chat is None else chat
        found = self.world.chats.get(number)
        return found or self.world.private(self.hands.person(number))

    # People

    def _people(self) -> list[dict[str, Any]]:
        return [person_view(person) for person in self.world.people.values()]

    def _person(self, id: int, **fields: Any) -> dict[str, Any]:  # noqa: A002 - Telegram's word
        odd = fields.keys() - PERSON_FIELDS
        if odd:
            raise Impossible(f"a person has no {sorted(odd)[0]!r}")
        person = self.hands.person(id)
        for name, value in fields.items():
            setattr(person, name, value)
        chat = self.world.chats.get(id)
        if chat is not None:
            chat.touch(by_bot=False)
        return person_view(person)

    def _say(
        self, person: int, text: str, chat: int | None = None, reply_to: int | None = None
    ) -> Any:
        return self.hands.say(person, text, chat_id=chat, reply_to=reply_to)

    def _start(self, person: int, payload: str = "", chat: int | None = None) -> Any:
        return self.hands.start(person, payload, chat_id=chat)

    def _send(self, person: int, kind: str, chat: int | None = None) -> Any:
        return self.hands.send(person, kind, chat_id=chat)

    def _edit(self, person: int, message: int, text: str, chat: int | None = None) -> None:
        self.hands.edit(person, message, text, chat_id=chat)

    def _tap(
        self,
        person: int,
        label: str | None = None,
        data: str | None = None,
        message: int | None = None,
        chat: int | None = None,
        times: int = 1,
        inaccessible: bool = False,
    ) -> list[str]:
        """Tap by label, or by data on a message that may no longer have it."""
        place = self._chat_of(person, chat)
        if data is None or message is None:
            message, data = self.hands.find_button(place, label or data or "", message)
        if not data:
            raise Impossible(f"the button {label!r} opens a link and tells the bot nothing")
        return [
            self.hands.tap(
                person, message_id=message, data=data, chat_id=chat, inaccessible=inaccessible
            )
            for _ in range(times)
        ]

    def _block(self, person: int) -> None:
        self.hands.block(person)

    def _unblock(self, person: int) -> None:
        self.hands.unblock(person)

    def _group(self, chat: int, members: list[int], title: str = "Group") -> None:
        self.hands.group(chat, members, title)

    # Watching

    async def _chat(
        self, person: int, chat: int | None = None, after: int | None = None, wait: float = 0.0
    ) -> dict[str, Any]:
        """Return a chat, once its version differs from `after` or `wait` seconds have passed."""
        place = self._chat_of(person, chat)
        until = time.monotonic() + wait
        while after == place.version and not self.world.closing:
            left = until - time.monotonic()
            if left <= 0:
                break
            await place.changed.wait(left)
        if self.world.chats.get(place.id) is not place:
            place = self._chat_of(person, chat)
        return chat_view(self.world, place)

    async def _settle(
        self,
        chat: int | None = None,
        since: int | None = None,
        quiet: float = 0.03,
        timeout: float = 10.0,  # noqa: ASYNC109 - a failure is an answer here
    ) -> bool:
        """Wait until nothing is under way, in all or in one chat, and the bot has moved `since`.

        Returns False when that did not come in time.
        """
        until = time.monotonic() + timeout
        while True:
            now = time.monotonic()
            if self._calm(chat, since, now - quiet):
                return True
            if now >= until:
                return False
            await self.world.activity.wait(max(0.001, min(quiet, until - now)))

    def _calm(self, chat: int | None, since: int | None, before: float) -> bool:
        world = self.world
        if chat is None:
            return world.updates.idle and not world.in_flight and world.stirred_at <= before
        place = world.chats.get(chat)
        version, touched = (place.bot_version, place.touched_at) if place else (0, 0.0)
        moved = since is None or version > since
        under_way = world.updates.waiting_of[chat] + world.in_flight_of[chat]
        return moved and not under_way and touched <= before

    def _calls(self, methods: list[str] | None = None) -> list[dict[str, Any]]:
        return self.world.calls.told(*(methods or []))

    def _counts(self) -> dict[str, Any]:
        calls = self.world.calls
        pending = len(self.world.updates.pending)
        return {"calls": calls.counts, "refused": calls.refused, "pending": pending}

    # Levers

    def _reset(self) -> None:
        self.world.reset()

    def _fault(self, **fields: Any) -> None:
        try:
            self.world.faults.add(Fault(**fields))
        except TypeError as error:
            raise Impossible(f"fault: {error}") from None

    def _heal(self) -> None:
        self.world.faults.clear()

    def _delivery(self, duplicates: int = 0, hold: int = 0, release: bool = False) -> None:
        """Deliver the next updates twice, or hold some back to come out in reverse."""
        mishaps = self.world.updates.mishaps
        mishaps.duplicates += duplicates
        mishaps.held += hold
        if release:
            self.world.updates.release()

    def _limits(self, **fields: Any) -> None:
        for name, value in fields.items():
            if not hasattr(self.world.limits, name):
                raise Impossible(f"limits have no {name!r}")
            setattr(self.world.limits, name, value)
        self.world.throttle.clear()

    def _clock(self, advance: float = 0.0) -> float:
        self.world.clock.advance(advance)
        return self.world.clock.now()

    async def _restart(self) -> None:
        if self.on_restart is None:
            raise Impossible("there is no bot here that could be restarted")
        await asyncio.shield(self.on_restart())


ACTS = (
    *("people", "person", "say", "start", "send", "edit", "tap", "block", "unblock", "group"),
    *("chat", "settle", "calls", "counts"),
    *("reset", "fault", "heal", "delivery", "limits", "clock", "restart"),
)
