"""How work that goes on beside other work comes to its end."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeVar

T = TypeVar("T")


async def finished(work: Coroutine[Any, Any, T]) -> T:
    """Return what `work` returns. Cancelled meanwhile, let it end first, then be cancelled.

    For what must not be cut in the middle, such as a transaction.
    """
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        if not task.cancelled():
            await asyncio.wait([task])
            task.exception()  # seen; whoever cancelled does not want it
        raise


@asynccontextmanager
async def together(parts: list[Any]) -> AsyncIterator[asyncio.Future[None]]:
    """Run parts beside the body; the future fails when one of them does. They end with the body."""
    failed: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    tasks = [asyncio.create_task(part) for part in parts]

    def ended(task: asyncio.Task[None]) -> None:
        error = None if task.cancelled() else task.exception()
        if error is not None and not failed.done():
            failed.set_exception(error)

    for task in tasks:
        task.add_done_callback(ended)
    try:
        yield failed
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        if failed.done():
            failed.exception()  # seen, whoever raises it
        else:
            failed.cancel()
