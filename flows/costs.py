"""What leaving Japan and coming back costs, as rows with sources. None of it depends on a level."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from flows.conditions import Condition
from flows.datafile import Row, rows
from flows.references import condition_of, sources_of
from flows.truth import Fact


@dataclass(frozen=True, slots=True)
class Cost:
    """One price of the reset, and whom it touches."""

    id: str
    order: int
    text: str
    when: Condition
    sources: tuple[str, ...]


@cache
def load_costs() -> tuple[Cost, ...]:
    """Return every cost in its order. BadData names the row that can't be used."""
    found = [_cost(row) for row in rows("law/costs.toml", "cost")]
    return tuple(sorted(found, key=lambda cost: cost.order))


def _cost(row: Row) -> Cost:
    row.only("id", "order", "text", "when", "sources")
    return Cost(
        id=row.take("id", str),
        order=row.take("order", int),
        text=row.take("text", str),
        when=condition_of(row),
        sources=sources_of(row, needed=True),
    )


def costs_for(facts: Mapping[str, Fact]) -> tuple[Cost, ...]:
    """Return the costs for these settled facts; one that may apply is told too."""
    return tuple(cost for cost in load_costs() if cost.when(facts) is not False)
