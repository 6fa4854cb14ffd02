"""The webhook sender against a small real HTTP server."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web
from telegram import Bot

from bot.sandbox.standin import StandIn
from bot.sandbox.telegram.clock import Clock

MINA, HARUKA = 1001, 1002


@dataclass
class Hook:
    """Receives updates; `answer` decides what to say to each."""

    got: list[dict[str, Any]] = field(default_factory=list)
    secrets: list[str | None] = field(default_factory=list)
    open: int = 0
    most: int = 0
    seconds: float = 0.0
    url: str = ""
    answer: Callable[[dict[str, Any]], web.Response] = lambda _: web.Response()

    async def receive(self, request: web.Request) -> web.Response:
        update = await request.json()
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        self.got.append(update)
        self.open += 1
        self.most = max(self.most, self.open)
        await asyncio.sleep(self.seconds)
        self.open -= 1
        return self.answer(update)

    @property
    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.got if "message" in update]


@pytest.fixture
async def standin() -> AsyncIterator[StandIn]:
    async with StandIn(clock=Clock(scale=100)) as running:
        yield running


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    receiver = Hook()
    app = web.Application()
    app.router.add_post("/hook", receiver.receive)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield receiver
    await runner.cleanup()


async def test_2xx_is_the_acknowledgement(standin: StandIn, bot: Bot, hook: Hook) -> None:
    standin.hands.say(MINA, "before")
    await bot.set_webhook(hook.url, secret_token="s3cret")
    standin.hands.say(MINA, "after")
    assert await standin.act("settle")
    assert hook.texts == ["before", "after"]
    assert hook.secrets == ["s3cret", "s3cret"]
    assert (await bot.get_webhook_info()).pending_update_count == 0


async def test_one_chat_waits_for_itself_while_another_goes_on(
    standin: StandIn, bot: Bot, hook: Hook
) -> None:
    hook.seconds = 0.1
    await bot.set_webhook(hook.url)
    for number in range(3):
        standin.hands.say(MINA, f"mina {number}")
    standin.hands.say(HARUKA, "haruka")
    assert await standin.act("settle")
    assert [text for text in hook.texts if "mina" in text] == ["mina 0", "mina 1", "mina 2"]
    assert hook.texts.index("haruka") < 2
    assert hook.most == 2


async def test_a_tap_and_a_text_of_one_person_run_in_parallel(
    standin: StandIn, bot: Bot, hook: Hook
) -> None:
    hook.seconds = 0.1
    await bot.set_webhook(hook.url)
    standin.hands.say(MINA, "text")
    standin.hands.tap(MINA, message_id=1, data="tap")
    assert await standin.act("settle")
    assert hook.most == 2


async def test_max_connections_bounds_all_queues(standin: StandIn, bot: Bot, hook: Hook) -> None:
    hook.seconds = 0.05
    await bot.set_webhook(hook.url, max_connections=2)
    for person in range(2001, 2009):
        standin.hands.say(person, "hello")
    assert await standin.act("settle")
    assert len(hook.got) == 8
    assert hook.most == 2


async def test_a_failure_is_tried_again_and_blocks_only_its_queue(
    standin: StandIn, bot: Bot, hook: Hook
) -> None:
    fails = iter([500, 500, 404])
    hook.answer = lambda update: web.Response(
        status=next(fails, 200) if update["message"]["from"]["id"] == MINA else 200
    )
    await bot.set_webhook(hook.url)
    standin.hands.say(MINA, "first")
    standin.hands.say(MINA, "second")
    standin.hands.say(HARUKA, "other")
    assert await standin.act("settle")
    assert [text for text in hook.texts if text != "other"] == ["first"] * 4 + ["second"]
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Wrong response from the webhook: 404 Not Found"


async def test_retry_after_is_honoured(standin: StandIn, bot: Bot, hook: Hook) -> None:
    times: list[float] = []

    def answer(_: dict[str, Any]) -> web.Response:
        times.append(standin.world.clock.now())
        late = len(times) > 1
        return web.Response(status=200 if late else 503, headers={"Retry-After": "20"})

    hook.answer = answer
    await bot.set_webhook(hook.url)
    standin.hands.say(MINA, "x")
    assert await standin.act("settle")
    assert len(times) == 2
    assert times[1] - times[0] >= 20


async def test_a_tap_is_given_up_after_150_seconds(standin: StandIn, bot: Bot, hook: Hook) -> None:
    hook.answer = lambda _: web.Response(status=500)
    await bot.set_webhook(hook.url)
    standin.hands.tap(MINA, message_id=1, data="x")
    assert await standin.act("settle", timeout=5)
    assert 5 <= len(hook.got) <= 9


async def test_a_method_in_the_answer_is_carried_out(
    standin: StandIn, bot: Bot, hook: Hook
) -> None:
    hook.answer = lambda update: web.json_response(
        {"method": "sendMessage", "chat_id": update["message"]["chat"]["id"], "text": "inline"}
    )
    await bot.set_webhook(hook.url)
    standin.hands.say(MINA, "x")
    assert await standin.act("settle")
    assert [call.via for call in standin.world.calls.of("sendMessage")] == ["webhook"]
    assert list(standin.world.chats[MINA].messages.values())[-1]["text"] == "inline"


async def test_get_methods_are_not_carried_out_that_way(
    standin: StandIn, bot: Bot, hook: Hook
) -> None:
    hook.answer = lambda _: web.json_response({"method": "getMe"})
    await bot.set_webhook(hook.url)
    standin.hands.say(MINA, "x")
    assert await standin.act("settle")
    assert [call.via for call in standin.world.calls.of("getMe")] == ["http"]


async def test_nobody_there_is_told_as_connection_refused(standin: StandIn, bot: Bot) -> None:
    await bot.set_webhook("http://127.0.0.1:9/hook")
    standin.hands.say(MINA, "x")
    await asyncio.sleep(0.1)
    info = await bot.get_webhook_info()
    assert info.last_error_message == "Connection refused"
    assert info.pending_update_count == 1


async def test_410_for_a_day_removes_the_webhook(standin: StandIn, bot: Bot, hook: Hook) -> None:
    hook.answer = lambda _: web.Response(status=410)
    await bot.set_webhook(hook.url)
    standin.hands.say(MINA, "x")
    await asyncio.sleep(0.05)
    standin.world.clock.advance(23.1 * 3600)
    for _ in range(100):
        await asyncio.sleep(0.02)
        if not (await bot.get_webhook_info()).url:
            return
    raise AssertionError("the webhook is still set")


async def test_a_duplicate_is_posted_twice(standin: StandIn, bot: Bot, hook: Hook) -> None:
    await bot.set_webhook(hook.url)
    await standin.act("delivery", duplicates=1)
    standin.hands.say(MINA, "x")
    assert await standin.act("settle")
    assert [update["update_id"] for update in hook.got] == [hook.got[0]["update_id"]] * 2
