"""The same conversation by several stacks in turn: what an update costs, how long a reply takes."""

import asyncio
import statistics
from dataclasses import dataclass, replace

import uvloop

from benchmarks.contender import Contender, Running, free_port
from benchmarks.crowd import Crowd, any_option, forward
from benchmarks.noise import Noise
from benchmarks.postgresql import fresh, postgresql
from benchmarks.stage import Stage

PEOPLE = 64
FAR = 0.030
PACE = 100.0
CONVERSATION = (
    *("sendMessage", "editMessageText", "editMessageReplyMarkup", "answerCallbackQuery"),
)
HANDLER = Contender("ConversationHandler + pickle", "benchmarks.bots.conversation_handler")
AIOGRAM = Contender("aiogram FSM in memory", "benchmarks.bots.aiogram_fsm")
SQLITE = Contender("ours on SQLite", "benchmarks.bots.ours", ours=True, database="sqlite:///b.db")
POSTGRESQL = Contender("ours on PostgreSQL", "benchmarks.bots.ours", ours=True)
REAL = Contender(
    "whole interview on SQLite", "bot run", ours=True, database="sqlite:///b.db", interview=True
)
ALL = (HANDLER, AIOGRAM, SQLITE, POSTGRESQL, REAL)


@dataclass(frozen=True, slots=True)
class Run:
    """How a run is made: by webhook or polling, how far away, how fast, how long."""

    webhook: bool
    round_trip: float = 0.0
    rate: float = 0.0
    warm: float = 1.5
    seconds: float = 5.0


@dataclass(frozen=True, slots=True)
class Figures:
    """What a run showed. Times in seconds, memory in MB."""

    updates: float
    cpu: float
    calls: float
    inline: float
    times: tuple[float, float, float]
    memory: float
    silent: int

    @property
    def per_cpu_second(self) -> float:
        """Updates for each second of the bot's CPU."""
        return 1 / self.cpu

    def line(self, name: str) -> str:
        """Return a row of the table."""
        times = " ".join(f"{each * 1000:7.0f}" for each in self.times)
        silent = f"  {self.silent} unanswered" if self.silent else ""
        return (
            f"{name:30}{self.updates:8.0f}{self.per_cpu_second:9.0f}{self.cpu * 1e6:9.0f} {times}"
            f"{self.calls:7.2f}{self.inline:8.2f}{self.memory:7.0f}{silent}"
        )


HEAD = (
    f"{'':30}{'updates':>8}{'updates':>9}{'CPU ms':>9} {'reply visible after ms':>23}"
    f"{'calls':>7}{'of them':>8}{'peak':>7}\n"
    f"{'':30}{'/s':>8}{'/CPU s':>9}{'/1000':>9} {'p50':>7} {'p95':>7} {'p99':>7}"
    f"{'/update':>7}{'inline':>8}{'MB':>7}"
)


async def measure(contender: Contender, run: Run) -> Figures:
    """Start a bot, let people talk to it, and return what that cost."""
    async with Stage(run.round_trip) as telegram:
        port = free_port() if run.webhook else 0
        environ = contender.environ(telegram.url, telegram.token, port)
        bot = await Running.start(contender.module, environ)
        try:
            choose = forward if contender.interview else any_option
            crowd = Crowd(telegram, PEOPLE * 4 if run.rate else PEOPLE, run.rate, choose)
            await crowd.meet()
            crowd.gather()
            await crowd.warm(run.warm)
            return await _watch(bot, crowd, telegram, run.seconds)
        except TimeoutError:
            raise RuntimeError(f"{contender.name} does not answer: {bot.complaint()}") from None
        finally:
            await bot.stop()


async def _watch(bot: Running, crowd: Crowd, telegram: Stage, seconds: float) -> Figures:
    loop = asyncio.get_running_loop()
    crowd.times.clear()
    calls = telegram.world.calls
    calls.clear()
    began, cpu = loop.time(), bot.cpu()
    await asyncio.sleep(seconds)
    took, cpu = loop.time() - began, bot.cpu() - cpu
    times = sorted(crowd.times)
    made = calls.of(*CONVERSATION)
    # An act that leaves a screen as it is edits it into itself; the bot takes that as done.
    refused = {why: count for why, count in calls.refused.items() if "not modified" not in why}
    await crowd.leave()
    if not times:
        raise RuntimeError(f"nobody was answered: {refused} {bot.complaint()}")
    if refused:
        raise RuntimeError(f"Telegram refused calls: {refused}")
    cuts = statistics.quantiles(times, n=100, method="inclusive") if len(times) > 1 else times * 99
    count = len(times)
    return Figures(
        updates=count / took,
        cpu=cpu / count,
        calls=len(made) / count,
        inline=sum(each.via == "webhook" for each in made) / count,
        times=(cuts[49], cuts[94], cuts[98]),
        memory=bot.memory()[1],
        silent=crowd.silent,
    )


async def _table(
    title: str, contenders: tuple[Contender, ...], run: Run, address: str, noise: Noise
) -> dict[str, Figures]:
    print(f"\n{title}\n{HEAD}", flush=True)
    found = {}
    for contender in contenders:
        noise.sample()
        if contender is POSTGRESQL:
            figures = await measure(replace(contender, database=await fresh(address)), run)
        else:
            figures = await measure(contender, run)
        found[contender.name] = figures
        print(figures.line(contender.name), flush=True)
    return found


def _ratios(way: str, found: dict[str, Figures]) -> None:
    handler, aiogram = found[HANDLER.name], found[AIOGRAM.name]
    goals = ((SQLITE, handler, 3.0), (SQLITE, aiogram, 1.5), (POSTGRESQL, handler, 2.0))
    for ours, other, goal in goals:
        ratio = found[ours.name].per_cpu_second / other.per_cpu_second
        than = HANDLER.name if other is handler else AIOGRAM.name
        verdict = "reached" if ratio >= goal else "MISSED"
        print(
            f"{way}: {ours.name} handles {ratio:.1f} times the updates per CPU second of {than} "
            f"(goal {goal}: {verdict})"
        )


async def _run(quick: bool) -> None:
    noise = Noise()
    seconds, warm = (1.5, 0.7) if quick else (4.0, 1.0)
    with postgresql() as address:
        for webhook in (False, True):
            way = "webhook" if webhook else "polling"
            run = Run(webhook, seconds=seconds, warm=warm)
            title = f"{way}, {PEOPLE} people who tap as soon as they see the reply"
            contenders = tuple(each for each in ALL if not (quick and each is REAL))
            _ratios(way, await _table(title, contenders, run, address, noise))
        for webhook in (True,) if quick else (False, True):
            way = "webhook" if webhook else "polling"
            run = Run(webhook, FAR, PACE, warm, seconds)
            title = f"{way}, Telegram {FAR * 1000:.0f} ms away, {PACE:.0f} updates a second offered"
            found = await _table(title, (SQLITE,) if quick else ALL[:-1], run, address, noise)
            for name, each in found.items():
                if name.startswith("ours"):
                    verdict = "reached" if each.times[2] < 0.15 else "MISSED"
                    print(f"{way}: p99 of {name}: {each.times[2] * 1000:.0f} ms (150: {verdict})")
    print(f"\n{noise.report()}", flush=True)


def run(quick: bool = False) -> None:
    """Print the tables."""
    uvloop.run(_run(quick))
