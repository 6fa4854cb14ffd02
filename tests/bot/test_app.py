"""The whole bot against the stand-in, over HTTP: by polling and webhook, on both databases."""

import asyncio
import io
import json
import logging
import socket
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path

import httpx
import pytest
from sqlalchemy import func, select

from bot import log
from bot.app import App
from bot.retention import purge
from bot.sandbox.player import Player, Screen
from bot.sandbox.standin import StandIn
from bot.settings import CannotRun, Settings
from bot.storage.database import Database
from bot.storage.tables import chat, claim, dead_letter, outbox
from tests.bot.tiny_desk import TinyDesk

SECRET = "a secret of many letters"
WAYS = pytest.mark.parametrize("way", ["polling", "webhook"])
RESULT = "Result: status=student, plan=dependent, pension=student"


def settings_for(
    standin: StandIn, database_url: str, way: str = "polling", **more: object
) -> Settings:
    given: dict[str, object] = {
        "listen_port": 0, "sends_a_second": 0, "sends_a_second_in_a_chat": 0,
        "drain_seconds": 5, **more,
    }  # fmt: skip
    if way == "webhook":
        given["listen_port"] = free_port()
        given["webhook_url"] = f"http://127.0.0.1:{given['listen_port']}/hook"
    return Settings(standin.token, database_url, (SECRET,), api_url=standin.url, **given)  # type: ignore[arg-type]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@asynccontextmanager
async def running(settings: Settings) -> AsyncIterator[App]:
    """A bot that is stopped politely at the end."""
    app, stop = App(settings, TinyDesk()), asyncio.Event()
    task = asyncio.create_task(app.run(stop))
    try:
        yield app
        await at_rest(app)
    finally:
        stop.set()
        await task


@pytest.fixture
async def standin() -> AsyncIterator[StandIn]:
    async with StandIn() as found:
        yield found


def a_player(standin: StandIn, number: int = 1001) -> Player:
    return Player(standin, number, quiet=0.2)


async def play(player: Player) -> Screen:
    await player.start()
    await player.tap("status student")
    await player.say("dependent")
    return await player.tap("pension student")


async def count(app: App, table: object) -> int:
    async with app.database.begin() as connection:
        return int((await connection.execute(select(func.count()).select_from(table))).scalar_one())  # type: ignore[arg-type]


async def until(true: Callable[[], Awaitable[bool]], seconds: float = 15) -> None:
    async with asyncio.timeout(seconds):
        while not await true():  # noqa: ASYNC110 - the stand-in has no event for this
            await asyncio.sleep(0.02)


async def at_rest(app: App) -> None:
    async def rests() -> bool:
        return not app.ledger.backlog and not app.sender.busy

    await until(rests)


async def sees(player: Player, text: str) -> None:
    async def seen() -> bool:
        return (await player.screen()).text == text

    await until(seen)


def mentioned(word: bytes, folder: Path) -> bool:
    return any(word in each.read_bytes() for each in folder.iterdir())


@WAYS
async def test_a_conversation_ends_in_its_result(
    standin: StandIn, database_url: str, way: str
) -> None:
    async with running(settings_for(standin, database_url, way)) as app:
        player = a_player(standin)
        result = await play(player)
        assert result.text == RESULT
        heard = [each["text"] for each in await player.heard()]
        assert heard == ["status: student", "plan: dependent", "pension: student", RESULT]
        await at_rest(app)
        assert await count(app, outbox) == 0
        async with app.database.begin() as connection:
            assert (await connection.execute(select(chat.c.owner))).scalars().all() == [None]
    counts = await standin.act("counts")
    assert counts["pending"] == 0 or way == "polling"


@WAYS
async def test_every_tap_is_answered_and_an_old_one_moves_nothing(
    standin: StandIn, database_url: str, way: str
) -> None:
    async with running(settings_for(standin, database_url, way)):
        player = a_player(standin)
        first = await player.start()
        second = await player.tap("status student", times=3)
        assert second.text.startswith("What is your plan?")
        old = await player.tap_data(first.data["status dependent"], first.message_id)
        assert "plan" in old.text
        result = await player.tap("plan student")
        assert "pension" in result.text
        assert await player.tap("pension student")
        answers = await standin.act("calls", methods=["answerCallbackQuery"])
        assert len(answers) == 6
        texts = [each["text"] for each in await player.heard()]
        assert texts[-1] == "Result: status=student, plan=student, pension=student"


async def test_a_toggle_edits_one_message(standin: StandIn, database_url: str) -> None:
    async with running(settings_for(standin, database_url)):
        player = a_player(standin)
        first = await player.start()
        ticked = await player.tap("tick")
        assert (ticked.message_id, ticked.text) == (first.message_id, "What is your status? x")


