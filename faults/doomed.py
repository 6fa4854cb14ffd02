"""The real bot with one place in it at which it dies: `python -m faults.doomed STEP COUNT`.

The place is put in from here, so that the bot itself knows nothing of it. It dies by SIGKILL: no
handler runs, nothing is flushed.
"""

import functools
import inspect
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

import uvloop

import bot.intake.webhook
from bot.app import run
from bot.items import Receipt
from bot.ledger import Ledger
from bot.outbox.sender import Sender
from bot.settings import Settings
from bot.storage.graves import Graveyard
from bot.storage.shelf import Shelf
from bot.telegram.gateway import Gateway

Place = tuple[Any, str, str]
"""Owner, name of the function, and whether before or after it."""

EVERYWHERE: dict[str, Place] = {
    "before the update is claimed": (Shelf, "claim", "before"),
    "before the chat is locked": (Shelf, "load", "before"),
    "after the chat was locked": (Shelf, "load", "after"),
    "before the letter is written": (Shelf, "post", "before"),
    "before the chat is written": (Shelf, "put", "before"),
    "before the commit": (Graveyard, "bury", "after"),
    "after the commit, before anybody hears": (Ledger, "_hand_over", "before"),
    "after the letters were handed over": (Ledger, "_hand_over", "after"),
    "before a screen is sent": (Gateway, "show", "before"),
    "after a screen was sent": (Gateway, "show", "after"),
    "before a screen is edited": (Gateway, "redraw", "before"),
    "after a screen was edited": (Gateway, "redraw", "after"),
    "before the receipt": (Ledger, "submit", "receipt"),
    "after the receipt": (Sender, "_remember", "before"),
}
POLLING: dict[str, Place] = {
    "after the fetch, before the ledger": (Gateway, "fetch", "after"),
    "before the tap is answered": (Gateway, "greet", "before"),
    "after the tap was answered": (Gateway, "greet", "after"),
}
WEBHOOK: dict[str, Place] = {
    "before the update is read": (bot.intake.webhook, "_item", "before"),
    "before the answer to Telegram": (bot.intake.webhook, "_answer", "before"),
}
STEPS = {**EVERYWHERE, **POLLING, **WEBHOOK}


def doom(step: str, count: int) -> None:
    """Let this process die when the step is passed for the `count`-th time."""
    owner, name, when = STEPS[step]
    function = getattr(owner, name)
    left = count

    def die(given: tuple[object, ...]) -> None:
        nonlocal left
        if when == "receipt" and not any(isinstance(each, Receipt) for each in given):
            return
        left -= 1
        if left <= 0:
            os.kill(os.getpid(), signal.SIGKILL)

    setattr(owner, name, _wrapped(function, die, after=when == "after"))


def _wrapped(
    function: Callable[..., Any], die: Callable[[tuple[object, ...]], None], *, after: bool
) -> Callable[..., Any]:
    if inspect.iscoroutinefunction(function):

        @functools.wraps(function)
        async def waited(*given: Any, **named: Any) -> Any:
            if not after:
                die(given)
            result = await function(*given, **named)
            if after:
                die(given)
            return result

        return waited

    @functools.wraps(function)
    def at_once(*given: Any, **named: Any) -> Any:
        if not after:
            die(given)
        result = function(*given, **named)
        if after:
            die(given)
        return result

    return at_once


if __name__ == "__main__":
    doom(sys.argv[1], int(sys.argv[2]))
    uvloop.run(run(Settings.read()))
