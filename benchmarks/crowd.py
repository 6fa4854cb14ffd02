"""Simulated people: each taps, waits for the reply to be visible, and taps on."""

import asyncio
import random
import time
from collections.abc import Callable, Coroutine
from typing import Any

from bot.sandbox.standin import StandIn
from bot.sandbox.telegram.chat import Chat

FIRST = 100_001
PATIENCE = 20.0
Message = dict[str, Any]
Choose = Callable[[list[str], random.Random], str]
"""Picks the data of the button to tap, "" to begin anew."""


def any_option(data: list[str], dice: random.Random) -> str:
    """Tap one of the buttons there are."""
    return dice.choice(data) if data else ""


def forward(data: list[str], dice: random.Random) -> str:
    """Tap what leads on in our own interview, as Press writes it; else whatever there is."""
    ahead = [each for each in data if each.split(".")[1] in ("a", "t", "c", "p", "g", "y", "l")]
    return dice.choice(ahead or data) if data else ""


class Crowd:
    """People at one stand-in. `rate` is updates a second of all of them; 0: as fast as replies."""

    def __init__(
        self, telegram: StandIn, people: int, rate: float = 0.0, choose: Choose = any_option
    ) -> None:
        self._telegram = telegram
        self._people = people
        self._rate = rate
        self._choose = choose
        self._next = 0.0
        self._tasks: list[asyncio.Task[None]] = []
        self.times: list[float] = []
        self.silent = 0

    async def meet(self, seconds: float = 90.0) -> None:
        """Wait until the bot answers somebody. Raises TimeoutError."""
        before = self.silent
        await self._step(FIRST - 1, "", seconds)
        if self.silent > before:
            raise TimeoutError("the bot does not answer")

    def gather(self) -> None:
        """Let everybody begin."""
        self._next = time.perf_counter()
        self._tasks = [
            asyncio.create_task(self._live(FIRST + number)) for number in range(self._people)
        ]

    async def warm(self, seconds: float, most: float = 15.0) -> None:
        """Wait until things go their usual way: beginnings are over, caches are filled."""
        await asyncio.sleep(seconds)
        over = time.perf_counter() + most
        # Whoever taps at once begins together with all others: no share of that is measured.
        enough = 0 if self._rate else 2 * self._people
        while len(self.times) < enough and time.perf_counter() < over:  # noqa: ASYNC110 - seldom
            await asyncio.sleep(0.1)

    async def leave(self) -> None:
        """Send everybody home. Raises what somebody stumbled over."""
        waiting = set(self._tasks)
        while waiting:
            # wait_for of Python 3.11 swallows a cancellation now and then: say it again.
            for task in waiting:
                task.cancel()
            _, waiting = await asyncio.wait(waiting, timeout=0.2)
        for task in self._tasks:
            if not task.cancelled():
                task.result()

    async def _live(self, person: int) -> None:
        dice = random.Random(person)
        while True:
            await self._turn()
            message = self._newest(person)
            data = _buttons(message) if message else []
            await self._step(person, self._choose(data, dice), PATIENCE)

    async def _turn(self) -> None:
        """Wait for a place in the stream of updates."""
        if not self._rate:
            return
        now = time.perf_counter()
        place = self._next = max(self._next, now - 1) + 1 / self._rate
        if place > now:
            await asyncio.sleep(place - now)

    async def _step(self, person: int, data: str, patience: float) -> None:
        before = self._newest(person)
        began = time.perf_counter()
        if data and before:
            self._telegram.hands.tap(person, message_id=before["message_id"], data=data)
        else:
            self._telegram.hands.start(person)
        chat = self._telegram.world.chats[person]
        try:
            async with asyncio.timeout(patience):
                while _sight(self._newest(person)) == _sight(before):
                    await _rung(chat)
        except TimeoutError:
            self.silent += 1
            return
        self.times.append(time.perf_counter() - began)

    def _newest(self, person: int) -> Message | None:
        """Return the last message of the bot."""
        chat = self._telegram.world.chats.get(person)
        if chat is None:
            return None
        return next((m for m in reversed(chat.messages.values()) if m["from"]["is_bot"]), None)


def _rung(chat: Chat) -> Coroutine[Any, Any, None]:
    return chat.changed.wait(60)


def _sight(message: Message | None) -> tuple[Any, ...]:
    if message is None:
        return ()
    return message["message_id"], message["text"], _buttons(message)


def _buttons(message: Message) -> list[str]:
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [key["callback_data"] for row in rows for key in row if "callback_data" in key]
