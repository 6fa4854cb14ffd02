"""What a person can do, as rows; rules name them, and `order` is the sequence in which to do it."""

from dataclasses import dataclass
from functools import cache

from flows.conditions import Condition
from flows.datafile import Row, rows
from flows.references import condition_of, routes_of, sources_of

_FIELDS = ("id", "order", "routes", "text", "sources", "japanese", "when")


@dataclass(frozen=True, slots=True)
class Advice:
    """One step, and whom it concerns among those to whom a rule tells it.

    `japanese` is what the paper or the office is called, where it has a name.
    """

    id: str
    order: int
    routes: tuple[str, ...]
    text: str
    sources: tuple[str, ...]
    japanese: str
    when: Condition


@cache
def load_advice() -> dict[str, Advice]:
    """Return every piece of advice by id, in the order to do it. BadData names a wrong row."""
    found = [_advice(row) for row in rows("law/advice", "advice")]
    return {each.id: each for each in sorted(found, key=lambda each: each.order)}


def _advice(row: Row) -> Advice:
    row.only(*_FIELDS)
    return Advice(
        id=row.take("id", str),
        order=row.take("order", int),
        routes=routes_of(row),
        text=row.take("text", str),
        sources=sources_of(row, needed=False),
        japanese=row.take("japanese", str, ""),
        when=condition_of(row),
    )


def in_order(names: set[str] | frozenset[str], route: str) -> tuple[Advice, ...]:
    """Return the named advice that fits a route, in the order to do it."""
    return tuple(
        each for each in load_advice().values() if each.id in names and route in each.routes
    )
