"""What the book says of a conversation on every filing day that differs, fast enough for proofs."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flows.assessment import ASKED_FOR
from flows.findings import Matches, Weighing, reach, weigh
from flows.rules import RuleBook
from flows.terms import ROUTES, Scrutiny
from flows.truth import Fact, Truth

FIRST_DAY, LAST_DAY = date(2024, 1, 1), date(2029, 12, 31)


@dataclass(frozen=True, slots=True)
class Verdict:
    """One route on one day: the level with its reasons, and the range that unknown facts leave."""

    weighing: Weighing
    low: Scrutiny | None
    high: Scrutiny | None
    deciding: tuple[str, ...]

    @property
    def level(self) -> Scrutiny | None:
        """The level of what is known; None: not applicable."""
        return self.weighing.level

    @property
    def carrying(self) -> frozenset[str]:
        """The rows without which a person would see another level or another reason for it."""
        return frozenset(name for each in self.deciding for name in each.split("~") if name)

    @property
    def outcome(self) -> tuple[object, ...]:
        """What a person sees differently: level, range, and the rows that carry the level."""
        return (self.level, self.low, self.high, self.deciding)


Verdicts = Mapping[str, Verdict]
"""Route -> verdict."""

Calendar = tuple[Verdicts, ...]
"""The verdicts of each phase, in the order of `Judge.phases`."""


class Judge:
    """Weighs conversations by a book; remembers the verdicts of each set of matching rows."""

    def __init__(self, book: RuleBook) -> None:
        """Cut the years into phases in which the same rows are in force."""
        self.book = book
        self.phases = (FIRST_DAY, *(day for day in book.days if FIRST_DAY < day <= LAST_DAY))
        self._force = [{rule.id for rule in book.in_force(day)} for day in self.phases]
        self._readers: dict[str, list[str]] = {}
        for rule in book.rules.values():
            for fact in rule.when.facts:
                self._readers.setdefault(fact, []).append(rule.id)
        self._dated = tuple(self._readers.get("filing_date", ()))
        self._dated_facts = tuple(
            {fact for name in self._dated for fact in book.rules[name].when.facts}
        )
        self._touching = {
            route: {
                rule.id: place
                for place, rule in enumerate(book.rules.values())
                if rule.touches(route)
            }
            for route in ROUTES
        }
        self._dated_seen: dict[tuple[Fact, ...], tuple[dict[str, Truth], ...]] = {}
        self._verdicts: dict[tuple[object, ...], Verdict] = {}
        self._weighed: dict[frozenset[tuple[str, Truth]], Verdicts] = {}
        self._calendars: dict[object, Calendar] = {}

    def truths(self, facts: Mapping[str, Fact]) -> dict[str, Truth]:
        """Return the rows that hold (True) or may hold (None), whatever their dates."""
        found = ((rule.id, rule.when(facts)) for rule in self.book.rules.values())
        return {name: truth for name, truth in found if truth is not False}

    def read_with(self, fact: str) -> frozenset[str]:
        """Return the questions behind the facts that rows read together with this one."""
        return frozenset(
            question
            for name in self._readers.get(fact, ())
            for other in self.book.rules[name].when.facts
            for question in ASKED_FOR.get(other, (other,))
        )

    def changed(
        self, facts: Mapping[str, Fact], before: Mapping[str, Fact], truths: Mapping[str, Truth]
    ) -> dict[str, Truth]:
        """Return the truths of `facts`, given those of other facts: only what differs is asked."""
        names = {
            name
            for fact, value in facts.items()
            if value != before[fact]
            for name in self._readers.get(fact, ())
        }
        found = {name: truth for name, truth in truths.items() if name not in names}
        for name in names:
            truth = self.book.rules[name].when(facts)
            if truth is not False:
                found[name] = truth
        return found

    def calendar(self, facts: Mapping[str, Fact], truths: Mapping[str, Truth]) -> Calendar:
        """Return the verdicts for an application filed in each phase, on its first day."""
        key = (frozenset(truths.items()), tuple(facts[name] for name in self._dated_facts))
        if key not in self._calendars:
            self._calendars[key] = tuple(
                self.weighed(self.on(facts, truths, number)) for number in range(len(self.phases))
            )
        return self._calendars[key]

    def on(
        self, facts: Mapping[str, Fact], truths: Mapping[str, Truth], phase: int
    ) -> dict[str, Truth]:
        """Return the rows in force in a phase that hold or may hold on its first day."""
        force = self._force[phase]
        found = {name: truth for name, truth in truths.items() if name in force}
        for name in self._dated:
            found.pop(name, None)
        return found | self._dated_truths(facts)[phase]

    def _dated_truths(self, facts: Mapping[str, Fact]) -> tuple[dict[str, Truth], ...]:
        """Return, per phase, the truths of the rows that look at the filing day."""
        key = tuple(facts[name] for name in self._dated_facts if name != "filing_date")
        if key not in self._dated_seen:
            self._dated_seen[key] = tuple(
                {
                    name: truth
                    for name in self._dated
                    if name in force
                    and (truth := self.book.rules[name].when({**facts, "filing_date": day}))
                    is not False
                }
                for day, force in zip(self.phases, self._force, strict=True)
            )
        return self._dated_seen[key]

    def weighed(self, truths: Mapping[str, Truth]) -> Verdicts:
        """Return the verdict of each route for rows in force."""
        key = frozenset(truths.items())
        if key not in self._weighed:
            self._weighed[key] = {route: self._verdict(truths, route) for route in ROUTES}
        return self._weighed[key]

    def _verdict(self, truths: Mapping[str, Truth], route: str) -> Verdict:
        touching = self._touching[route]
        names = sorted(touching.keys() & truths.keys(), key=touching.__getitem__)
        key = (route, *((name, truths[name]) for name in names))
        if key not in self._verdicts:
            rules = [self.book.rules[name] for name in names]
            certain = tuple(rule for rule in rules if truths[rule.id])
            doubtful = tuple(rule for rule in rules if truths[rule.id] is None)
            weighing = weigh(certain, route)
            bounds = reach(Matches(certain, doubtful), route)
            self._verdicts[key] = Verdict(weighing, *bounds, _deciding(weighing))
        return self._verdicts[key]


def _deciding(weighing: Weighing) -> tuple[str, ...]:
    """Return the rows that carry a level, each with what softened it, and what raised it."""
    if weighing.level is None:
        return tuple(each.rule.id for each in weighing.findings if each.rule.not_applicable)
    shown = [each for each in weighing.findings if each.rule.layer in ("gate", "base")]
    worst = [each for each in shown if each.level == shown[0].level]
    return (*(f"{each.rule.id}~{each.softened}" for each in worst), weighing.raised_by)
