"""Dated statements of law and practice, as rows; asked for a day, the book gives those in force."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property
from typing import Literal

from flows.advice import load_advice
from flows.conditions import Condition
from flows.datafile import Row, rows
from flows.factors import load_factors
from flows.references import condition_of, known, listed_in, sources_of
from flows.sources import WEIGHTS, load_sources
from flows.terms import NOT_APPLICABLE, ROUTES, BadData, Scrutiny

Layer = Literal["gate", "base", "mitigation", "aggravation"]
LAYERS = ("gate", "base", "mitigation", "aggravation")
CERTAINTIES = ("high", "medium", "low")
_FIELDS = (
    "id", "factor", "layer", "when", "levels", "of", "fixed", "certainty", "weight", "text",
    "advice", "sources", "in_force_from", "in_force_until", "announced", "checked_on", "review_by",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the rule book.

    `levels` gives a level per route; for mitigation and aggravation the presence of the route
    says that the one step applies there. `in_force_until` is the first day no longer in force.
    """

    id: str
    factor: str
    layer: str
    when: Condition
    levels: Mapping[str, Scrutiny]
    not_applicable: frozenset[str]
    of: frozenset[str]
    fixed: bool
    certainty: str
    weight: str
    text: str
    advice: tuple[str, ...]
    sources: tuple[str, ...]
    in_force_from: date | None
    in_force_until: date | None
    announced: bool
    checked_on: date
    review_by: date

    def in_force(self, day: date) -> bool:
        """Return whether the row holds for an application filed on `day`."""
        started = self.in_force_from is None or self.in_force_from <= day
        return started and (self.in_force_until is None or day < self.in_force_until)

    @property
    def relayed(self) -> bool:
        """Whether an official text is cited that was read only as others relay it."""
        if self.weight in ("practitioner", "our_inference"):
            return False
        sources = [load_sources()[name] for name in self.sources]
        read = {source.kind for source in sources if not source.unread}
        return read.isdisjoint({self.weight, "official_page"})

    def touches(self, route: str) -> bool:
        """Return whether the row says anything about a route."""
        return route in self.levels or route in self.not_applicable


class RuleBook:
    """All rules. `version` changes when any row does."""

    def __init__(self, rules: tuple[Rule, ...]) -> None:
        """Keep the rows in their order; `days` are those on which any row starts or ends."""
        self.rules = {rule.id: rule for rule in rules}
        edges = {rule.in_force_from for rule in rules} | {rule.in_force_until for rule in rules}
        self.days = tuple(sorted(day for day in edges if day is not None))
        self._in_force: dict[int, tuple[Rule, ...]] = {}

    def in_force(self, day: date) -> tuple[Rule, ...]:
        """Return the rows in force for an application filed on `day`, in their order."""
        phase = sum(1 for edge in self.days if edge <= day)
        if phase not in self._in_force:
            found = tuple(rule for rule in self.rules.values() if rule.in_force(day))
            self._in_force[phase] = found
        return self._in_force[phase]

    @cached_property
    def version(self) -> str:
        """The newest checked day and a short hash of every row, such as 2026-07-31.1a2b3c."""
        newest = max(rule.checked_on for rule in self.rules.values())
        told = "|".join(repr(_printable(rule)) for rule in self.rules.values())
        return f"{newest.isoformat()}.{hashlib.sha256(told.encode()).hexdigest()[:6]}"


def _printable(rule: Rule) -> tuple[object, ...]:
    """Return the parts of a row that mean something, in a form that prints the same every time."""
    return (
        rule.id, rule.layer, rule.when.words, sorted(rule.levels.items()),
        sorted(rule.not_applicable), sorted(rule.of), rule.fixed, rule.text, rule.sources,
        rule.in_force_from, rule.in_force_until, rule.announced,
    )  # fmt: skip


@cache
def load_rules() -> RuleBook:
    """Return the rule book of this package. BadData names the row that can't be used."""
    return RuleBook(tuple(_rule(row) for row in rows("law/rules", "rule")))


def _rule(row: Row) -> Rule:
    row.only(*_FIELDS)
    layer = row.take("layer", str, "base")
    levels = _levels(row, layer)
    return Rule(
        id=row.take("id", str),
        factor=_known(row, "factor", row.take("factor", str), tuple(load_factors())),
        layer=_known(row, "layer", layer, LAYERS),
        when=condition_of(row),
        levels={route: level for route, level in levels.items() if level is not None},
        not_applicable=frozenset(route for route, level in levels.items() if level is None),
        of=frozenset(known(row, "of", row.codes("of"), load_factors())),
        fixed=row.take("fixed", bool, False) or layer == "gate",
        certainty=_known(row, "certainty", row.take("certainty", str), CERTAINTIES),
        weight=_known(row, "weight", row.take("weight", str), WEIGHTS),
        text=row.take("text", str),
        advice=listed_in(row, "advice", load_advice()),
        sources=sources_of(row, needed=True),
        in_force_from=row.values.get("in_force_from"),
        in_force_until=row.values.get("in_force_until"),
        announced=row.take("announced", bool, False),
        checked_on=row.take("checked_on", date),
        review_by=row.take("review_by", date),
    )


def _levels(row: Row, layer: str) -> dict[str, Scrutiny | None]:
    """Return route -> level; None stands for not_applicable."""
    found: dict[str, Scrutiny | None] = {}
    for route, level in row.take("levels", dict).items():
        _known(row, "levels", route, ROUTES)
        if layer in ("mitigation", "aggravation"):
            if level != 1:
                raise BadData(f"{row.place}: {route} = {level!r}; one step is written 1")
            found[route] = Scrutiny.closer_look
        elif level == NOT_APPLICABLE and layer == "gate":
            found[route] = None
        else:
            found[route] = Scrutiny[_known(row, "levels", level, tuple(Scrutiny.__members__))]
    return found


def _known(row: Row, key: str, value: str, allowed: tuple[str, ...]) -> str:
    if value not in allowed:
        raise BadData(f"{row.place}: {key} is {value!r}; allowed: {', '.join(allowed)}")
    return value
