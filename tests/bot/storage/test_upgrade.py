import asyncio
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import Connection, text

from bot.settings import CannotRun
from bot.storage.database import Database
from bot.storage.tables import metadata
from bot.storage.upgrade import standing, upgrade


def differences(connection: Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": False})
    return list(compare_metadata(context, metadata))


async def test_the_migrations_lead_to_the_tables_that_the_code_expects(database: Database) -> None:
    async with database.begin() as connection:
        assert await connection.run_sync(differences) == []


async def test_two_replicas_that_start_at_once_upgrade_once(database_url: str) -> None:
    both = [Database(database_url), Database(database_url)]
    await asyncio.gather(*(upgrade(each) for each in both))
    for each in both:
        here, newest = await standing(each)
        assert here == newest != ""
        await each.close()


async def test_upgrading_again_changes_nothing(database: Database) -> None:
    before = await standing(database)
    await upgrade(database)
    assert await standing(database) == before


async def test_a_database_of_a_newer_release_is_refused_in_one_line(database: Database) -> None:
    async with database.begin() as connection:
        await connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(CannotRun, match="newer release") as caught:
        await upgrade(database)
    assert "\n" not in str(caught.value)


async def test_a_database_that_cannot_be_reached_is_named_without_its_password() -> None:
    database = Database("postgresql+asyncpg://me:hidden@127.0.0.1:1/x")
    with pytest.raises(CannotRun, match="DATABASE_URL") as caught:
        await upgrade(database)
    assert "hidden" not in str(caught.value)
    assert "\n" not in str(caught.value)
    await database.close()


async def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    (tmp_path / "x.sqlite").write_text("this is no database at all" * 100)
    database = Database(f"sqlite+aiosqlite:///{tmp_path / 'x.sqlite'}")
    with pytest.raises(CannotRun, match="not a database"):
        await upgrade(database)
    await database.close()
