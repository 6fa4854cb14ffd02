"""The same cases for our network side and for python-telegram-bot's own, against a real socket."""

import asyncio
import io
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any

import pytest
from telegram import Bot, InputFile
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)
from telegram.request import BaseRequest, HTTPXRequest

from bot.telegram.request import AiohttpRequest, NotSent, NotSentInTime

SENT = b'{"ok": true, "result": {"message_id": 1, "date": 1, "chat": {"id": 1, "type": "private"}}}'
Make = Callable[..., BaseRequest]
BOTH = pytest.mark.parametrize("make", [AiohttpRequest, HTTPXRequest])
OURS = pytest.mark.parametrize("make", [AiohttpRequest])


class Server:
    """Answers each request with the next of the answers; keeps what it was sent."""

    def __init__(self) -> None:
        self.answers: list[bytes | None] = []
        self.heard: list[bytes] = []
        self.url = ""

    def will(self, status: int, body: bytes) -> None:
        head = f"HTTP/1.1 {status} X\r\nContent-Type: application/json\r\n"
        head += f"Content-Length: {len(body)}\r\n\r\n"
        self.answers.append(head.encode() + body)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                head = await reader.readuntil(b"\r\n\r\n")
                body = await read_body(reader, head)
                self.heard.append(head + body)
                answer = self.answers.pop(0)
                if answer is None:
                    await asyncio.sleep(30)
                elif not answer:
                    break
                writer.write(answer or b"")
                await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass
        finally:
            writer.close()


async def read_body(reader: asyncio.StreamReader, head: bytes) -> bytes:
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            return await reader.readexactly(int(value))
        if name.lower() == b"transfer-encoding":
            return await reader.readuntil(b"0\r\n\r\n")
    return b""


@asynccontextmanager
async def server() -> AsyncIterator[Server]:
    found = Server()
    listening = await asyncio.start_server(found.serve, "127.0.0.1", 0)
    found.url = f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}"
    try:
        yield found
    finally:
        listening.close()
        await asyncio.sleep(0)


def bot_of(found: Server, request: BaseRequest) -> Bot:
    return Bot(
        "1:x", base_url=f"{found.url}/bot", request=request, get_updates_request=HTTPXRequest()
    )


@BOTH
async def test_an_answer_is_returned(make: Make) -> None:
    async with server() as found, make() as request:
        found.will(200, b'{"ok": true, "result": {"a": "\xc3\xa9"}}')
        assert await request.post(f"{found.url}/x") == {"a": "é"}


@BOTH
async def test_parameters_arrive_in_the_same_form(make: Make) -> None:
    async with server() as found, make() as request:
        found.will(
            200,
            SENT,
        )
        await bot_of(found, request).send_message(1001, "a&b=é 字", disable_notification=True)
    assert b"application/x-www-form-urlencoded" in found.heard[0]
    body = found.heard[0].partition(b"\r\n\r\n")[2]
    assert b"chat_id=1001" in body
    assert b"text=a%26b%3D%C3%A9+%E5%AD%97" in body
    assert b"disable_notification=true" in body


@BOTH
async def test_files_are_uploaded(make: Make) -> None:
    async with server() as found, make() as request:
        found.will(
            200,
            SENT,
        )
        document = InputFile(io.BytesIO(b"some content"), filename="r\u00e9sum\u00e9.txt")
        await bot_of(found, request).send_document(1001, document, caption="see")
    told = found.heard[0]
    assert b"multipart/form-data" in told
    assert b"some content" in told
    assert b'name="caption"' in told
    assert b"text/plain" in told


@BOTH
@pytest.mark.parametrize(
    ("status", "body", "error"),
    [
        (400, b'{"ok": false, "description": "Bad Request: message is not modified"}', BadRequest),
        (401, b'{"ok": false, "description": "Unauthorized"}', InvalidToken),
        (403, b'{"ok": false, "description": "Forbidden: bot was blocked by the user"}', Forbidden),
        (404, b'{"ok": false, "description": "Not Found"}', InvalidToken),
        (409, b'{"ok": false, "description": "Conflict"}', Conflict),
        (429, b'{"ok": false, "parameters": {"retry_after": 3}}', RetryAfter),
        (400, b'{"ok": false, "parameters": {"migrate_to_chat_id": -5}}', ChatMigrated),
        (500, b'{"ok": false, "description": "x"}', NetworkError),
        (502, b"<html>Bad Gateway</html>", NetworkError),
        (599, b'{"ok": false}', NetworkError),
        (200, b"no json", TelegramError),
    ],
)
async def test_a_refusal_becomes_its_error(
    make: Make, status: int, body: bytes, error: type[Exception]
) -> None:
    async with server() as found, make() as request:
        found.will(status, body)
        with pytest.raises(error) as caught:
            await request.post(f"{found.url}/x")
    assert type(caught.value) is error


