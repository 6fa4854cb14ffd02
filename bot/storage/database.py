"""The connection to SQLite or PostgreSQL, set up so that what is committed is on the disk."""

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import (
    ARRAY,
    BigInteger,
    ColumnElement,
    Float,
    String,
    any_,
    bindparam,
    event,
    func,
    literal_column,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, ProgrammingError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import ConnectionPoolEntry

PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",  # a commit survives loss of power, not only of the process
    "PRAGMA busy_timeout=5000",
    "PRAGMA secure_delete=ON",  # what is erased is overwritten
    "PRAGMA temp_store=MEMORY",
)
CHECKPOINT = "PRAGMA wal_checkpoint(TRUNCATE)"


class Database:
    """An engine and the few words in which the two databases differ."""

    def __init__(self, url: str) -> None:
        """Prepare the engine; nothing is opened yet."""
        self.on_sqlite = make_url(url).get_backend_name() == "sqlite"
        self.engine: AsyncEngine = _sqlite(url) if self.on_sqlite else _postgresql(url)
        clock = "(julianday('now') - 2440587.5) * 86400.0"
        self.clock: ColumnElement[float] = literal_column(
            clock if self.on_sqlite else "extract(epoch from clock_timestamp())::float8", Float()
        )

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[AsyncConnection]:
        """Open a transaction that is committed at the end, or rolled back by an error."""
        async with self.engine.begin() as connection:
            yield connection

    def insert(self, table: Any) -> Any:
        """Return an insert that knows ON CONFLICT."""
        return sqlite.insert(table) if self.on_sqlite else postgresql.insert(table)

    def among(self, column: Any, name: str) -> ColumnElement[bool]:
        """Return `column in the list bound to name`; one statement for lists of any length."""
        if self.on_sqlite:
            each = func.json_each(bindparam(name, type_=String)).table_valued("value")
            return column.in_(select(each.c.value))  # type: ignore[no-any-return]
        kind = BigInteger if isinstance(column.type, BigInteger) else String
        told: ColumnElement[bool] = column == any_(bindparam(name, type_=ARRAY(kind)))
        return told

    def listed(self, values: Sequence[int] | Sequence[str]) -> object:
        """Return values in the form that `among` wants."""
        if not self.on_sqlite:
            return list(values)
        inner = ",".join(f'"{each}"' if isinstance(each, str) else str(each) for each in values)
        return f"[{inner}]"

    async def scrub(self) -> None:
        """Leave nothing of what was erased in the log; PostgreSQL has its own vacuum."""
        if not self.on_sqlite:
            return
        async with self.engine.connect() as connection:
            # Past SQLAlchemy, which would open a transaction, and in one there is no checkpoint.
            raw: Any = (await connection.get_raw_connection()).driver_connection
            await (await raw.execute(CHECKPOINT)).close()

    async def close(self) -> None:
        """Close all connections."""
        await self.engine.dispose()


def passing(error: BaseException) -> bool:
    """Return whether an error of the database may be gone at the next try."""
    if isinstance(error, DataError | IntegrityError | ProgrammingError):
        return False
    return isinstance(error, DBAPIError | OSError | TimeoutError) or _drivers(error)


def _drivers(error: BaseException) -> bool:
    return type(error).__module__.startswith(("asyncpg", "sqlite3", "aiosqlite", "sqlalchemy"))


def _sqlite(url: str) -> AsyncEngine:
    engine = create_async_engine(url, pool_size=3, max_overflow=2, hide_parameters=True)

    @event.listens_for(engine.sync_engine, "connect")
    def set_up(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # we write BEGIN ourselves
        cursor = connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(pragma)
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Any) -> None:
        # Taken at once, or two transactions that read first could not both go on to write.
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _postgresql(url: str) -> AsyncEngine:
    return create_async_engine(
        url,
        pool_size=4,
        max_overflow=2,
        hide_parameters=True,
        pool_timeout=10,
        connect_args={
            "timeout": 5,
            "command_timeout": 15,
            "server_settings": {
                "application_name": "zairyu-bot",
                "lock_timeout": "8000",
                "idle_in_transaction_session_timeout": "20000",
            },
        },
    )
