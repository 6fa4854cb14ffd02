"""Brings the database to the newest form at the start, one replica at a time."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text
from sqlalchemy.engine import make_url

from bot.settings import CannotRun
from bot.storage.database import Database

HERE = Path(__file__).parent / "migrations"
LOCK = 7_295_113  # any number that no other program on this database uses


def configuration() -> Config:
    """Return Alembic's configuration, made here so that no file has to be found."""
    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    return config


async def upgrade(database: Database, to: str = "head") -> None:
    """Run the migrations that are missing; CannotRun when the database can't be reached or used."""
    make_folder(database)
    try:
        async with database.begin() as connection:
            await connection.run_sync(_upgrade, to)
    except CannotRun:
        raise
    except Exception as error:
        raise _unusable(database, error) from error


async def standing(database: Database) -> tuple[str, str]:
    """Return the form the database has ("" when it has none) and the newest one."""
    newest = ScriptDirectory.from_config(configuration()).get_current_head() or ""
    make_folder(database)
    try:
        async with database.begin() as connection:
            here = await connection.run_sync(_here)
    except Exception as error:
        raise _unusable(database, error) from error
    return here, newest


def make_folder(database: Database) -> None:
    """Make the folder of an SQLite file; CannotRun when that is not allowed."""
    url = make_url(database.engine.url)
    if database.on_sqlite and url.database:
        try:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CannotRun(f"DATABASE_URL: {url.database}: {error.strerror}") from error


def _upgrade(connection: Connection, to: str) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": LOCK})
    config = configuration()
    _refuse_newer(connection, config)
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def _refuse_newer(connection: Connection, config: Config) -> None:
    here = MigrationContext.configure(connection).get_current_revision()
    known = {each.revision for each in ScriptDirectory.from_config(config).walk_revisions()}
    if here and here not in known:
        raise CannotRun(
            f"DATABASE_URL: the database is at {here}, which a newer release made: "
            "run that release, or restore a backup"
        )


def _here(connection: Connection) -> str:
    return MigrationContext.configure(connection).get_current_revision() or ""


def _unusable(database: Database, error: BaseException) -> CannotRun:
    where = database.engine.url.render_as_string(hide_password=True)
    return CannotRun(f"DATABASE_URL: {where} can't be used: {_first_line(error)}")


def _first_line(error: BaseException) -> str:
    lines = str(getattr(error, "orig", None) or error).strip().splitlines()
    return lines[0] if lines else type(error).__name__
