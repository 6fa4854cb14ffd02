"""Plays one scenario in one setting and returns what came of it."""

import asyncio
import time
from collections import Counter
from contextlib import AsyncExitStack
from dataclasses import dataclass, field

from faults.data import Data, ServedDatabase, Server, SqliteFile
from faults.doomed import EVERYWHERE, POLLING, WEBHOOK
from faults.plan import Scenario
from faults.stage import Setting, Stage
from faults.troubles import kills_at_every_step
from faults.verdict import Verdict, drained, judge

LONGEST = 1500.0
"""Seconds after which a run is given up, whatever it does."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One line of the report."""

    scenario: str
    setting: Setting
    verdict: Verdict
    people: int = 0
    updates: int = 0
    kills: int = 0
    seconds: float = 0.0
    waits: tuple[float, ...] = ()
    cpu_seconds: float = 0.0
    alarms: Counter[str] = field(default_factory=Counter)


class Servers:
    """The one PostgreSQL of all runs, started when it is first needed."""

    def __init__(self) -> None:
        """Start none yet."""
        self._server: Server | None = None

    async def data(self, kind: str) -> Data:
        """Return an empty database."""
        if kind == "sqlite":
            return SqliteFile()
        if self._server is None:
            self._server = await asyncio.to_thread(Server)
        made = ServedDatabase(self._server)
        await made.make()
        return made

    def close(self) -> None:
        """Stop it."""
        if self._server is not None:
            self._server.close()


async def play(scenario: Scenario, setting: Setting, servers: Servers) -> Outcome:
    """Play to the end, in bounded time, and look at everything."""
    began = time.monotonic()
    async with AsyncExitStack() as stack:
        data = await servers.data(setting.database)
        stack.push_async_callback(data.close)
        stage = await stack.enter_async_context(Stage(setting, data, scenario.habits))
        try:
            async with asyncio.timeout(LONGEST):
                verdict = await _act(stage, scenario)
                cpu = stage.cpu_seconds
                await _stop(stage, verdict)
        except TimeoutError:
            verdict, cpu = Verdict(complaints=[f"given up after {LONGEST:.0f} s"]), 0.0
        events: Counter[str] = sum((each.events for each in stage.replicas), Counter())
        return Outcome(
            scenario.name,
            setting,
            verdict,
            people=len(stage.people),
            updates=stage.updates,
            kills=stage.kills,
            seconds=time.monotonic() - began,
            waits=tuple(wait for person in stage.people for wait in person.waits),
            cpu_seconds=cpu,
            alarms=events,
        )


async def _act(stage: Stage, scenario: Scenario) -> Verdict:
    done = asyncio.Event()

    async def trouble() -> None:
        try:
            await scenario.trouble(stage)
        finally:
            done.set()

    making = asyncio.create_task(trouble())
    walking = asyncio.create_task(stage.crowd(done if scenario.finite else None))
    try:
        waited = {making, walking} if scenario.finite else {walking}
        await asyncio.wait(waited, return_when=asyncio.FIRST_EXCEPTION)
    finally:
        for task in (making, walking):
            if not task.done():
                task.cancel()
        results = await asyncio.gather(making, walking, return_exceptions=True)
    for result in results:
        if isinstance(result, Exception):
            raise result
    await stage.heal()
    return await _look(stage, scenario)


async def _look(stage: Stage, scenario: Scenario) -> Verdict:
    """Drain, have everybody tap once more, compare everything, and stop."""
    calm = await drained(stage)
    before = await judge(stage)  # a second tap could hide that a first one was lost
    if not before.good:
        return before
    works = await asyncio.gather(*(each.tap_once_more() for each in stage.people))
    calm = await drained(stage) and calm
    verdict = await judge(stage)
    if not calm:
        verdict.complain("something still waits after the drain")
    if dead := works.count(False):
        verdict.complain(f"{dead} people have no button that works")
        verdict.screenless = max(verdict.screenless, dead)
    if scenario.trouble is kills_at_every_step:
        _all_reached(stage, verdict)
    return verdict


async def _stop(stage: Stage, verdict: Verdict) -> None:
    await stage.stop_gently()
    if any(stage.exits):
        verdict.complain(f"the bots ended with {stage.exits}")


def _all_reached(stage: Stage, verdict: Verdict) -> None:
    own = WEBHOOK if stage.setting.mode == "webhook" else POLLING
    if missed := [step for step in (*EVERYWHERE, *own) if not stage.reached[step]]:
        verdict.complain(f"no bot died {', '.join(missed)}")
