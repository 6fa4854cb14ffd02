"""The stand-in for Telegram at a distance: each call and each update takes its time on the way."""

import asyncio
from typing import Any

from starlette.types import Message, Receive, Scope, Send

from bot.sandbox.bot_api import PREFIX
from bot.sandbox.sim import Sim
from bot.sandbox.standin import StandIn
from bot.sandbox.web import Door
from bot.sandbox.webhook import WebhookSender


class _FarDoor(Door):
    """Takes half the round trip for the way in and half for the way out."""

    def __init__(self, sim: Sim, one_way: float) -> None:
        super().__init__(sim)
        self._one_way = one_way

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(PREFIX):
            await super().__call__(scope, receive, send)
            return

        async def send_late(message: Message) -> None:
            if message["type"] == "http.response.start":
                await asyncio.sleep(self._one_way)
            await send(message)

        await asyncio.sleep(self._one_way)
        await super().__call__(scope, receive, send_late)


class _FarSender(WebhookSender):
    """The same for updates that are brought to a webhook."""

    def __init__(self, world: Any, one_way: float) -> None:
        super().__init__(world)
        self._one_way = one_way

    async def _post(self, data: bytes) -> float | None:
        await asyncio.sleep(self._one_way)
        told = await super()._post(data)
        await asyncio.sleep(self._one_way)
        return told


class Stage(StandIn):
    """A stand-in so many seconds there and back."""

    def __init__(self, round_trip: float = 0.0) -> None:
        super().__init__()
        self._one_way = round_trip / 2

    def door(self) -> Door:
        """Return what answers requests."""
        return _FarDoor(self.sim, self._one_way) if self._one_way else super().door()

    def bringer(self) -> WebhookSender:
        """Return what brings updates to a webhook."""
        return _FarSender(self.world, self._one_way) if self._one_way else super().bringer()
