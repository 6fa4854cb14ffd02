"""`zairyu-bot purge`: erase now what has been idle longer than RETENTION_DAYS."""

import argparse
import asyncio
import os
from pathlib import Path

from bot.cli.output import say
from bot.retention import purge
from bot.settings import database_url, retention_days
from bot.storage.database import Database
from bot.storage.upgrade import upgrade

MOST_DAYS = 3650


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("--days", type=_days, default=None, help="instead of RETENTION_DAYS")


def run(arguments: argparse.Namespace) -> int:
    """Erase and say how much."""
    days = arguments.days if arguments.days is not None else retention_days(os.environ)
    erased = asyncio.run(_run(days))
    say(f"erased {erased} idle interviews (older than {days} days)")
    return 0


async def _run(days: int) -> int:
    database = Database(database_url(os.environ, Path("var")))
    try:
        await upgrade(database)
        return await purge(database, days)
    finally:
        await database.close()


def _days(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= MOST_DAYS:
        raise argparse.ArgumentTypeError(
            f"{text!r}: allowed is a whole number from 1 to {MOST_DAYS}"
        )
    return int(text)