async def test_a_bot_that_was_stopped_or_killed_goes_on_where_it_stood(
    standin: StandIn, database_url: str
) -> None:
    player = a_player(standin)
    async with running(settings_for(standin, database_url)):
        await player.start()
        await player.tap("status student")
    async with running(settings_for(standin, database_url)):
        assert (await player.say("dependent")).text == "What is your pension?"
    app = App(settings_for(standin, database_url), TinyDesk())
    killed = asyncio.create_task(app.run(asyncio.Event()))
    await asyncio.sleep(0.5)
    await standin.act("say", person=1001, text="student")
    await asyncio.sleep(0.005)
    killed.cancel()
    await asyncio.gather(killed, return_exceptions=True)
    async with running(settings_for(standin, database_url)):
        await sees(player, RESULT)


@WAYS
async def test_updates_delivered_twice_or_out_of_order_double_nothing(
    standin: StandIn, database_url: str, way: str
) -> None:
    async with running(settings_for(standin, database_url, way)) as app:
        await standin.act("delivery", duplicates=50)
        player = a_player(standin)
        assert (await play(player)).text == RESULT
        await at_rest(app)
        assert await count(app, claim) == 4


async def test_one_update_that_can_not_be_read_stalls_nobody(
    standin: StandIn, database_url: str
) -> None:
    async with running(settings_for(standin, database_url)) as app:
        player = a_player(standin)
        await player.start()
        standin.world.updates.add(
            "callback_query",
            {"id": "1", "from": {"id": 5}, "data": "x"},
            ("user", 5),
            standin.world.clock.now(),
        )
        assert (await player.say("student")).text == "What is your plan?"
        await at_rest(app)
        assert await count(app, dead_letter) == 1


@WAYS
async def test_a_step_that_breaks_is_put_aside_and_the_person_hears_of_it(
    standin: StandIn, database_url: str, way: str
) -> None:
    async with running(settings_for(standin, database_url, way)) as app:
        player = a_player(standin)
        await player.start()
        assert "(failed)" in (await player.say("break")).text
        assert (await player.tap("status student")).text == "What is your plan?"
        assert await count(app, dead_letter) == 1


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "status", "code": 429, "retry_after": 1, "method": "sendMessage", "times": 2},
        {"kind": "status", "code": 500, "times": 3, "method": "editMessageText"},
        {"kind": "reset", "method": "sendMessage", "stage": "before"},
        {"kind": "reset", "method": "editMessageText", "stage": "after"},
    ],
)
async def test_what_goes_wrong_at_telegram_delays_but_loses_nothing(
    standin: StandIn, database_url: str, fault: dict[str, object]
) -> None:
    async with running(settings_for(standin, database_url)):
        player = a_player(standin)
        await player.start()
        await standin.act("fault", **fault)
        await standin.act("tap", person=1001, label="status student")
        await sees(player, "What is your plan?")


async def test_a_screen_sent_twice_does_no_harm(standin: StandIn, database_url: str) -> None:
    async with running(settings_for(standin, database_url)):
        player = a_player(standin)
        await player.start()
        await standin.act("fault", kind="reset", method="sendMessage", stage="after")
        await player.tap("status student")

        async def doubled() -> bool:
            return sum("plan" in each["text"] for each in await player.heard()) == 2

        await until(doubled)
        await player.rest()
        doubles = [each for each in await player.heard() if each["text"] == "What is your plan?"]
        first = await player.tap("plan student", message=doubles[0]["message_id"])
        assert "pension" in first.text
        assert (await player.tap("pension student")).text.startswith("Result")


async def test_whoever_blocked_the_bot_and_returns_goes_on(
    standin: StandIn, database_url: str
) -> None:
    async with running(settings_for(standin, database_url)) as app:
        player = a_player(standin)
        await player.start()
        await standin.act("block", person=1001)

        async def blocked() -> bool:
            async with app.database.begin() as connection:
                return bool((await connection.execute(select(chat.c.blocked))).scalar())

        await until(blocked)
        await standin.act("unblock", person=1001)
        assert (await player.say("student")).text == "What is your plan?"


async def test_a_group_is_told_once_that_this_is_private(
    standin: StandIn, database_url: str
) -> None:
    async with running(settings_for(standin, database_url)) as app:
        await standin.act("group", chat=-100500, members=[1001])
        player = Player(standin, 1001, chat=-100500, quiet=0.2)
        await player.say("/start@sandbox_bot")
        await standin.act("say", person=1001, chat=-100500, text="/start@sandbox_bot")
        await standin.act("say", person=1001, chat=-100500, text="/help@sandbox_bot")

        async def taken() -> bool:
            return await count(app, claim) >= 3

        await until(taken)
        await at_rest(app)
        assert [each["text"] for each in await player.heard()] == ["Only in private."]


