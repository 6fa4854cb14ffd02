"""Two ways to Telegram under python-telegram-bot: its default one and ours."""

import asyncio
import os
import sys
import time

import uvloop
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup
from telegram.request import BaseRequest, HTTPXRequest

from bot.sandbox.player import Line
from bot.telegram.request import AiohttpRequest

PERSON = 1001
KEYS = InlineKeyboardMarkup(
    [[InlineKeyboardButton(word, callback_data=word)] for word in ("yes", "no")]
)


async def _measure(request: BaseRequest, url: str, token: str, at_once: int, seconds: float) -> str:
    async with Bot(token, base_url=f"{url}/bot", request=request) as bot:
        sent = 0
        over = time.perf_counter() + seconds

        async def send() -> None:
            nonlocal sent
            while time.perf_counter() < over:
                await bot.send_message(PERSON, "How long have you been there?", reply_markup=KEYS)
                sent += 1

        await bot.send_message(PERSON, "warm")
        began, cpu = time.perf_counter(), time.process_time()
        await asyncio.gather(*(send() for _ in range(at_once)))
        took, cpu = time.perf_counter() - began, time.process_time() - cpu
        return f"{sent / took:8.0f}{cpu / sent * 1000:12.2f}"


async def _run(seconds: float) -> None:
    server = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot.sandbox.standin"),
        stdout=asyncio.subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    try:
        assert server.stdout is not None
        url, token = (await server.stdout.readline()).decode().split()
        line = Line(url)
        await line.act("start", person=PERSON)
        await line.close()
        print(f"\nsendMessage with two buttons\n{'':36}{'sends/s':>8}{'CPU ms each':>12}")
        for at_once in (1, 32):
            for name, request in (
                ("HTTPXRequest (default)", HTTPXRequest(connection_pool_size=at_once + 1)),
                ("our AiohttpRequest", AiohttpRequest()),
            ):
                figures = await _measure(request, url, token, at_once, seconds)
                print(f"{name:24}{at_once:3} at once".ljust(36) + figures, flush=True)
    finally:
        server.kill()
        await server.wait()


def run(quick: bool = False) -> None:
    """Print the table."""
    uvloop.run(_run(0.8 if quick else 2.5))
