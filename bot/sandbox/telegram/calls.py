"""The log of what the bot called."""

from collections import Counter, deque
from dataclasses import asdict, dataclass, field
from typing import Any

KEPT = 200_000


@dataclass(slots=True)
class Call:
    """One call: when, what, and how it ended. `code` is 200 or the refusal's, 0 for a cut line."""

    at: float
    method: str
    values: dict[str, Any]
    code: int = 200
    description: str = ""
    seconds: float = 0.0
    via: str = "http"


@dataclass(slots=True)
class CallLog:
    """The last calls, newest last, and how many there were in all."""

    calls: deque[Call] = field(default_factory=lambda: deque(maxlen=KEPT))
    counts: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)

    def add(self, call: Call) -> None:
        """Note a finished call."""
        self.calls.append(call)
        self.counts[call.method] += 1
        if call.code != 200:
            self.refused[f"{call.code} {call.description}"] += 1

    def of(self, *methods: str) -> list[Call]:
        """Return the calls of these methods, all when none is named."""
        return [call for call in self.calls if not methods or call.method in methods]

    def told(self, *methods: str) -> list[dict[str, Any]]:
        """Return the same as plain data, without what was uploaded."""
        return [
            {**asdict(call), "values": {k: v for k, v in call.values.items() if k not in UPLOADS}}
            for call in self.of(*methods)
        ]

    def clear(self) -> None:
        """Forget all of it."""
        self.calls.clear()
        self.counts.clear()
        self.refused.clear()


UPLOADS = {"document", "photo", "certificate", "thumbnail"}
