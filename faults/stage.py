"""One run on its stage: the stand-in, the bots, the balancer, the database, and the people."""

import asyncio
import random
import socket
import time
from collections import Counter
from contextlib import AsyncExitStack, closing
from dataclasses import dataclass
from typing import Self

from bot.sandbox.standin import StandIn
from bot.sandbox.telegram.updates import Update
from faults.balancer import Balancer
from faults.data import Data
from faults.person import Habits, Person
from faults.replica import Replica

SECRET = "only for the fault suite - never for people"  # noqa: S105 - opens nothing else
FIRST_PERSON = 100_001
AT_ONCE = 60
SILENCE_SECONDS = 60.0


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a run takes place: which database, polling or webhook, how many bots and people."""

    database: str
    mode: str
    replicas: int
    people: int
    seed: int = 1


class Stage:
    """Use it as `async with Stage(setting, data) as stage`."""

    def __init__(self, setting: Setting, data: Data, habits: Habits) -> None:
        """Take where it takes place."""
        self.setting = setting
        self.data = data
        self.habits = habits
        self.dice = random.Random(setting.seed)  # noqa: S311 - a run can be repeated
        self.standin = StandIn()
        self.replicas: list[Replica] = []
        self.people: list[Person] = []
        self.poisoned = 0
        self.updates = 0
        self.talking = asyncio.Event()
        self.talking.set()
        self.exits: list[int | None] = []
        self.reached: Counter[str] = Counter()

    async def __aenter__(self) -> Self:
        """Start everything."""
        async with AsyncExitStack() as stack:
            await stack.enter_async_context(self.standin)
            self.standin.world.updates.listeners.append(self._count)
            self.balancer = Balancer(self.replicas, self.dice)
            await stack.enter_async_context(self.balancer)
            environ = self._environ()
            stack.push_async_callback(self._stop_all)
            for _ in range(self.setting.replicas):
                self.replicas.append(Replica(_free_port(), environ))
            await self.replicas[0].start()  # it makes the tables
            await asyncio.gather(*(each.start() for each in self.replicas[1:]))
            self._stack = stack.pop_all()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Stop everything."""
        await self._stack.aclose()

    @property
    def kills(self) -> int:
        """Return how many bots died."""
        return sum(each.deaths for each in self.replicas)

    @property
    def cpu_seconds(self) -> float:
        """Return the processor time of the bots that run, without their start."""
        return sum(each.cpu_seconds for each in self.replicas)

    async def crowd(self, done: asyncio.Event | None = None) -> None:
        """Let the people walk, some dozens at a time; more of them until `done`, up to fourfold."""
        gate = asyncio.Semaphore(AT_ONCE)

        async def one(person: Person) -> None:
            try:
                await person.walk()
            finally:
                gate.release()

        walks = []
        wanted = self.setting.people
        while len(self.people) < wanted or (
            done is not None and not done.is_set() and len(self.people) < 4 * wanted
        ):
            await gate.acquire()
            walks.append(asyncio.create_task(one(self._new_person())))
        await asyncio.gather(*walks)

    def _count(self, _: Update) -> None:
        self.updates += 1

    def _new_person(self) -> Person:
        number = FIRST_PERSON + len(self.people)
        goal = self.dice.randint(3, 6)
        dice = random.Random(self.dice.random())  # noqa: S311 - a run can be repeated
        world, hands = self.standin.world, self.standin.hands
        person = Person(number, world, hands, self.habits, goal, dice, self.talking)
        self.people.append(person)
        return person

    async def heal(self) -> None:
        """End every trouble and have all bots run again."""
        self.standin.world.faults.clear()
        await self.standin.act("delivery", release=True)
        self.standin.world.updates.mishaps.duplicates = 0
        self.balancer.twice = self.balancer.late = self.balancer.unheard = 0
        self.balancer.on_taken = None
        self.resume()
        await asyncio.gather(*(each.start() for each in self.replicas if not each.ready))

    async def silence(self) -> None:
        """Stop everybody, and wait until a long poll has come back empty."""
        self.talking.clear()
        polled = self.standin.world.calls.counts["getUpdates"]
        until = time.monotonic() + SILENCE_SECONDS
        while time.monotonic() < until:
            await asyncio.sleep(0.5)
            world = self.standin.world
            if not world.updates.idle:
                polled = world.calls.counts["getUpdates"]
                continue
            if self.setting.mode == "webhook" or world.calls.counts["getUpdates"] > polled + 1:
                return

    def resume(self) -> None:
        """Let everybody go on."""
        self.talking.set()

    async def stop_gently(self) -> None:
        """End all bots as an operator does, and note how they ended."""
        self.exits = list(await asyncio.gather(*(each.stop() for each in self.replicas)))

    async def _stop_all(self) -> None:
        await asyncio.gather(*(each.kill() for each in self.replicas))

    def _environ(self) -> dict[str, str]:
        webhook = self.setting.mode == "webhook"
        return {
            "TELEGRAM_BOT_TOKEN": self.standin.token,
            "TELEGRAM_API_URL": self.standin.url,
            "DATABASE_URL": self.data.url,
            "SECRET_KEY": SECRET,
            "WEBHOOK_URL": f"http://127.0.0.1:{self.balancer.port}" if webhook else "",
            "LISTEN_HOST": "127.0.0.1",
            "SENDS_A_SECOND": "0",
            "SENDS_A_SECOND_IN_A_CHAT": "0",
            "STEPS_A_MINUTE": "0",
            "NO_PROXY": "127.0.0.1",
        }


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
