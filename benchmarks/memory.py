"""The whole bot on a database with many interviews in it: memory, and the cost of an update."""

import tempfile
import time
from dataclasses import replace
from pathlib import Path

import uvloop

from benchmarks.contender import OPEN
from benchmarks.core import STORED, sessions
from benchmarks.crowd import FIRST
from benchmarks.delivery import HEAD, REAL, Run, measure
from bot.day import today_in_japan
from bot.storage.database import Database
from bot.storage.record import Chat
from bot.storage.seal import Seals
from bot.storage.shelf import Shelf
from bot.storage.upgrade import upgrade
from flows.desk import Desk

GOAL = 150.0
AT_ONCE = 2000


async def fill(path: Path, count: int, stored: list[bytes]) -> str:
    """Make a database with so many interviews, the crowd's among them; tell its size."""
    began = time.perf_counter()
    database = Database(f"sqlite+aiosqlite:///{path}")
    await upgrade(database)
    seals = Seals((OPEN["SECRET_KEY"],))
    shelf, today = Shelf(database, seals, 1), today_in_japan()
    for start in range(0, count, AT_ONCE):
        chats = []
        for number in range(start, min(start + AT_ONCE, count)):
            chat_id = FIRST + number
            sealed = seals.seal(stored[number % len(stored)], "session", chat_id)
            chats.append(Chat(seals.hash(chat_id), chat_id, today, sealed=sealed, version=STORED))
        async with database.begin() as connection:
            await shelf.put(connection, chats)
    await database.close()
    size, took = path.stat().st_size / 1e6, time.perf_counter() - began  # noqa: ASYNC240 - a moment
    return f"{count:,} ({size:.0f} MB, filled in {took:.0f} s)"


async def _run(counts: tuple[int, ...], run: Run) -> None:
    stored = [
        replace(each, version=STORED).to_json().encode() for each in sessions(Desk.load(), STORED)
    ]
    print(f"\nthe whole bot on SQLite, polling, by interviews stored\n{HEAD}", flush=True)
    costs = []
    for count in counts:
        with tempfile.TemporaryDirectory(prefix="bench-") as folder:
            path = Path(folder, "b.db")
            told = await fill(path, count, stored)
            figures = await measure(replace(REAL, database=f"sqlite:///{path}"), run)
        costs.append(figures.cpu)
        print(figures.line(told), flush=True)
        if count == 10_000:
            verdict = "reached" if figures.memory < GOAL else "MISSED"
            print(f"peak memory with 10,000 interviews: {figures.memory:.0f} MB (150: {verdict})")
    print(f"an update costs {costs[-1] / costs[0]:.2f} times as much with the most as with the few")


def run(quick: bool = False) -> None:
    """Print memory and cost."""
    if quick:
        uvloop.run(_run((10, 10_000), Run(webhook=False, warm=1, seconds=1.5)))
    else:
        uvloop.run(_run((10, 10_000, 100_000), Run(webhook=False, warm=2, seconds=6)))
