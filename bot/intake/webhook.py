"""The webhook: an update comes in; 200, with the answer to a tap, goes out when it is stored."""

import asyncio
import hmac

import orjson
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from bot.intake.arrival import BadUpdate
from bot.intake.polling import aside
from bot.intake.reading import read_bytes
from bot.items import Item, Overloaded, Settled, Unavailable
from bot.ledger import Ledger
from bot.log import warn
from bot.meters import Meters
from bot.telegram.gateway import answer

MOST_BYTES = 1_000_000
DEADLINE = 8.0
HEADER = "x-telegram-bot-api-secret-token"


class Webhook:
    """An endpoint for Telegram alone, known by a secret it was told."""

    def __init__(self, ledger: Ledger, secrets: tuple[str, ...], meters: Meters) -> None:
        """Take where updates go and the secrets of which Telegram repeats one."""
        self.ledger = ledger
        self.meters = meters
        self._secrets = tuple(each.encode() for each in secrets)

    async def receive(self, request: Request) -> Response:
        """Take one update; anything but 200 makes Telegram bring it again."""
        told = request.headers.get(HEADER, "").encode()
        if not any(hmac.compare_digest(told, each) for each in self._secrets):
            self.meters.count("webhook_refused")
            return Response(status_code=403)
        body = await _body(request)
        if body is None:
            return Response(status_code=413)
        self.meters.count("webhook_updates")
        try:
            future = self.ledger.submit(_item(body))
            async with asyncio.timeout(DEADLINE):
                # Shielded: what is being written is written, whether we are waited for or not.
                settled = await asyncio.shield(future)
        except (Overloaded, Unavailable, TimeoutError) as error:
            warn("webhook_busy", kind=type(error).__name__, backlog=self.ledger.backlog)
            return Response(status_code=503, headers={"Retry-After": "2"})
        return _answer(settled)


def _answer(settled: Settled) -> Response:
    if not settled.callback:
        return Response(status_code=200)
    told = {"method": "answerCallbackQuery", **answer(settled.callback, settled.toast)}
    return Response(orjson.dumps(told), media_type="application/json")


def _item(body: bytes) -> Item:
    try:
        return read_bytes(body)
    except BadUpdate as error:
        return aside(error)


async def _body(request: Request) -> bytes | None:
    """Return the body, or None when it is larger than any update."""
    length = request.headers.get("content-length", "0")
    if not length.isdigit() or int(length) > MOST_BYTES:
        return None
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MOST_BYTES:
                return None
    except ClientDisconnect:
        return None
    return bytes(body)
