from collections import deque
from typing import Any

import pytest
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError, RetryAfter, TimedOut

from bot.meters import Meters
from bot.outbox import delivery as module
from bot.outbox.delivery import Delivery
from bot.outbox.letter import Letter
from bot.outbox.line import Line
from bot.settings import CannotRun
from bot.telegram.request import NotSentInTime

KEYS = [[("Yes", "Ab3dE1.a.q.yes", "")]]


class Wire:
    """Stands where Telegram would: keeps calls, and answers with what it is told to."""

    def __init__(self) -> None:
        self.calls: list[tuple[Any, ...]] = []
        self.errors: deque[Exception | None] = deque()
        self.number = 100

    def _hear(self, *call: Any) -> None:
        self.calls.append(call)
        error = self.errors.popleft() if self.errors else None
        if error:
            raise error

    async def show(self, chat: int, html: str, keys: Any, plain: bool = False) -> int:
        self._hear("plain" if plain else "send", html, bool(keys))
        self.number += 1
        return self.number

    async def redraw(
        self, chat: int, message: int, html: str, keys: Any, plain: bool = False
    ) -> None:
        self._hear("edit", message, html, bool(keys))

    async def strip(self, chat: int, message: int) -> None:
        self._hear("strip", message)


class Purse:
    def __init__(self) -> None:
        self.taken = 0

    async def take(self) -> None:
        self.taken += 1


@pytest.fixture
def wire() -> Wire:
    return Wire()


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    found: list[float] = []

    async def sleep(seconds: float) -> None:
        found.append(seconds)

    monkeypatch.setattr(module.asyncio, "sleep", sleep)
    return found


@pytest.fixture
def post(wire: Wire, slept: list[float]) -> Delivery:
    return Delivery(wire, Purse(), 0, Meters())  # type: ignore[arg-type]


def a_line(live: int = 50) -> Line:
    return Line("key", 1001, live)


async def test_the_first_screen_is_a_new_message(post: Delivery, wire: Wire) -> None:
    line = a_line(live=0)
    await post.deliver(line, Letter(("hello",), KEYS))
    assert wire.calls == [("send", "hello", True)]
    assert line.live == 101


async def test_a_screen_is_edited_in_place(post: Delivery, wire: Wire) -> None:
    line = a_line()
    await post.deliver(line, Letter(("hello",), KEYS, target=50))
    assert wire.calls == [("edit", 50, "hello", True)]
    assert line.live == 50


async def test_an_answer_freezes_the_old_screen_and_asks_below(post: Delivery, wire: Wire) -> None:
    line = a_line()
    await post.deliver(line, Letter(("next",), KEYS, recap="you said", target=50))
    assert wire.calls == [("send", "next", True), ("edit", 50, "you said", False)]
    assert line.live == 101


async def test_a_new_message_takes_the_keyboard_off_the_old_screen(
    post: Delivery, wire: Wire
) -> None:
    await post.deliver(a_line(), Letter(("hello",), KEYS, fresh=True))
    assert wire.calls == [("send", "hello", True), ("strip", 50)]


async def test_a_long_page_has_its_keyboard_on_the_last_part(post: Delivery, wire: Wire) -> None:
    line = a_line()
    await post.deliver(line, Letter(("one", "two", "three"), KEYS))
    assert wire.calls == [
        ("edit", 50, "one", False),
        ("send", "two", False),
        ("send", "three", True),
    ]
    assert line.live == 102


@pytest.mark.parametrize(
    "words", ["Message to edit not found", "Message can't be edited", "MESSAGE_ID_INVALID"]
)
async def test_a_screen_that_is_lost_is_sent_anew(post: Delivery, wire: Wire, words: str) -> None:
    wire.errors.append(BadRequest(words))
    line = a_line()
    await post.deliver(line, Letter(("hello",), KEYS))
    assert wire.calls[-1] == ("send", "hello", True)
    assert line.live == 101


async def test_a_screen_that_stands_already_is_delivered(post: Delivery, wire: Wire) -> None:
    wire.errors.append(BadRequest("Message is not modified: same content"))
    line = a_line()
    await post.deliver(line, Letter(("hello",), KEYS))
    assert len(wire.calls) == 1
    assert line.live == 50


async def test_markup_that_telegram_does_not_read_is_sent_plain(post: Delivery, wire: Wire) -> None:
    wire.errors.append(BadRequest("Can't parse entities: x"))
    await post.deliver(a_line(live=0), Letter(("<b>1 &lt; 2</b>",), KEYS))
    assert wire.calls == [("send", "<b>1 &lt; 2</b>", True), ("plain", "1 < 2", True)]


