"""One bot as a process of its own, as an operator would run it."""

import asyncio
import contextlib
import json
import os
import sys
from asyncio.subprocess import PIPE, Process
from collections import Counter, deque
from collections.abc import Mapping, Sequence
from pathlib import Path

import psutil

ROOT = Path(__file__).parents[1]
RUN = ("bot", "run")
START_SECONDS = 60.0
STOP_SECONDS = 25.0


class DidNotStart(Exception):
    """A bot that ended, or said nothing, before it was ready."""


class Replica:
    """Starts, kills and stops one bot, and keeps the last lines of its log."""

    def __init__(self, port: int, environ: Mapping[str, str]) -> None:
        """Take the port it listens on and the rest of its environment."""
        self.port = port
        self._environ = {**environ, "LISTEN_PORT": str(port)}
        self._process: Process | None = None
        self._reading: asyncio.Task[None] | None = None
        self._ready = asyncio.Event()
        self.lines: deque[str] = deque(maxlen=400)
        self.events: Counter[str] = Counter()
        self.deaths = 0
        self._cpu_at_start = 0.0

    @property
    def process_id(self) -> int:
        """Return the id of the running process, 0 when none runs."""
        return self._process.pid if self._process and self._process.returncode is None else 0

    @property
    def cpu_seconds(self) -> float:
        """Return the processor time it has used since it was ready; 0 when it does not run."""
        if not self.process_id:
            return 0.0
        used = psutil.Process(self.process_id).cpu_times()
        return float(used.user + used.system) - self._cpu_at_start

    @property
    def ready(self) -> bool:
        """Return whether it runs and takes updates."""
        return bool(self.process_id) and self._ready.is_set()

    async def start(self, module: Sequence[str] = RUN) -> None:
        """Start it and wait until it takes updates. Raises DidNotStart."""
        await self.launch(module)
        process = self._process
        assert process is not None  # noqa: S101 (launched above)
        ended = asyncio.ensure_future(process.wait())
        ready = asyncio.ensure_future(self._ready.wait())
        await asyncio.wait(
            {ended, ready}, timeout=START_SECONDS, return_when=asyncio.FIRST_COMPLETED
        )
        ready.cancel()
        if not ended.done():
            ended.cancel()
        if not self._ready.is_set():
            raise DidNotStart("\n".join(self.lines))

    async def launch(self, module: Sequence[str] = RUN) -> None:
        """Start it without waiting. One that was still starting makes room."""
        if self.process_id and self._process is not None:
            self._process.kill()
            await self._process.wait()
        self._ready.clear()
        self._process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", *module),
            env={**os.environ, **self._environ},
            cwd=ROOT,
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.DEVNULL,
            stderr=PIPE,
            start_new_session=True,
        )
        self._reading = asyncio.create_task(self._read(self._process))

    async def _read(self, process: Process) -> None:
        assert process.stderr is not None  # noqa: S101 (a pipe was asked for)
        async for raw in process.stderr:
            line = raw.decode(errors="replace").rstrip()
            self.lines.append(line)
            with contextlib.suppress(ValueError, TypeError, KeyError):
                event = str(json.loads(line)["event"])
                self.events[event] += 1
                if event == "started":
                    self._cpu_at_start = 0.0
                    self._cpu_at_start = self.cpu_seconds
                    self._ready.set()

    async def died(self, seconds: float) -> bool:
        """Wait for its death, up to so many seconds, and return whether it came."""
        if self._process is None:
            return False
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self._process.wait(), seconds)
            self.deaths += 1
            self._ready.clear()
            return True
        return False

    async def kill(self) -> None:
        """Kill it without warning."""
        if self.process_id and self._process is not None:
            self._process.kill()
            await self._process.wait()
            self.deaths += 1
        self._ready.clear()

    async def stop(self) -> int | None:
        """Ask it to end; return its exit code, or None when it had to be killed."""
        process = self._process
        if process is None or process.returncode is not None:
            return process.returncode if process else 0
        process.terminate()
        with contextlib.suppress(TimeoutError):
            return await asyncio.wait_for(process.wait(), STOP_SECONDS)
        process.kill()
        await process.wait()
        return None
