"""The Bot API over HTTP: /bot<token>/<method>. Bare ASGI, because load tests live on this path."""

import asyncio
from typing import Any

import orjson
from starlette.types import Receive, Scope, Send

from bot.sandbox.exchange import LineCut, exchange
from bot.sandbox.request import parameters
from bot.sandbox.telegram.refusal import Refusal
from bot.sandbox.telegram.world import World

PREFIX = "/bot"
BODY_BYTES = 60 * 1024 * 1024


async def read_body(receive: Receive) -> bytes:
    """Return the whole body of a request."""
    message = await receive()
    body: bytes = message.get("body", b"")
    if not message.get("more_body"):
        return body
    parts = [body]
    while message.get("more_body"):
        message = await receive()
        parts.append(message.get("body", b""))
    return b"".join(parts)


def _plain(value: Any) -> Any:
    return repr(value)


async def _answer(send: Send, status: int, body: dict[str, Any]) -> None:
    data = orjson.dumps(body, default=_plain)
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(data)).encode()),
    ]
    if status == 429:
        headers.append((b"retry-after", str(body["parameters"]["retry_after"]).encode()))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": data})


async def _cut(scope: Scope) -> None:
    """Break the connection without a byte of answer."""
    scope["state"]["transport"].abort()
    # The server must see the loss before this returns, or it would send a 500.
    await asyncio.sleep(0.01)


class BotApi:
    """An ASGI application in front of one world."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        token, _, method = scope["path"].removeprefix(PREFIX).partition("/")
        try:
            body = await read_body(receive)
            if token != self._world.token:
                raise Refusal(401, "Unauthorized")
            kind = next((v for k, v in scope["headers"] if k == b"content-type"), b"")
            given = parameters(scope["query_string"], kind.decode("latin-1"), body)
            result = await exchange(self._world, method, given)
        except Refusal as refusal:
            await _answer(send, refusal.code, refusal.body())
        except LineCut:
            await _cut(scope)
        else:
            await _answer(send, 200, {"ok": True, "result": result})
