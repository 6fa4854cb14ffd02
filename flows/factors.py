"""The points a rule can speak about, in the order in which they are told. A closed list."""

from dataclasses import dataclass
from functools import cache

from flows.datafile import rows


@dataclass(frozen=True, slots=True)
class Factor:
    """One point, such as residence tax: its name as a heading and its place in the order."""

    id: str
    name: str
    order: int


@cache
def load_factors() -> dict[str, Factor]:
    """Return every factor by id, in its order. BadData names the row that can't be used."""
    found = []
    for row in rows("law/factors.toml", "factor"):
        row.only("id", "name", "order")
        found.append(Factor(row.take("id", str), row.take("name", str), row.take("order", int)))
    return {factor.id: factor for factor in sorted(found, key=lambda factor: factor.order)}
