"""The tests that a condition may make of one fact, such as has, at_least, before, less_than."""

from calendar import monthrange
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from flows.terms import UNKNOWN
from flows.truth import Count, FactSource, Test, Truth

FactTest = Callable[[Any, FactSource], Truth]


class Built(NamedTuple):
    """A test of a fact, its words, and the further facts that it reads."""

    test: FactTest
    words: str
    more: tuple[str, ...] = ()


def months_before(day: date, months: int) -> date:
    """Return the day `months` earlier (later when negative), pulled back to the month's end."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def guarded(name: str, inner: FactTest, otherwise: bool) -> Test:
    """Keep `inner` from unknown facts (None) and from plain codes such as not_asked (otherwise)."""

    def test(facts: FactSource) -> Truth:
        fact = facts.get(name, UNKNOWN)
        if fact == UNKNOWN:
            return None
        return otherwise if isinstance(fact, str) else inner(fact, facts)

    return test


def known(name: str) -> Test:
    """Return the test whether a fact is told at all."""
    return lambda facts: facts.get(name, UNKNOWN) != UNKNOWN


def _codes(operand: Any) -> frozenset[str]:
    return frozenset([operand] if isinstance(operand, str) else operand)


def _has(operand: Any) -> Built:
    wanted = _codes(operand)
    words = f"has {' or '.join(sorted(wanted))}"
    return Built(lambda fact, _: not wanted.isdisjoint(fact), words)


def _lacks(operand: Any) -> Built:
    wanted = _codes(operand)
    return Built(lambda fact, _: wanted.isdisjoint(fact), f"lacks {' and '.join(sorted(wanted))}")


def _at_least(operand: int) -> Built:
    def test(fact: Count, facts: FactSource) -> Truth:
        if fact.low >= operand:
            return True
        return None if fact.high >= operand else False

    return Built(test, f"is at least {operand}")


def _from(operand: date | str) -> Built:
    return _compared(operand, "is on or after", lambda fact, other: fact >= other)


def _before(operand: date | str) -> Built:
    return _compared(operand, "is before", lambda fact, other: fact < other)


def _compared(operand: date | str, words: str, compare: Callable[[date, date], bool]) -> Built:
    if isinstance(operand, date):
        fixed = operand
        return Built(lambda fact, _: compare(fact, fixed), f"{words} {operand}")
    name = operand

    def test(fact: date, facts: FactSource) -> Truth:
        other = facts.get(name, UNKNOWN)
        return compare(fact, other) if isinstance(other, date) else None

    return Built(test, f"{words} the {name}", (name,))


def _back(day: date, span: Mapping[str, int]) -> date:
    months = span.get("years", 0) * 12 + span.get("months", 0)
    return months_before(day, months) - timedelta(days=span.get("days", 0))


def _span_words(span: Mapping[str, int]) -> str:
    return " ".join(f"{number} {unit}" for unit, number in span.items())


def _less_than(span: Mapping[str, int]) -> Built:
    def test(fact: date, facts: FactSource) -> Truth:
        filing = facts.get("filing_date", UNKNOWN)
        return fact > _back(filing, span) if isinstance(filing, date) else None

    return Built(test, f"is less than {_span_words(span)} before filing", ("filing_date",))


def _at_least_ago(span: Mapping[str, int]) -> Built:
    inner = _less_than(span).test

    def test(fact: date, facts: FactSource) -> Truth:
        truth = inner(fact, facts)
        return None if truth is None else not truth

    return Built(test, f"is {_span_words(span)} or more before filing", ("filing_date",))


OPERATORS: dict[str, Callable[[Any], Built]] = {
    "has": _has,
    "lacks": _lacks,
    "at_least": _at_least,
    "from": _from,
    "before": _before,
    "less_than": _less_than,
    "at_least_ago": _at_least_ago,
    "known": lambda _: Built(lambda *_: True, "is known"),
}
