"""One bot as a process of its own: how to start it, and what it costs."""

import asyncio
import os
import re
import signal
import socket
import sys
import tempfile
from asyncio.subprocess import Process
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import psutil

ROOT = Path(__file__).parent.parent
GRACE = 15.0
OPEN = {
    # Telegram's limits are not what is measured; they hold every contender back alike.
    "SENDS_A_SECOND": "0",
    "SENDS_A_SECOND_IN_A_CHAT": "0",
    "STEPS_A_MINUTE": "0",
    "SECRET_KEY": "a key for benchmarks and nothing else",
    "LOG_LEVEL": "error",
}


@dataclass(frozen=True, slots=True)
class Contender:
    """A name and the module to run. `ours` is told by our own settings."""

    name: str
    module: str
    ours: bool = False
    database: str = ""
    interview: bool = False

    def environ(self, url: str, token: str, port: int) -> dict[str, str]:
        """Return what the bot is told; a port asks for the webhook."""
        if not self.ours:
            return {"API_URL": url, "TOKEN": token} | ({"PORT": str(port)} if port else {})
        told = {"TELEGRAM_API_URL": url, "TELEGRAM_BOT_TOKEN": token, **OPEN}
        told["DATABASE_URL"] = self.database
        told["LISTEN_PORT"] = str(port or free_port())
        if port:
            told["WEBHOOK_URL"] = f"http://127.0.0.1:{port}/telegram"
        return told


@dataclass(slots=True)
class Running:
    """A bot that runs."""

    process: Process
    seen: psutil.Process
    folder: tempfile.TemporaryDirectory[str] = field(repr=False)

    @classmethod
    async def start(cls, module: str, environ: Mapping[str, str]) -> "Running":
        """Start a module in a folder of its own."""
        folder = tempfile.TemporaryDirectory(prefix="bench-")
        with Path(folder.name, "errors").open("wb") as errors:  # noqa: ASYNC230 - a moment
            process = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", *module.split()),
                env={**os.environ, "PYTHONPATH": str(ROOT), **environ},
                cwd=folder.name,
                stdout=errors,
                stderr=errors,
            )
        return cls(process, psutil.Process(process.pid), folder)

    def cpu(self) -> float:
        """Return the CPU seconds used so far."""
        times = self.seen.cpu_times()
        return float(times.user + times.system)

    def memory(self) -> tuple[float, float]:
        """Return resident memory now and at its highest, in MB."""
        status = Path(f"/proc/{self.process.pid}/status")
        if not status.exists():
            now = self.seen.memory_info().rss / 1e6
            return now, now
        text = status.read_text()
        now, most = (
            int(found.group(1)) * 1024 / 1e6
            for found in (re.search(rf"{name}:\s+(\d+)", text) for name in ("VmRSS", "VmHWM"))
            if found
        )
        return now, most

    def complaint(self) -> str:
        """Return the last lines that the bot wrote."""
        return Path(self.folder.name, "errors").read_text("utf-8", "replace")[-2000:]

    async def stop(self) -> None:
        """End the bot, kindly at first."""
        if self.process.returncode is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                await asyncio.wait_for(self.process.wait(), GRACE)
            except TimeoutError:
                self.process.kill()
                await self.process.wait()
        self.folder.cleanup()


def free_port() -> int:
    """Return a port that nobody uses."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])
