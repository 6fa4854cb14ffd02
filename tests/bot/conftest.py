"""Databases of both kinds, and a bot that runs against the stand-in."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine

from benchmarks.postgresql import postgresql as server
from bot.storage.database import Database
from bot.storage.upgrade import upgrade

KINDS = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of a real server: the one of TEST_DATABASE_URL, or our own from a wheel."""
    # The tests kill the bot, never the server: it need not wait for the disk.
    with server("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()") as address:
        yield address


async def _make(address: str, name: str, verb: str) -> None:
    engine = create_async_engine(
        make_url(address).set(drivername="postgresql+asyncpg"), isolation_level="AUTOCOMMIT"
    )
    async with engine.connect() as connection:
        await connection.execute(text(f'{verb} DATABASE "{name}"'))
    await engine.dispose()


@pytest.fixture(params=KINDS)
async def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The address of an empty database of each kind."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'bot.sqlite'}"
        return
    address = request.getfixturevalue("postgresql")
    name = f"test_{uuid4().hex[:12]}"
    await _make(address, name, "CREATE")
    url = make_url(address).set(drivername="postgresql+asyncpg", database=name)
    yield url.render_as_string(hide_password=False)
    await _make(address, name, "DROP")


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An upgraded database of each kind."""
    found = Database(database_url)
    await upgrade(found)
    yield found
    await found.close()