async def test_a_flood_wait_is_obeyed_to_the_second_and_the_order_kept(
    post: Delivery, wire: Wire, slept: list[float]
) -> None:
    wire.errors.append(RetryAfter(17))
    await post.deliver(a_line(live=0), Letter(("hello",), KEYS))
    assert slept == [17]
    assert [call[0] for call in wire.calls] == ["send", "send"]


async def test_whoever_blocked_the_bot_is_left_alone(post: Delivery, wire: Wire) -> None:
    wire.errors.append(Forbidden("Forbidden: bot was blocked by the user"))
    line = a_line()
    await post.deliver(line, Letter(("hello",), KEYS))
    assert line.blocked
    assert len(wire.calls) == 1


@pytest.mark.parametrize("error", [TimedOut(), NetworkError("aiohttp.ServerDisconnectedError")])
async def test_what_may_have_arrived_is_brought_again(
    post: Delivery, wire: Wire, slept: list[float], error: Exception
) -> None:
    wire.errors.extend([error, error, None])
    line = a_line()
    await post.deliver(line, Letter(("hello",), KEYS, fresh=True))
    assert [call[0] for call in wire.calls] == ["send", "send", "send", "strip"]
    assert slept[0] < slept[1]


@pytest.mark.parametrize(
    ("error", "known"), [(TimedOut(), False), (NotSentInTime("no line"), True)]
)
async def test_a_message_given_up_may_still_come_so_that_the_next_screen_is_sent_below_it(
    post: Delivery, wire: Wire, error: Exception, known: bool
) -> None:
    wire.errors.append(error)
    line = a_line()
    await post.deliver(line, Letter(("next",), KEYS, fresh=True))
    assert line.unsure is not known
    del wire.calls[:]
    await post.deliver(line, Letter(("ticked",), KEYS, target=101))
    below = [("send", "ticked", True), ("strip", 101)]
    assert wire.calls == ([("edit", 101, "ticked", True)] if known else below)


async def test_a_refused_token_ends_the_bot_with_one_line(post: Delivery, wire: Wire) -> None:
    wire.errors.append(InvalidToken())
    with pytest.raises(CannotRun, match="TELEGRAM_BOT_TOKEN"):
        await post.deliver(a_line(), Letter(("hello",), KEYS))


async def test_an_old_button_loses_its_keyboard_and_the_live_screen_comes_below(
    post: Delivery, wire: Wire
) -> None:
    line = a_line()
    await post.deliver(line, Letter(("live",), KEYS, redraw=True, target=9, version=3))
    assert wire.calls == [("strip", 9), ("send", "live", True), ("strip", 50)]
    assert line.live == 101


async def test_a_double_tap_edits_the_screen_that_was_just_sent(post: Delivery, wire: Wire) -> None:
    line = a_line()
    await post.deliver(line, Letter(("next",), KEYS, recap="you said", target=50, version=4))
    del wire.calls[:]
    await post.deliver(line, Letter(("next",), KEYS, redraw=True, target=50, version=4))
    assert wire.calls == [("edit", 101, "next", True)]


@pytest.mark.parametrize("known", [50, 0])
async def test_after_a_tap_on_a_double_the_live_screen_comes_below_all_doubles(
    post: Delivery, wire: Wire, known: int
) -> None:
    line = a_line(live=known)
    await post.deliver(line, Letter(("ticked",), KEYS, target=51))
    first = [("strip", known)] if known else []
    assert wire.calls == [*first, ("send", "ticked", True), ("strip", 51)]
    assert line.live == 101


async def test_an_answer_on_a_double_freezes_it_and_takes_the_keyboard_off_the_other(
    post: Delivery, wire: Wire
) -> None:
    line = a_line(live=50)
    await post.deliver(line, Letter(("next",), KEYS, recap="you said", target=51))
    assert wire.calls == [
        ("strip", 50),
        ("send", "next", True),
        ("edit", 51, "you said", False),
    ]
    assert line.live == 101


async def test_one_chat_gets_one_message_a_second_after_a_burst(
    wire: Wire, slept: list[float]
) -> None:
    post = Delivery(wire, Purse(), 1, Meters())  # type: ignore[arg-type]
    line = a_line(live=0)

    async def wait(seconds: float) -> None:
        slept.append(seconds)
        post.limits._buckets["key"].level += seconds

    module.asyncio.sleep = wait  # type: ignore[assignment]
    for number in range(8):
        await post.deliver(line, Letter((str(number),), KEYS, recap="r"))
    assert len(slept) > 2
    assert max(slept) <= 1
