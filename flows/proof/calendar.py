"""Dated rows: where one ends, what takes its place begins on that very day."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from flows.proof.judge import FIRST_DAY, LAST_DAY
from flows.rules import Rule, RuleBook

ENDS_FOR_GOOD: Mapping[str, str] = {
    "coe_business_loses_leniency": "after the years of transition there is no leniency to lose",
}
"""Rows that end with nothing in their place, and why that is meant."""

_NEAR = timedelta(days=31)
"""Rows of one factor that end and begin within a month of each other were meant to meet."""


def accidents(book: RuleBook) -> Iterator[tuple[str, str]]:
    """Yield row and what is wrong for each gap, overlap, or end that nobody declared."""
    rules = tuple(book.rules.values())
    for rule in rules:
        if rule.in_force_until is None:
            continue
        followers = [each for each in rules if _may_follow(rule, each)]
        gaps = {each.id: _start(each) - rule.in_force_until for each in followers}
        if timedelta() in gaps.values():
            continue
        near = [(name, gap) for name, gap in gaps.items() if abs(gap) <= _NEAR]
        for name, gap in near:
            word = "gap" if gap > timedelta() else "overlap"
            yield rule.id, f"{word} of {abs(gap.days)} days with {name}"
        if not near and rule.id not in ENDS_FOR_GOOD:
            yield rule.id, f"ends on {rule.in_force_until} with nothing in its place"
    for name in ENDS_FOR_GOOD:
        if name not in book.rules:
            yield name, "is declared to end for good and is no row"


def days() -> Iterator[date]:
    """Yield the first day of each month of the calendar."""
    for year in range(FIRST_DAY.year, LAST_DAY.year + 1):
        for month in range(1, 13):
            yield date(year, month, 1)


def _may_follow(rule: Rule, other: Rule) -> bool:
    shared = (rule.levels.keys() | rule.not_applicable) & (
        other.levels.keys() | other.not_applicable
    )
    return other.in_force_from is not None and other.factor == rule.factor and bool(shared)


def _start(rule: Rule) -> date:
    return rule.in_force_from or FIRST_DAY
