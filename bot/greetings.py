"""Answers taps at once, beside everything else; nobody waits for it and nothing rests on it."""

import asyncio

from telegram.error import TelegramError

from bot.items import Settled
from bot.meters import Meters
from bot.telegram.gateway import Gateway


class Greetings:
    """The answers to taps that are on their way."""

    def __init__(self, gateway: Gateway, meters: Meters) -> None:
        """Take the way to Telegram and where failures are counted."""
        self._gateway = gateway
        self._meters = meters
        self._under_way: set[asyncio.Task[None]] = set()

    def send(self, settled: Settled) -> None:
        """Answer a tap without anybody waiting for it."""
        task = asyncio.get_running_loop().create_task(self._send(settled))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def finish(self) -> None:
        """Wait for those that are on their way."""
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _send(self, settled: Settled) -> None:
        try:
            await self._gateway.greet(settled.callback, settled.toast)
        except TelegramError:
            # Too late, or answered twice: the screen comes all the same.
            self._meters.count("greetings_failed")
