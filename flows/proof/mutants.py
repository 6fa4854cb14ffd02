"""Every row of the book, altered: left out, a level a step up or down, a route or a day moved."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta

from flows.rules import Rule
from flows.terms import Scrutiny

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Mutant:
    """A row, what was done to it, and what became of it; None: it is gone."""

    row: str
    what: str
    rule: Rule | None

    def __str__(self) -> str:
        """Return the row and what was done to it."""
        return f"{self.row}: {self.what}"


def mutants(rule: Rule) -> Iterator[Mutant]:
    """Yield every mutant of a row."""
    yield Mutant(rule.id, "left out", None)
    for route in sorted(rule.not_applicable):
        rest = rule.not_applicable - {route}
        yield Mutant(rule.id, f"says nothing of {route}", replace(rule, not_applicable=rest))
    for route, level in rule.levels.items():
        others = {name: each for name, each in rule.levels.items() if name != route}
        yield Mutant(rule.id, f"says nothing of {route}", replace(rule, levels=others))
        if rule.layer in ("gate", "base"):
            for step in (-1, 1):
                if level + step in tuple(Scrutiny):
                    moved = Scrutiny(level + step)
                    changed = replace(rule, levels={**rule.levels, route: moved})
                    yield Mutant(rule.id, f"{route} = {moved.name}", changed)
    yield from _moved(rule)


def _moved(rule: Rule) -> Iterator[Mutant]:
    """Yield the row with a day on which it starts or ends moved by one."""
    for step in (-_DAY, _DAY):
        if rule.in_force_from is not None:
            day = rule.in_force_from + step
            yield Mutant(rule.id, f"from {day}", replace(rule, in_force_from=day))
        if rule.in_force_until is not None:
            day = rule.in_force_until + step
            yield Mutant(rule.id, f"until {day}", replace(rule, in_force_until=day))
