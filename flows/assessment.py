"""All three routes for one person's facts: level, range, what is missing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flows.findings import Finding, Matches, Weighing, match, reach, weigh
from flows.questions import Question
from flows.rules import Rule, RuleBook
from flows.terms import CANNOT_SAY, NOT_APPLICABLE, ROUTES, UNKNOWN, Scrutiny
from flows.truth import Fact
from flows.truths import Truths


@dataclass(frozen=True, slots=True)
class RouteResult:
    """What can be said of one route.

    `level` is a name of the scale, not_applicable or cannot_say; `low` and `high` are the range
    that unknown answers leave open; `missing` are the unknown questions that matter, worst first.
    """

    route: str
    level: str
    known: Scrutiny | None
    low: Scrutiny | None
    high: Scrutiny | None
    findings: tuple[Finding, ...]
    raised_by: str
    missing: tuple[str, ...]

    @property
    def exists(self) -> bool:
        """Whether the route makes sense for this person."""
        return self.level != NOT_APPLICABLE

    @property
    def deciding(self) -> tuple[Finding, ...]:
        """The findings that carry the level; all of them when nothing speaks against it."""
        found = [each for each in self.findings if each.rule.layer in ("gate", "base")]
        return tuple(each for each in found if each.level == found[0].level)


@dataclass(frozen=True, slots=True)
class Assessment:
    """The three routes as of a day, for an application filed on `filing_date`."""

    as_of: date
    filing_date: date
    routes: Mapping[str, RouteResult]

    @property
    def missing(self) -> tuple[str, ...]:
        """The unknown questions that matter to any route."""
        return tuple(dict.fromkeys(name for each in self.routes.values() for name in each.missing))


def assess(
    book: RuleBook,
    questions: Mapping[str, Question],
    facts: Mapping[str, Fact] | Truths,
    as_of: date,
    filing_date: date | None = None,
) -> Assessment:
    """Return the assessment of settled facts; `filing_date` overrides the one among the facts.

    Truths may stand in for the facts where the same person is assessed again and again.
    """
    truths = facts if isinstance(facts, Truths) else Truths(facts)
    if filing_date is not None:
        truths = truths.after({**truths.facts, "filing_date": filing_date})
    facts = truths.facts
    day = facts["filing_date"]
    filed = day if isinstance(day, date) else as_of
    found = match(book.in_force(filed), truths, ROUTES)
    results = {route: _result(questions, facts, route, found[route]) for route in ROUTES}
    return Assessment(as_of, filed, results)


def _result(
    questions: Mapping[str, Question], facts: Mapping[str, Fact], route: str, matches: Matches
) -> RouteResult:
    weighed = weigh(matches.certain, route)
    low, high = reach(matches, route)
    return RouteResult(
        route=route,
        level=_level(questions, facts, route, weighed, high),
        known=weighed.level,
        low=low,
        high=high,
        findings=weighed.findings,
        raised_by=weighed.raised_by,
        missing=() if weighed.level is None else _missing(questions, facts, matches, weighed),
    )


def _level(
    questions: Mapping[str, Question],
    facts: Mapping[str, Fact],
    route: str,
    weighed: Weighing,
    high: Scrutiny | None,
) -> str:
    if weighed.level is None:
        return NOT_APPLICABLE
    if high is not None and high > weighed.level:
        wide = {**facts, "plan": "compare"}
        for name, question in questions.items():
            if facts[name] != UNKNOWN or question.ask_when(wide) is not True:
                continue
            mild = weighed.level <= Scrutiny.closer_look
            if route in question.defines or (route in question.decides and mild):
                return CANNOT_SAY
    return weighed.level.name


def _missing(
    questions: Mapping[str, Question],
    facts: Mapping[str, Fact],
    matches: Matches,
    weighed: Weighing,
) -> tuple[str, ...]:
    """Return the unknown questions behind the rows in doubt, those that could hurt most first."""
    worst: dict[str, int] = {}
    for rule in matches.doubtful:
        step = _worst_level(rule)
        if weighed.level is not None and step <= weighed.level and rule.layer != "mitigation":
            continue
        for name in rule.when.facts:
            for asked in _to_ask(facts, ASKED_FOR.get(name, (name,))):
                if asked in questions:
                    worst[asked] = max(worst.get(asked, -1), step)
    return tuple(sorted(worst, key=lambda name: -worst[name]))


def _to_ask(facts: Mapping[str, Fact], names: tuple[str, ...]) -> list[str]:
    """Return the unknown ones; only the first while it is unknown, since it decides the rest."""
    unknown = [name for name in names if facts.get(name) == UNKNOWN]
    return unknown[:1] if unknown[:1] == [names[0]] else unknown


def _worst_level(rule: Rule) -> int:
    return max((int(level) for level in rule.levels.values()), default=0)


_LEVIES = ("payment_problems", "residence_tax", "income_tax", "health_insurance", "pension")
ASKED_FOR: Mapping[str, tuple[str, ...]] = {
    "where": ("situation",),
    "status_traits": ("status",),
    "target_traits": ("target", "status"),
    "target": ("target", "status"),
    "same_status": ("target", "status"),
    "levies": _LEVIES,
    "unpaid_levies": _LEVIES,
    "troubled_levies": _LEVIES,
    "residence_tax": ("payment_problems", "residence_tax"),
    "income_tax": ("payment_problems", "income_tax"),
    "health_insurance": ("payment_problems", "health_insurance"),
    "pension": ("payment_problems", "pension"),
    "medical_bill_state": ("payment_problems", "medical_bill_state"),
    "overwork": ("record_problems", "overwork"),
    "notifications": ("record_problems", "notifications"),
    "long_absence": ("record_problems", "long_absence"),
    "offence": ("record_problems", "offence"),
    "past_refusal": ("record_problems", "past_refusal"),
    "papers": ("record_problems", "papers"),
    "former_intern": ("status", "former_training"),
    "past_troubles": ("record_problems", "overwork", "past_refusal", "studies"),
}
"""Which questions tell a fact that several answers make up."""
