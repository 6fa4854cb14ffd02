"""Runs the preview until it is stopped."""

import asyncio
import signal
import socket
from collections.abc import Callable

from bot.day import today_in_japan
from bot.preview.theatre import Theatre
from bot.preview.web import application
from bot.settings import CannotRun
from bot.web import Server, server

HOST = "127.0.0.1"


async def run_preview(code: str, key: str, port: int, say: Callable[[str], None]) -> None:
    """Show a language until Ctrl+C or SIGTERM. Raises CannotRun for a key or port of no use."""
    theatre = Theatre(code, today_in_japan())
    if key and key not in theatre.stage.messages:
        raise CannotRun(f"--key {key!r}: no text has this key; the PO files name them as msgctxt")
    listening = door(port)
    serving = server(application(theatre, key))
    stopped = _until_stopped()
    filling = asyncio.create_task(asyncio.to_thread(theatre.index.fill))
    watching = asyncio.create_task(theatre.watch())
    running = asyncio.create_task(serving.serve(sockets=[listening]))
    say(f"Open http://{HOST}:{listening.getsockname()[1]}/ in a browser. Ctrl+C stops.")
    try:
        await asyncio.wait({stopped, running}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        await _stop(theatre, serving, running)
        watching.cancel()
        await filling


async def _stop(theatre: Theatre, serving: Server, running: "asyncio.Task[None]") -> None:
    theatre.close()
    theatre.index.end()
    serving.should_exit = True
    await running


def _until_stopped() -> "asyncio.Task[bool]":
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    return asyncio.create_task(stopped.wait())


def door(port: int) -> socket.socket:
    """Open the door on this machine; CannotRun when somebody else stands in it."""
    opened = socket.socket()
    opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        opened.bind((HOST, port))
    except (OSError, OverflowError) as error:
        opened.close()
        raise CannotRun(f"--port {port}: can't listen there ({error}); 0 takes any") from error
    return opened
