import asyncio
from collections.abc import AsyncIterator
from typing import Any

import httpx
import orjson
import pytest

from bot.intake.arrival import Arrival
from bot.intake.webhook import MOST_BYTES, Webhook
from bot.items import Item, Overloaded, Settled, Unavailable, Unreadable
from bot.meters import Meters
from bot.web import build
from tests.bot.builders import message, tap

SECRET = {"X-Telegram-Bot-Api-Secret-Token": "right"}


class Book:
    """Stands where the ledger would: settles at once, or does as told."""

    backlog = 0

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.error: Exception | None = None
        self.settled = Settled()
        self.slow = False

    def submit(self, item: Item) -> asyncio.Future[Settled]:
        if isinstance(self.error, Overloaded):
            raise self.error
        self.items.append(item)
        future: asyncio.Future[Settled] = asyncio.get_running_loop().create_future()
        if self.error:
            future.set_exception(self.error)
        elif not self.slow:
            future.set_result(self.settled)
        return future


@pytest.fixture
def book() -> Book:
    return Book()


@pytest.fixture
async def client(book: Book) -> AsyncIterator[httpx.AsyncClient]:
    async def check() -> dict[str, object]:
        return {"ok": book.error is None}

    app = build(Webhook(book, ("right", "older"), Meters()), "/telegram", Meters(), check)  # type: ignore[arg-type]
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="http://bot") as found:
        yield found


async def post(client: httpx.AsyncClient, told: Any, **more: Any) -> httpx.Response:
    return await client.post("/telegram", content=orjson.dumps(told), **{"headers": SECRET, **more})


async def test_a_stored_update_is_acknowledged(client: httpx.AsyncClient, book: Book) -> None:
    answer = await post(client, message(1, 1001, "hello"))
    assert (answer.status_code, answer.content) == (200, b"")
    [item] = book.items
    assert isinstance(item, Arrival)
    assert item.text == "hello"


async def test_a_tap_is_answered_in_the_acknowledgement(
    client: httpx.AsyncClient, book: Book
) -> None:
    book.settled = Settled("tap-1", "An old button.")
    answer = await post(client, tap(1, 1001, "x"))
    assert answer.json() == {
        "method": "answerCallbackQuery", "callback_query_id": "tap-1", "text": "An old button.",
    }  # fmt: skip


async def test_while_keys_are_rotated_the_secret_of_either_is_let_in(
    client: httpx.AsyncClient, book: Book
) -> None:
    older = {"X-Telegram-Bot-Api-Secret-Token": "older"}
    for number, headers in enumerate((SECRET, older), 1):
        answer = await post(client, message(number, 1001, "hello"), headers=headers)
        assert answer.status_code == 200
    assert len(book.items) == 2


@pytest.mark.parametrize("headers", [{}, {"X-Telegram-Bot-Api-Secret-Token": "wrong"}])
async def test_whoever_does_not_know_the_secret_is_refused(
    client: httpx.AsyncClient, book: Book, headers: dict[str, str]
) -> None:
    answer = await post(client, message(1, 1001, "hello"), headers=headers)
    assert answer.status_code == 403
    assert book.items == []


@pytest.mark.parametrize("error", [Overloaded(), Unavailable()])
async def test_what_can_not_be_stored_is_to_be_brought_again_later(
    client: httpx.AsyncClient, book: Book, error: Exception
) -> None:
    book.error = error
    answer = await post(client, message(1, 1001, "hello"))
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0


async def test_nobody_waits_longer_than_the_deadline(
    client: httpx.AsyncClient, book: Book, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.intake.webhook.DEADLINE", 0.05)
    book.slow = True
    assert (await post(client, message(1, 1001, "hello"))).status_code == 503


@pytest.mark.parametrize("body", [b"no json", b"[]", b'{"update_id": 3, "message": {}}'])
async def test_what_can_not_be_read_is_put_aside_and_acknowledged(
    client: httpx.AsyncClient, book: Book, body: bytes
) -> None:
    answer = await client.post("/telegram", content=body, headers=SECRET)
    assert answer.status_code == 200
    [item] = book.items
    assert isinstance(item, Unreadable)
    assert item.grave.raw == body


async def test_a_body_larger_than_any_update_is_refused(
    client: httpx.AsyncClient, book: Book
) -> None:
    answer = await client.post("/telegram", content=b"x" * (MOST_BYTES + 1), headers=SECRET)
    assert answer.status_code == 413

    async def drip() -> AsyncIterator[bytes]:
        for _ in range(3):
            yield b"x" * (MOST_BYTES // 2)

    answer = await client.post("/telegram", content=drip(), headers=SECRET)
    assert answer.status_code == 413
    assert book.items == []


async def test_only_posts_are_taken(client: httpx.AsyncClient) -> None:
    assert (await client.get("/telegram", headers=SECRET)).status_code == 405


async def test_health_says_whether_the_bot_is_well(client: httpx.AsyncClient, book: Book) -> None:
    assert (await client.get("/health")).status_code == 200
    book.error = Unavailable()
    assert (await client.get("/health")).status_code == 503
    assert "zairyu_up_seconds" in (await client.get("/metrics")).text
