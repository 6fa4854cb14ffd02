"""The rule book read a second time, by other code: plain TOML, plain recursion, brute force.

It shares with `flows` the settled facts and nothing else, so that a mistake in compiling a
condition, in choosing the worst row or in working out a range shows as a difference.
"""

import tomllib
from calendar import monthrange
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

import flows

SCALE = ("standard", "closer_look", "strict", "likely_refused", "not_possible")
MOST_IN_DOUBT = 6
"""Rows in doubt on one route up to which every combination of them is tried."""


@cache
def book() -> tuple[Mapping[str, Any], ...]:
    """Return every row as it stands in the files."""
    folder = Path(flows.__file__).parent / "law" / "rules"
    return tuple(
        row
        for path in sorted(folder.glob("*.toml"))
        for row in tomllib.loads(path.read_text())["rule"]
    )


def holds(when: Mapping[str, Any], facts: Mapping[str, Any]) -> bool | None:
    """Return whether a condition holds; None where an unknown fact decides."""
    return _all([_part(key, value, facts) for key, value in when.items()])


def _all(truths: list[bool | None]) -> bool | None:
    if False in truths:
        return False
    return None if None in truths else True


def _not(truth: bool | None) -> bool | None:
    return None if truth is None else not truth


def _part(key: str, value: Any, facts: Mapping[str, Any]) -> bool | None:
    match key, value:
        case "not", _:
            return _not(holds(value, facts))
        case "all", _:
            return _all([holds(each, facts) for each in value])
        case "any", _:
            return _not(_all([_not(holds(each, facts)) for each in value]))
    fact = facts.get(key, "unknown")
    codes = [value] if isinstance(value, str) else value
    if isinstance(codes, list):
        return True if fact in codes else (None if fact == "unknown" else False)
    return _all([_asks(word, operand, fact, facts) for word, operand in value.items()])


def _asks(word: str, operand: Any, fact: Any, facts: Mapping[str, Any]) -> bool | None:
    if word == "known":
        return fact != "unknown"
    if fact == "unknown":
        return None
    if isinstance(fact, str):
        return word == "lacks"
    if word in ("has", "lacks"):
        wanted = {operand} if isinstance(operand, str) else set(operand)
        return bool(wanted & set(fact)) is (word == "has")
    if word == "at_least":
        return True if fact.low >= operand else (None if fact.high >= operand else False)
    return _compares(word, operand, fact, facts)


def _compares(word: str, operand: Any, fact: date, facts: Mapping[str, Any]) -> bool | None:
    if word in ("from", "before"):
        other = facts.get(operand, "unknown") if isinstance(operand, str) else operand
        return (fact >= other) is (word == "from") if isinstance(other, date) else None
    assert word in ("less_than", "at_least_ago"), word
    filing = facts.get("filing_date", "unknown")
    if not isinstance(filing, date):
        return None
    return (fact > _back(filing, operand)) is (word == "less_than")


def _back(day: date, span: Mapping[str, int]) -> date:
    for _ in range(span.get("years", 0) * 12 + span.get("months", 0)):
        first = day.replace(day=1) - timedelta(1)
        day = first.replace(day=min(day.day, monthrange(first.year, first.month)[1]))
    return day - timedelta(span.get("days", 0))


def in_force(row: Mapping[str, Any], day: date) -> bool:
    """Return whether a row holds for an application filed on `day`."""
    return row.get("in_force_from", date.min) <= day < row.get("in_force_until", date.max)


def level(rows: list[Mapping[str, Any]], route: str) -> int | None:
    """Return the step that follows from rows that all hold; None: not applicable."""
    kinds: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        kinds.setdefault(row.get("layer", "base"), []).append(row)
    gates = kinds.get("gate", [])
    if any(row["levels"][route] == "not_applicable" for row in gates):
        return None
    eased = {factor for row in kinds.get("mitigation", []) for factor in row.get("of", [])}
    steps = [(row["factor"], SCALE.index(row["levels"][route])) for row in gates]
    for row in kinds.get("base", []):
        step = SCALE.index(row["levels"][route])
        easier = row["factor"] in eased and not row.get("fixed") and step > 0
        steps.append((row["factor"], step - easier))
    found = max((step for _, step in steps), default=0)
    result = found
    for row in kinds.get("aggravation", []):
        of = row.get("of", [])
        spoken = max((step for factor, step in steps if not of or factor in of), default=0)
        if spoken in (1, 2):
            result = max(result, spoken + 1)
    return result


def judge(facts: Mapping[str, Any], route: str, day: date) -> tuple[int | None, Any, Any]:
    """Return level, lowest and highest step of a route; the range is None where it is too wide."""
    rows = [row for row in book() if route in row["levels"] and in_force(row, day)]
    truths = [(row, holds(row.get("when", {}), facts)) for row in rows]
    certain = [row for row, truth in truths if truth]
    doubtful = [
        row for row, truth in truths if truth is None and row["levels"][route] != "not_applicable"
    ]
    known = level(certain, route)
    if len(doubtful) > MOST_IN_DOUBT:
        return known, None, None
    reached = [level([*certain, *some], route) for some in _subsets(doubtful)]
    steps = [step for step in reached if step is not None]
    return known, min(steps, default=None), max(steps, default=None)


def _subsets(rows: list[Mapping[str, Any]]) -> Iterator[list[Mapping[str, Any]]]:
    for chosen in product((False, True), repeat=len(rows)):
        yield [row for row, taken in zip(rows, chosen, strict=True) if taken]
