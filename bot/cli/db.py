"""`zairyu-bot db upgrade|status`: the form of the database."""

import argparse
import asyncio
import os
from pathlib import Path

from bot.cli.output import say
from bot.settings import database_url
from bot.storage.database import Database
from bot.storage.upgrade import standing, upgrade


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("action", choices=("upgrade", "status"))


def run(arguments: argparse.Namespace) -> int:
    """Bring the database of DATABASE_URL to the newest form, or say where it stands."""
    return asyncio.run(_run(arguments.action))


async def _run(action: str) -> int:
    database = Database(database_url(os.environ, Path("var")))
    try:
        if action == "upgrade":
            await upgrade(database)
        here, newest = await standing(database)
    finally:
        await database.close()
    say(f"database: {here or 'empty'}; newest: {newest}")
    return 0 if here == newest else 1
