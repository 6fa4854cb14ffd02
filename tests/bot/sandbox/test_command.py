"""The sandbox command with the tiny bot in place of the real one."""

import asyncio
import os
import re
import signal
import sys
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.command import bot_environment
from bot.sandbox.player import Line, Player
from bot.sandbox.standin import StandIn

HERE = Path(__file__).parent
ROOT = HERE.parents[2]
Start = Callable[..., Coroutine[Any, Any, Process]]


@pytest.fixture
async def start(tmp_path: Path) -> AsyncIterator[Start]:
    running: list[Process] = []

    async def begin(port: int, **environ: str) -> Process:
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, str(HERE / "sandboxed.py"), str(port)),
            cwd=tmp_path,
            env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", **environ},
            stdout=PIPE,
        )
        running.append(process)
        return process

    yield begin
    for process in running:
        if process.returncode is None:
            process.kill()
        await process.wait()


async def line_with(process: Process, words: str) -> str:
    assert process.stdout
    while line := (await asyncio.wait_for(process.stdout.readline(), 20)).decode():
        if words in line:
            return line
    raise AssertionError(f"no line with {words!r}")


async def test_the_bot_is_killed_started_again_and_ended(start: Start) -> None:
    process = await start(0)
    address = re.search(r"http://\S+", await line_with(process, "Open "))
    assert address
    line = Line(address.group())
    player = Player(line, 1001, seconds=20)
    await player.start()
    await line.act("restart")
    assert (await player.tap("Yes")).text == "Answer: say:Yes"
    await line.close()
    process.send_signal(signal.SIGTERM)
    assert await asyncio.wait_for(process.wait(), 15) == 0


async def test_a_taken_port_falls_back_to_a_free_one(start: Start, standin: StandIn) -> None:
    process = await start(standin.port)
    line = await line_with(process, "is taken")
    assert re.fullmatch(rf"Port {standin.port} is taken \(.+\); using \d+ instead.", line.strip())
    await line_with(process, "Open ")


async def test_a_bot_that_cannot_run_ends_the_sandbox_with_its_reason(start: Start) -> None:
    process = await start(0, FAIL="2")
    assert "cannot run: the bot ended with code 2" in await line_with(process, "cannot run")
    assert await process.wait() == 2


async def test_a_bot_that_dies_is_started_again_but_not_for_ever(start: Start) -> None:
    process = await start(0, FAIL="1")
    await line_with(process, "starting it again")
    await line_with(process, "cannot run: the bot ended with code 1")
    assert await process.wait() == 2


async def test_the_bot_is_told_of_the_stand_in_and_polls(
    standin: StandIn, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(tmp_path)
    told = bot_environment({"WEBHOOK_URL": "https://bot.example.org", "PATH": "/bin"}, standin)
    assert told["TELEGRAM_API_URL"] == standin.url
    assert told["TELEGRAM_BOT_TOKEN"] == standin.token
    assert told["WEBHOOK_URL"] == ""
    assert told["DATABASE_URL"].startswith("sqlite:///")
    assert told["PATH"] == "/bin"
    assert (
        bot_environment({"DATABASE_URL": "sqlite:///mine"}, standin)["DATABASE_URL"]
        == "sqlite:///mine"
    )
