import asyncio

import pytest
from telegram import Bot
from telegram.error import NetworkError, RetryAfter, TimedOut

from bot.sandbox.standin import StandIn
from bot.sandbox.telegram.faults import Fault
from tests.bot.sandbox.conftest import MINA


def sent(standin: StandIn) -> list[str]:
    messages = standin.world.chats[MINA].messages.values()
    return [message["text"] for message in messages if message["from"]["is_bot"]]


async def test_a_429_comes_as_often_as_ordered(
    standin: StandIn, bot: Bot, chat: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    await standin.act("fault", method="sendMessage", code=429, retry_after=7, times=2)
    for _ in range(2):
        with pytest.raises(RetryAfter):
            await bot.send_message(chat, "x")
    await bot.send_message(chat, "y")
    assert sent(standin) == ["y"]


async def test_a_fault_may_hit_one_chat_and_one_content_after_some_calls(
    standin: StandIn, bot: Bot, chat: int
) -> None:
    standin.hands.say(1002, "hi")
    await standin.act("fault", chat_id=chat, contains="bad", skip=1)
    await bot.send_message(1002, "bad")
    await bot.send_message(chat, "good")
    await bot.send_message(chat, "bad")
    with pytest.raises(NetworkError, match="Internal Server Error"):
        await bot.send_message(chat, "bad")
    assert sent(standin) == ["good", "bad"]


async def test_a_reset_before_leaves_nothing_and_after_leaves_the_message(
    standin: StandIn, bot: Bot, chat: int
) -> None:
    await standin.act("fault", kind="reset", stage="before")
    with pytest.raises(NetworkError):
        await bot.send_message(chat, "lost")
    await standin.act("fault", kind="reset", stage="after")
    with pytest.raises(NetworkError):
        await bot.send_message(chat, "ambiguous")
    assert sent(standin) == ["ambiguous"]
    assert [call.code for call in standin.world.calls.of("sendMessage")] == [0, 0]


async def test_a_hang_runs_into_the_callers_timeout(standin: StandIn, bot: Bot, chat: int) -> None:
    await standin.act("fault", kind="hang", stage="after", seconds=1)
    with pytest.raises(TimedOut):
        await bot.send_message(chat, "x", read_timeout=0.2)
    assert sent(standin) == ["x"]


async def test_a_crash_point_runs_its_hook_and_cuts_the_line(
    standin: StandIn, bot: Bot, chat: int
) -> None:
    killed = asyncio.Event()
    standin.world.faults.add(Fault("crash", method="sendMessage", stage="after", hook=killed.set))
    with pytest.raises(NetworkError):
        await bot.send_message(chat, "x")
    assert killed.is_set()
    assert sent(standin) == ["x"]


async def test_healing_cancels_what_was_ordered(standin: StandIn, bot: Bot, chat: int) -> None:
    await standin.act("fault", times=99)
    await standin.act("heal")
    assert await bot.send_message(chat, "x")
