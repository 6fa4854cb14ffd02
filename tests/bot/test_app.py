"""The whole bot against the stand-in, over HTTP, on both databases."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import func, select

from bot.app import App
from bot.sandbox.player import Player
from bot.sandbox.standin import StandIn
from bot.settings import Settings
from bot.storage.tables import chat, outbox
from tests.bot.tiny_desk import TinyDesk

SECRET = "a secret of many letters"


def settings_for(standin: StandIn, database_url: str, **more: object) -> Settings:
    given = {"listen_port": 0, "sends_a_second": 0, "sends_a_second_in_a_chat": 0, **more}
    return Settings(standin.token, database_url, (SECRET,), api_url=standin.url, **given)  # type: ignore[arg-type]


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[App]:
    app, stop = App(settings, TinyDesk()), asyncio.Event()
    task = asyncio.create_task(app.run(stop))
    try:
        yield app
    finally:
        stop.set()
        await task


@pytest.fixture
async def standin() -> AsyncIterator[StandIn]:
    async with StandIn() as found:
        yield found


async def test_a_conversation_by_polling_ends_in_its_result(
    standin: StandIn, database_url: str
) -> None:
    async with running(settings_for(standin, database_url)) as app:
        player = Player(standin, 1001, quiet=0.3)
        first = await player.start()
        assert "status" in first.text
        second = await player.tap("status student")
        assert "plan" in second.text
        assert second.message_id != first.message_id
        third = await player.say("dependent")
        assert "pension" in third.text
        result = await player.tap("pension student")
        assert result.text == "Result: status=student, plan=dependent, pension=student"
        heard = [each["text"] for each in await player.heard()]
        assert "status: student" in heard
        while app.sender.busy:
            await asyncio.sleep(0.01)
        await nothing_waits(app)


async def nothing_waits(app: App) -> None:
    async with app.database.begin() as connection:
        assert (await connection.execute(select(func.count()).select_from(outbox))).scalar() == 0
        owners = (await connection.execute(select(chat.c.owner))).scalars().all()
        assert owners == [None]
