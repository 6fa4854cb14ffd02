"""Opens the desk; when its data can't be used the bot still answers, and gives no results."""

import gc
from collections.abc import Callable
from typing import Any

from bot.log import alarm
from flows.desk import Desk, SafeDesk
from flows.terms import BadData
from locales.problem import BadLocaleData


def open_desk() -> Desk | SafeDesk:
    """Return the desk of this package's data, or the safe one with an alarm that says why not."""
    try:
        return Desk.load()
    except (BadData, BadLocaleData) as error:
        # The message names a file, a row and the remedy; no person stands in it.
        alarm("safe_mode", reason=str(error))
        return Desk.safe(str(error))


def lasting(make: Callable[[], Any]) -> Any:
    """Make what lives as long as the process, out of sight of the garbage collector.

    It would look through the whole book again and again: a quarter of the time of the start, and
    later a pause of a tenth of a second for everybody at once.
    """
    gc.disable()
    try:
        return make()
    finally:
        gc.freeze()
        gc.enable()
