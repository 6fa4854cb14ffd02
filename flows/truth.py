"""What conditions are made of: facts, three-valued truth, and where facts come from."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple, Protocol, overload


class Count(NamedTuple):
    """A number of things that hold: at least `low`, and at most `high` if the unknown ones do."""

    low: int
    high: int


Fact = str | date | frozenset[str] | Count
Truth = bool | None
"""None: an unknown fact decides."""


class FactSource(Protocol):
    """Whatever can be asked for a fact by name."""

    @overload
    def get(self, name: str, /) -> Fact | None: ...

    @overload
    def get(self, name: str, default: Fact, /) -> Fact | None:
        """Return the fact, or the default when it is not there."""


Test = Callable[[FactSource], Truth]
