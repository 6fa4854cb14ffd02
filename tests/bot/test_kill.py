"""The process is killed in the middle of everything; nothing is lost and nothing doubled."""

import asyncio
import os
import random
import sys
from pathlib import Path

import pytest
from sqlalchemy import func, select

from bot.sandbox.standin import StandIn
from bot.storage.database import Database
from bot.storage.record import Chat
from bot.storage.seal import Seals
from bot.storage.shelf import Shelf
from bot.storage.tables import chat, outbox
from tests.bot.builders import SECRET, TODAY
from tests.bot.test_app import free_port
from tests.bot.tiny_desk import QUESTIONS

SCRIPT = Path(__file__).with_name("tiny_bot.py")
ROOT = SCRIPT.parents[2]
PEOPLE = range(5001, 5021)
KILLS = 3
RESULT = "Result: status=student, plan=student, pension=student"


class Bot:
    """A bot in a process of its own."""

    def __init__(self, standin: StandIn, database_url: str, way: str) -> None:
        port = free_port()
        hook = f"http://127.0.0.1:{port}/hook" if way == "webhook" else ""
        listen = port if way == "webhook" else 0
        self.command = (standin.token, database_url, standin.url, str(listen), hook)
        self.process: asyncio.subprocess.Process | None = None

    async def start(self) -> None:
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, str(SCRIPT), *self.command,
            env={**os.environ, "PYTHONPATH": str(ROOT)},  # a script sees only its own folder
            stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip

    async def end(self, kill: bool) -> int:
        assert self.process is not None
        self.process.kill() if kill else self.process.terminate()
        return await self.process.wait()


async def live_text(standin: StandIn, person: int) -> str:
    view = await standin.act("chat", person=person)
    heard = [each for each in view["messages"] if each["from"]["is_bot"]]
    live = [each for each in heard if "reply_markup" in each] or heard
    return str(live[-1]["text"]) if live else ""


async def play(standin: StandIn, person: int) -> None:
    """Tap what is on the screen until the result is there; whatever happens meanwhile."""
    await standin.act("say", person=person, text="/start")
    for name in QUESTIONS:
        while f"What is your {name}?" not in await live_text(standin, person):  # noqa: ASYNC110
            await asyncio.sleep(0.1)
        await asyncio.sleep(random.random() * 0.5)
        await standin.act("tap", person=person, label=f"{name} student")
    while await live_text(standin, person) != RESULT:  # noqa: ASYNC110
        await asyncio.sleep(0.1)


@pytest.mark.parametrize("way", ["polling", "webhook"])
async def test_kill_9_at_any_moment_loses_and_doubles_nothing(database_url: str, way: str) -> None:
    async with StandIn() as standin:
        bot = Bot(standin, database_url, way)
        await bot.start()
        players = asyncio.gather(*(play(standin, each) for each in PEOPLE))
        for _ in range(KILLS):
            await asyncio.sleep(1.5 + random.random())
            await bot.end(kill=True)
            await bot.start()
        async with asyncio.timeout(90):
            await players
        assert await bot.end(kill=False) == 0
    database = Database(database_url)
    shelf = Shelf(database, Seals((SECRET,)), 1)
    blanks = {shelf.seals.hash(each): Chat(shelf.seals.hash(each), each, TODAY) for each in PEOPLE}
    async with database.begin() as connection:
        assert (await connection.execute(select(func.count()).select_from(outbox))).scalar() == 0
        assert (await connection.execute(select(func.count()).select_from(chat))).scalar() == 20
        chats = await shelf.load(connection, PEOPLE, blanks)
    assert [each.version for each in chats.values()] == [3] * len(PEOPLE)
    await database.close()
