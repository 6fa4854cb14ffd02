"""Breakdowns ordered in advance: which calls fail, how, and how often."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from bot.sandbox.telegram.parameters import Values
from bot.sandbox.telegram.refusal import Refusal, too_many

Stage = Literal["before", "after"]
Kind = Literal["status", "reset", "hang", "crash"]


@dataclass(slots=True)
class Fault:
    """One order. `before` = nothing happened at Telegram; `after` = it happened, no word of it.

    `crash` calls `hook` (say, kill the bot) and then cuts the line.
    """

    kind: Kind = "status"
    method: str | None = None
    chat_id: int | None = None
    contains: str | None = None
    stage: Stage = "before"
    times: int = 1
    skip: int = 0
    code: int = 500
    retry_after: int = 1
    description: str = ""
    seconds: float = 60.0
    hook: Callable[[], Any] | None = None

    def fits(self, method: str, values: Values) -> bool:
        """Return whether this call is meant."""
        if self.method is not None and method != self.method:
            return False
        if self.chat_id is not None and values.get("chat_id") != self.chat_id:
            return False
        text = str(values.get("text", values.get("caption", "")))
        return self.contains is None or self.contains in text

    def refusal(self) -> Refusal:
        """Return the answer of a fault of kind `status`."""
        if self.code == 429:
            return too_many(self.retry_after)
        return Refusal(self.code, self.description or "Internal Server Error")


@dataclass(slots=True)
class Faults:
    """The orders not yet used up."""

    orders: list[Fault] = field(default_factory=list)

    def add(self, fault: Fault) -> None:
        """Order a breakdown."""
        self.orders.append(fault)

    def due(self, stage: Stage, method: str, values: Values) -> Fault | None:
        """Return the fault that hits this call now and count it, None if there is none."""
        for fault in self.orders:
            if fault.stage == stage and fault.fits(method, values):
                if fault.skip > 0:
                    fault.skip -= 1
                    continue
                fault.times -= 1
                if fault.times <= 0:
                    self.orders.remove(fault)
                return fault
        return None

    def clear(self) -> None:
        """Cancel all orders."""
        self.orders.clear()