@BOTH
async def test_an_answer_that_does_not_come_is_a_timeout(make: Make) -> None:
    async with server() as found, make(read_timeout=0.1) as request:
        found.answers.append(None)
        with pytest.raises(TimedOut):
            await request.post(f"{found.url}/x")


@BOTH
async def test_a_timeout_of_one_call_counts_before_the_default(make: Make) -> None:
    async with server() as found, make(read_timeout=20) as request:
        found.answers.append(None)
        with pytest.raises(TimedOut):
            await request.post(f"{found.url}/x", read_timeout=0.1)
        assert request.read_timeout == 20


@BOTH
async def test_a_connection_that_breaks_is_a_network_error_of_unknown_outcome(make: Make) -> None:
    async with server() as found, make() as request:
        found.answers.append(b"")
        with pytest.raises(NetworkError) as caught:
            await request.post(f"{found.url}/x")
    assert not isinstance(caught.value, NotSent | NotSentInTime | TimedOut)


@BOTH
async def test_nobody_listening_is_a_network_error(make: Make) -> None:
    async with make() as request:
        with pytest.raises(NetworkError):
            await request.post("http://127.0.0.1:1/x")


@OURS
async def test_what_was_not_sent_is_told_apart(make: Make) -> None:
    async with make() as request:
        with pytest.raises(NotSent):
            await request.post("http://127.0.0.1:1/x")
    async with (
        server() as found,
        AiohttpRequest(
            connections=1, connect_timeout=0.05, pool_timeout=0.05, read_timeout=0.5
        ) as request,
    ):
        found.answers += [None, None]
        first = asyncio.ensure_future(request.post(f"{found.url}/x"))
        await asyncio.sleep(0.02)
        with pytest.raises(NotSentInTime):
            await request.post(f"{found.url}/x")
        with pytest.raises(TimedOut) as caught:
            await first
        assert not isinstance(caught.value, NotSentInTime)


@BOTH
async def test_the_token_is_in_no_error(make: Make) -> None:
    async with make() as request:
        with pytest.raises(NetworkError) as caught:
            await request.post("http://127.0.0.1:1/bot1:SECRET/x")
    assert "SECRET" not in str(caught.value)


@BOTH
async def test_it_must_be_opened_and_can_be_opened_again(make: Make) -> None:
    request = make()
    await request.initialize()
    await request.shutdown()
    await request.shutdown()
    with pytest.raises(NetworkError, match="not initialized"):
        await request.post("http://127.0.0.1:1/x")
    async with server() as found:
        await request.initialize()
        found.will(200, b'{"ok": true, "result": true}')
        assert await request.post(f"{found.url}/x") is True
        await request.shutdown()


@BOTH
async def test_a_proxy_of_the_environment_is_used(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with server() as found:
        monkeypatch.setenv("http_proxy", found.url)
        monkeypatch.setenv("no_proxy", "elsewhere.invalid")
        async with make() as request:
            found.will(200, b'{"ok": true, "result": true}')
            assert await request.post("http://api.invalid/x") is True
    assert found.heard[0].startswith(b"POST http://api.invalid/x")


@OURS
async def test_a_host_without_proxy_is_reached_directly(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    async with server() as found, make() as request:
        found.will(200, b'{"ok": true, "result": true}')
        assert await request.post(f"{found.url}/x") is True


@OURS
async def test_a_connection_is_used_again(make: Make) -> None:
    async with server() as found, make() as request:
        for _ in range(3):
            found.will(200, b'{"ok": true, "result": true}')
            await request.post(f"{found.url}/x")
        assert len(found.heard) == 3


@OURS
async def test_an_answer_with_broken_letters_is_read_all_the_same(make: Make) -> None:
    async with server() as found, make() as request:
        found.will(200, b'{"ok": true, "result": "\xff"}')
        assert await request.post(f"{found.url}/x") == "\ufffd"


def test_both_offer_what_python_telegram_bot_asks_for() -> None:
    needed: set[Any] = BaseRequest.__abstractmethods__
    assert needed
    assert all(hasattr(AiohttpRequest, name) for name in needed)
