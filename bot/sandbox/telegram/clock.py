"""A clock that tests can hurry or push forward."""

import asyncio
import contextlib
import time


class Clock:
    """Seconds since 1970, running `scale` times as fast as real time."""

    def __init__(self, scale: float = 1.0) -> None:
        self.scale = scale
        self._began = time.time()
        self._measured = time.monotonic()
        self._pushed = 0.0
        self._jump = asyncio.Event()

    def now(self) -> float:
        """Return the present moment of this clock."""
        return self._began + self._pushed + (time.monotonic() - self._measured) * self.scale

    def advance(self, seconds: float) -> None:
        """Push the clock forward; sleepers whose time has come wake."""
        self._pushed += seconds
        jump, self._jump = self._jump, asyncio.Event()
        jump.set()

    async def sleep(self, seconds: float) -> None:
        """Wait for `seconds` of this clock."""
        due = self.now() + seconds
        while (left := due - self.now()) > 0:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._jump.wait(), left / self.scale)