async def test_delete_leaves_no_trace_in_the_file_or_its_log(
    standin: StandIn, tmp_path: Path
) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'bot.sqlite'}"
    async with running(settings_for(standin, url)) as app:
        player = a_player(standin, 987654321)
        await player.start()
        await player.tap("status student")
        key = app.seals.hash(987654321).encode()
        assert mentioned(key, tmp_path)
        assert (await player.command("delete")).text == "Everything is erased."
        await at_rest(app)
        assert await count(app, chat) == await count(app, outbox) == 0
        assert not mentioned(key, tmp_path)
        assert (await player.say("hello")).text == "What is your status?"


async def test_two_replicas_on_one_database_poll_in_turns(
    standin: StandIn, database_url: str
) -> None:
    settings = settings_for(standin, database_url)
    async with running(settings) as one, running(settings) as other:
        player = a_player(standin)
        assert (await play(player)).text == RESULT
        await at_rest(one)
        await at_rest(other)
    refused = await standin.act("calls", methods=["getUpdates"])
    assert refused
    assert not [each for each in refused if each.get("code") == 409]


async def test_when_the_polling_replica_stops_the_other_goes_on(
    standin: StandIn, database_url: str
) -> None:
    player = a_player(standin)
    async with running(settings_for(standin, database_url)):
        await player.start()
        second, stop = App(settings_for(standin, database_url), TinyDesk()), asyncio.Event()
        task = asyncio.create_task(second.run(stop))
        await asyncio.sleep(0.5)
    try:
        assert (await player.say("student")).text == "What is your plan?"
        await at_rest(second)
    finally:
        stop.set()
        await task


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    root, before = logging.getLogger(), list(logging.getLogger().handlers)
    log.set_up("debug")
    stream = io.StringIO()
    root.handlers[0].stream = stream  # type: ignore[attr-defined]
    yield stream
    root.handlers[:] = before


async def test_no_log_line_tells_about_a_person_or_the_token(
    standin: StandIn, tmp_path: Path, lines: io.StringIO
) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'bot.sqlite'}"
    people = range(7_700_001, 7_700_013)
    async with running(settings_for(standin, url)):
        await standin.act("fault", kind="status", code=500, method="sendMessage", times=5)
        await asyncio.gather(*(play(a_player(standin, each)) for each in people))
        await a_player(standin, 7_700_001).say("break")
    told = lines.getvalue()
    assert len(told.splitlines()) > 5
    for line in told.splitlines():
        assert json.loads(line)["event"]
    for word in (
        "77000",
        "student",
        "status=",
        "plan",
        "pension",
        "break",
        standin.token,
        "api",
        "Ann",
    ):
        assert word not in told, word


async def test_health_and_metrics_are_served_beside_polling(
    standin: StandIn, database_url: str
) -> None:
    port = free_port()
    async with running(settings_for(standin, database_url, listen_port=port)):
        await a_player(standin).start()
        async with httpx.AsyncClient(base_url=f"http://127.0.0.1:{port}") as client:
            assert (await client.get("/health")).json()["ok"] is True
            assert "zairyu_commits_total" in (await client.get("/metrics")).text


async def test_a_token_that_telegram_refuses_ends_in_one_line(
    standin: StandIn, database_url: str
) -> None:
    settings = Settings("99:WRONG", database_url, (SECRET,), api_url=standin.url, listen_port=0)
    with pytest.raises(CannotRun, match="TELEGRAM_BOT_TOKEN"):
        await App(settings, TinyDesk()).run(asyncio.Event())


async def test_a_port_that_is_taken_ends_in_one_line(standin: StandIn, tmp_path: Path) -> None:
    url = f"sqlite+aiosqlite:///{tmp_path / 'bot.sqlite'}"
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        settings = settings_for(standin, url, listen_port=taken.getsockname()[1])
        with pytest.raises(CannotRun, match="LISTEN_PORT"):
            await App(settings, TinyDesk()).run(asyncio.Event())


async def test_the_profile_is_published_once_in_two_letter_codes(
    standin: StandIn, database_url: str
) -> None:
    async with running(settings_for(standin, database_url)):

        async def published() -> bool:
            return bool(await standin.act("calls", methods=["setMyShortDescription"]))

        await until(published)
        await asyncio.sleep(0.3)
    named = await standin.act("calls", methods=["setMyName"])
    assert len(named) == 3  # everybody, ja, zh; en has what everybody has
    async with running(settings_for(standin, database_url)):
        await asyncio.sleep(0.3)
    assert len(await standin.act("calls", methods=["setMyName"])) == 3


async def test_what_is_erased_by_age_is_gone(standin: StandIn, database_url: str) -> None:
    async with running(settings_for(standin, database_url)):
        await play(a_player(standin))
    database = Database(database_url)
    assert await purge(database, 30) == 0
    assert await purge(database, 30, today=date(2099, 1, 1)) == 1
    async with database.begin() as connection:
        assert (await connection.execute(select(func.count()).select_from(chat))).scalar() == 0
    await database.close()
