"""`zairyu-bot db upgrade|status|rekey`: the form of the database, and its keys."""

import argparse
import asyncio
import os
from pathlib import Path

from bot.cli.output import complain, say
from bot.settings import database_url, secret_keys
from bot.storage.database import Database
from bot.storage.rekey import Rekeying
from bot.storage.seal import Seals
from bot.storage.upgrade import standing, upgrade


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        "action",
        choices=("upgrade", "status", "rekey"),
        help="rekey seals everything under the first key of SECRET_KEY",
    )


def run(arguments: argparse.Namespace) -> int:
    """Bring the database of DATABASE_URL to the newest form or keys, or say where it stands."""
    if arguments.action == "rekey":
        return asyncio.run(_rekey())
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


async def _rekey() -> int:
    """Seal everything anew; 1 when something could not be opened by any key."""
    database = Database(database_url(os.environ, Path("var")))
    try:
        await upgrade(database)
        keys = secret_keys(os.environ, Path("var"), on_sqlite=database.on_sqlite)
        found = await Rekeying(database, Seals(keys), _progress).run()
    finally:
        await database.close()
    say(f"sealed anew: {found.changed} rows")
    if found.left:
        complain(
            f"{found.left} could not be: no key of SECRET_KEY opens them, or the person is "
            "stored under two names; they stay, and go with RETENTION_DAYS"
        )
    return 1 if found.left else 0


def _progress(table: str, done: int, whole: int) -> None:
    say(f"{table}: {done} of {whole}")
