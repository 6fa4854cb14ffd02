"""Days that matter to one person, worked out from the answers; templates compare no dates."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from flows.conditions import Condition
from flows.datafile import Row, rows
from flows.operators import months_before
from flows.references import condition_of, known, sources_of
from flows.terms import BadData
from flows.truth import Fact

FACT_BASES = ("expiry_date", "filing_date", "left_on")
BASES = (*FACT_BASES, "new_year", "fixed")
UNITS = {"months": 1, "years": 12}
_FIELDS = ("id", "base", "offset", "day", "even_past", "announced", "text", "when", "sources")


@dataclass(frozen=True, slots=True)
class DateRule:
    """How a day is worked out, and whom it concerns. `fixed` is set where no answer decides it."""

    id: str
    base: str
    months: int
    fixed: date | None
    even_past: bool
    announced: bool
    text: str
    when: Condition
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day for one person, and the rule that gives it its words and sources."""

    day: date
    rule: DateRule


@cache
def load_date_rules() -> tuple[DateRule, ...]:
    """Return every row in the order of the file. BadData names the row that can't be used."""
    return tuple(_date_rule(row) for row in rows("law/dates.toml", "date"))


def _date_rule(row: Row) -> DateRule:
    row.only(*_FIELDS)
    base = known(row, "base", [row.take("base", str)], BASES)[0]
    if (base == "fixed") != ("day" in row.values):
        raise BadData(f"{row.place}: day and base = 'fixed' go together; give both or neither")
    return DateRule(
        id=row.take("id", str),
        base=base,
        months=_months(row),
        fixed=row.take("day", date) if base == "fixed" else None,
        even_past=row.take("even_past", bool, False),
        announced=row.take("announced", bool, False),
        text=row.take("text", str),
        when=condition_of(row),
        sources=sources_of(row, needed=True),
    )


def _months(row: Row) -> int:
    """Return the offset in months, negative for earlier."""
    offset = row.take("offset", dict, {})
    known(row, "offset", offset, UNITS)
    if not all(type(number) is int for number in offset.values()):
        raise BadData(f"{row.place}: offset is {offset!r}; give whole numbers")
    return sum(UNITS[unit] * number for unit, number in offset.items())


def deadlines(facts: Mapping[str, Fact], as_of: date) -> tuple[Deadline, ...]:
    """Return the days that concern a person with these settled facts, the earliest first.

    A day whose base is not known is left out, and so is a past one unless it still says something.
    """
    found = []
    for rule in load_date_rules():
        day = _day(rule, facts, as_of)
        if day is None or rule.when(facts) is not True:
            continue
        if day >= as_of or rule.even_past:
            found.append(Deadline(day, rule))
    return tuple(sorted(found, key=lambda deadline: deadline.day))


def _day(rule: DateRule, facts: Mapping[str, Fact], as_of: date) -> date | None:
    if rule.base == "fixed":
        return rule.fixed
    base = date(as_of.year + 1, 1, 1) if rule.base == "new_year" else facts.get(rule.base)
    return months_before(base, -rule.months) if isinstance(base, date) else None
