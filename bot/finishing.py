"""Ends what must not be cut in the middle, such as a transaction, before a cancellation passes."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")


async def finished(work: Coroutine[Any, Any, T]) -> T:
    """Return what `work` returns. Cancelled meanwhile, let it end first, then be cancelled."""
    task = asyncio.ensure_future(work)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        if not task.cancelled():
            await asyncio.wait([task])
            task.exception()  # seen; whoever cancelled does not want it
        raise
