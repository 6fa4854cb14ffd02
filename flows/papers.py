"""The papers that sources name, by route, status and condition; what none names is absent."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from flows.conditions import Condition
from flows.datafile import Row, rows
from flows.references import checked_condition, known, sources_of
from flows.terms import ROUTES, UNKNOWN, BadData
from flows.truth import Fact

_FIELDS = ("id", "name", "japanese", "where", "when", "sources")


@dataclass(frozen=True, slots=True)
class Paper:
    """One paper: its name, its Japanese name, where to get it, and when each route asks for it."""

    id: str
    name: str
    japanese: str
    where: str
    when: Mapping[str, Condition]
    sources: tuple[str, ...]


@cache
def load_papers() -> tuple[Paper, ...]:
    """Return every paper in the order of the file. BadData names the row that can't be used."""
    return tuple(_paper(row) for row in rows("law/papers.toml", "paper"))


def _paper(row: Row) -> Paper:
    row.only(*_FIELDS)
    tables = row.take("when", dict, {})
    if not tables:
        raise BadData(f"{row.place}: when is missing; give a condition for each route")
    known(row, "when", tables, ROUTES)
    return Paper(
        id=row.take("id", str),
        name=row.take("name", str),
        japanese=row.take("japanese", str, ""),
        where=row.take("where", str, ""),
        when={route: checked_condition(table, row.place) for route, table in tables.items()},
        sources=sources_of(row, needed=True),
    )


def papers_for(facts: Mapping[str, Fact], route: str) -> tuple[Paper, ...]:
    """Return the papers of a route for these settled facts, those that may be asked included.

    Nothing is listed while the status that the list depends on is unknown.
    """
    if facts["status" if route == "renewal" else "target"] == UNKNOWN:
        return ()
    return tuple(
        paper
        for paper in load_papers()
        if route in paper.when and paper.when[route](facts) is not False
    )
