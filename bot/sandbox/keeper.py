"""Keeps the bot's own process alive beside the stand-in, and restarts it when asked."""

import asyncio
import contextlib
import sys
import time
from asyncio.subprocess import Process
from collections.abc import Mapping, Sequence

from bot.settings import CannotRun

# A bot that dies this often in so short a time will not get better by itself.
DEATHS = 3
WITHIN_SECONDS = 30.0
GRACE_SECONDS = 12.0
WRONG = 2  # the exit code of a mistake in what was given

BOT = (sys.executable, "-m", "bot", "run")


class Keeper:
    """One child process, in a session of its own so that Ctrl+C reaches only us."""

    def __init__(self, environ: Mapping[str, str], command: Sequence[str] = BOT) -> None:
        self._environ = dict(environ)
        self._command = command
        self._turn = asyncio.Lock()
        self._process: Process | None = None
        self._deaths: list[float] = []

    @property
    def process_id(self) -> int:
        """Return the id of the running bot, 0 when none runs."""
        running = self._process is not None and self._process.returncode is None
        return self._process.pid if running and self._process else 0

    async def start(self) -> None:
        """Start the bot."""
        self._process = await asyncio.create_subprocess_exec(
            *self._command, env=self._environ, start_new_session=True
        )

    async def restart(self) -> None:
        """Kill the bot without warning and start it again: nothing may get lost by that."""
        async with self._turn:
            await self._end(gently=False)
            await self.start()

    async def stop(self) -> None:
        """Let the bot finish and end it."""
        async with self._turn:
            await self._end(gently=True)

    async def _end(self, *, gently: bool) -> None:
        process = self._process
        if process is None or process.returncode is not None:
            return
        if gently:
            process.terminate()
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), GRACE_SECONDS)
        if process.returncode is None:
            process.kill()
            await process.wait()

    async def watch(self) -> None:
        """Start the bot again when it dies. Raises CannotRun when that is no use."""
        while True:
            process = self._process
            if process is not None:
                await process.wait()
            async with self._turn:
                if process is not self._process or process is None:
                    continue  # it was restarted on purpose
                self._count(process.returncode or 0)
                print(f"The bot ended with code {process.returncode}; starting it again.")  # noqa: T201 - the terminal
                await asyncio.sleep(1)
                await self.start()

    def _count(self, code: int) -> None:
        now = time.monotonic()
        self._deaths = [at for at in self._deaths if now - at < WITHIN_SECONDS] + [now]
        if code == WRONG or len(self._deaths) >= DEATHS:
            raise CannotRun(f"the bot ended with code {code}; its own lines above say why")
