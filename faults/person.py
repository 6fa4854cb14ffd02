"""Somebody who walks the interview and remembers by themselves what they answered."""

import asyncio
import random
import time
from dataclasses import dataclass, field

from bot.press import BadPress, Press
from bot.sandbox.telegram.people import People
from bot.sandbox.telegram.world import World

PATIENCE = 140.0
"""A tap is kept for 150 seconds by Telegram; whoever waits longer was forgotten by the bot."""
NONSENSE = "qqq zzz"
FIRST = ("language", "begin")
GIVING = ("answer", "toggle", "confirm", "part")

Given = frozenset[str]
"""One answer: the codes it is made of."""


@dataclass(frozen=True, slots=True)
class Habits:
    """How often, of all steps, a person does something more than tapping once."""

    double: float = 0.1  # the same button twice
    rival: float = 0.05  # two answers at once
    chatter: float = 0.1  # a text together with the tap
    pause: float = 0.0  # seconds before each step, at most
    leaving: float = 0.0  # blocks the bot right after the tap, and comes back


@dataclass(slots=True)
class Live:
    """The newest message with buttons of ours: where, the version, the presses by their data."""

    message: int
    version: int
    presses: dict[str, Press]

    def having(self, *verbs: str) -> list[str]:
        """Return the data of the buttons that do one of these."""
        return [data for data, press in self.presses.items() if press.action.verb in verbs]


@dataclass(slots=True)
class Person:
    """Never taps again because nothing came: what was tapped once must be taken once."""

    number: int
    world: World
    hands: People
    habits: Habits
    goal: int
    dice: random.Random
    talking: asyncio.Event
    version: int = 0
    answers: dict[str, set[Given]] = field(default_factory=dict)
    draft: frozenset[str] = frozenset()
    waits: list[float] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    async def walk(self) -> None:
        """Begin and answer until the goal, or until no screen comes any more."""
        await self.talking.wait()
        self.hands.start(self.number)
        if not await self._reach(1):
            return
        while len(self.answers) < self.goal:
            await asyncio.sleep(self.dice.uniform(0, self.habits.pause))
            await self.talking.wait()
            live = self.look()
            if live is None or not await self._step(live):
                return

    async def tap_once_more(self) -> bool:
        """Return whether the buttons of the live screen work, now that all is well again."""
        live = self.look()
        if live is None:
            return False
        data = self._choose(live) or next(iter(live.presses))
        self._tap(live, data)
        self._note(live.presses[data])
        return await self._reach(live.version + 1)

    def look(self) -> Live | None:
        """Return the live screen, None when there is none."""
        for message in reversed(self.world.chats[self.number].messages.values()):
            rows = message.get("reply_markup", {}).get("inline_keyboard", ())
            told = [key["callback_data"] for row in rows for key in row if "callback_data" in key]
            if told:
                try:
                    presses = {data: Press.decode(data) for data in told}
                except BadPress:
                    return None
                return Live(message["message_id"], next(iter(presses.values())).version, presses)
        return None

    async def _step(self, live: Live) -> bool:
        data = self._choose(live)
        if data is None:
            return False
        press = live.presses[data]
        habits = self.habits
        leaves = self.answers and self.dice.random() < habits.leaving
        rival = self._rival(live, press) if self.dice.random() < habits.rival else None
        if leaves:
            return await self._leave_and_return(live, data)
        if self.dice.random() < habits.chatter:
            self.hands.say(self.number, NONSENSE)
        self._tap(live, data)
        if self.dice.random() < habits.double:
            self._tap(live, data)
        if rival is not None:
            self._tap(live, rival)
        self._note(press)
        if rival is not None:
            self._note(live.presses[rival])
        return await self._reach(live.version + 1)

    def _choose(self, live: Live) -> str | None:
        """Pick what leads on: a first screen, an answer, or the group a status stands in."""
        for verb in FIRST:
            if found := live.having(verb):
                return found[0]
        confirm = live.having("confirm")
        if confirm and self.dice.random() < 0.6:
            return confirm[0]
        choices = live.having(*GIVING)
        choices += [
            data
            for data in live.having("show")
            if live.presses[data].action.argument.startswith("group.")
        ]
        return self.dice.choice(choices) if choices else None

    def _rival(self, live: Live, press: Press) -> str | None:
        if press.action.verb != "answer":
            return None
        others = [data for data in live.having("answer") if live.presses[data] != press]
        return self.dice.choice(others) if others else None

    def _tap(self, live: Live, data: str) -> None:
        self.hands.tap(self.number, message_id=live.message, data=data)

    def _note(self, press: Press) -> None:
        """Remember what a tap says; a rival of the same version is remembered beside it."""
        action = press.action
        given: frozenset[str] | None = None
        if action.verb == "toggle":
            self.draft ^= {action.argument}
            return
        if action.verb == "confirm":
            given = self.draft
        elif action.verb == "answer" or (action.verb == "part" and action.argument.count("-") == 2):
            given = frozenset({action.argument})
        if given is not None:
            self.draft = frozenset()
            self.answers.setdefault(action.question, set()).add(given)

    async def _reach(self, version: int, *verbs: str) -> bool:
        """Wait until the live screen has this version; note what is wrong with it."""
        chat = self.world.chats[self.number]
        began = time.monotonic()
        while True:
            live = self.look()
            if live is not None and live.version > version:
                self.troubles.append(f"version {live.version} instead of {version}")
                return False
            if live is not None and live.version == version:
                self.version = version
                self.waits.append(time.monotonic() - began)
                return True
            left = began + PATIENCE - time.monotonic()
            if left <= 0:
                self.troubles.append(f"no screen of version {version}")
                return False
            await chat.changed.wait(left)

    async def _leave_and_return(self, live: Live, data: str) -> bool:
        """Tap, block the bot, come back. The screen then tells whether the tap or /start was first.

        They come in different queues, so both orders are right; what is stored must fit the screen.
        """
        self._tap(live, data)
        self.hands.block(self.number)
        await asyncio.sleep(self.dice.uniform(0.05, 1.0))
        self.hands.start(self.number)
        until = time.monotonic() + PATIENCE
        chat = self.world.chats[self.number]
        while (left := until - time.monotonic()) > 0:
            now = self.look()
            if now is not None and now.version > live.version and now.having("restart"):
                if now.version == live.version + 2:
                    self._note(live.presses[data])
                elif now.version != live.version + 1:
                    self.troubles.append(f"version {now.version} after {live.version} and a return")
                    return False
                self.version = now.version
                return True
            await chat.changed.wait(left)
        self.troubles.append("no screen after the return")
        return False
