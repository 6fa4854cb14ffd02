"""The sandbox: a stand-in for Telegram, the unmodified bot beside it, and a chat page."""

import asyncio
import contextlib
import os
import signal
import socket
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from bot.sandbox.keeper import BOT, Keeper
from bot.sandbox.standin import StandIn
from bot.settings import CannotRun

DATABASE = Path("var") / "sandbox.sqlite"


async def run_sandbox(
    host: str = "127.0.0.1",
    port: int = 8081,
    *,
    environ: Mapping[str, str] = os.environ,
    command: Sequence[str] = BOT,
) -> None:
    """Run until Ctrl+C or SIGTERM. Raises CannotRun when it can't listen or the bot can't run."""
    # The bot remembers what it saw in an earlier sandbox: no number of that time may come again.
    standin = StandIn(host=host, port=port, first_number=int(time.time()) - 1_700_000_000)
    await _listen(standin)
    keeper = Keeper(bot_environment(environ, standin), command)
    standin.sim.on_restart = keeper.restart
    try:
        await keeper.start()
        _say(standin)
        await _until_stopped(keeper)
    finally:
        await keeper.stop()
        await standin.stop()


async def _listen(standin: StandIn) -> None:
    try:
        await standin.start()
    except OSError as error:
        wanted, standin.port = standin.port, 0
        try:
            await standin.start()
        except OSError:
            raise CannotRun(
                f"--host {standin.host}: can't listen there ({error.strerror}); "
                "leave it out to listen on this machine only"
            ) from None
        print(f"Port {wanted} is taken ({error.strerror}); using {standin.port} instead.")  # noqa: T201 - the terminal


def _say(standin: StandIn) -> None:
    print(  # noqa: T201 - the terminal
        f"Open {standin.page_url} in a browser to talk to the bot. Ctrl+C stops.", flush=True
    )


def bot_environment(environ: Mapping[str, str], standin: StandIn) -> dict[str, str]:
    """Return what the bot's process is told: the stand-in instead of Telegram, and polling."""
    DATABASE.parent.mkdir(parents=True, exist_ok=True)
    return {
        **environ,
        "TELEGRAM_BOT_TOKEN": standin.token,
        "TELEGRAM_API_URL": standin.page_url,
        "WEBHOOK_URL": "",
        "RELOAD_WORDS": environ.get("RELOAD_WORDS", "").strip() or "1",
        "DATABASE_URL": environ.get("DATABASE_URL", "").strip() or f"sqlite:///{DATABASE}",
        "LISTEN_PORT": str(_free_port()),
    }


def _free_port() -> int:
    with contextlib.closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


async def _until_stopped(keeper: Keeper) -> None:
    loop = asyncio.get_running_loop()
    stopped = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        loop.add_signal_handler(number, stopped.set)
    watching = asyncio.create_task(keeper.watch())
    waiting = asyncio.create_task(stopped.wait())
    done, pending = await asyncio.wait({watching, waiting}, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    if watching in done:
        await watching
