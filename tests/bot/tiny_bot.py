"""Runs the bot with the tiny desk as a process of its own, so that a test can kill it."""

import asyncio
import sys

from tiny_desk import TinyDesk  # type: ignore[import-not-found]  # beside this script

from bot.app import run
from bot.settings import Settings


def main(token: str, database_url: str, api_url: str, port: str, webhook_url: str) -> None:
    settings = Settings(
        token,
        database_url,
        ("a secret of many letters",),
        api_url=api_url,
        webhook_url=webhook_url,
        listen_port=int(port),
        sends_a_second=0,
        sends_a_second_in_a_chat=0,
    )
    asyncio.run(run(settings, desk=TinyDesk()))


if __name__ == "__main__":
    main(*sys.argv[1:])
