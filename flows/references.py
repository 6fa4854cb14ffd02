"""What a data row may name: published sources, routes, facts, and the codes that a fact can have.

Used by the loaders of `law/`: a row that names something unknown is refused with one line.
"""

from collections.abc import Container, Iterable, Mapping
from functools import cache
from typing import Any

from flows.conditions import ALWAYS, Condition, compile_condition
from flows.datafile import Row
from flows.derived import DERIVED, LEVIES
from flows.facts import NOT_ASKED
from flows.questions import load_questions
from flows.sources import load_sources
from flows.statuses import load_statuses
from flows.terms import NONE, ROUTES, BadData

_SILENT = (NOT_ASKED, NONE, "on_time", "no_bill")
_LISTS = ("has", "lacks")
_DERIVED_CODES = {
    "where": ("in_japan", "abroad"),
    "same_status": ("yes", "no"),
    "former_intern": ("yes", "no"),
    "levies": LEVIES,
}


def known(row: Row, key: str, names: Iterable[str], allowed: Iterable[str]) -> tuple[str, ...]:
    """Return `names` as a tuple; BadData when one of them is not allowed."""
    listed = tuple(allowed)
    found = tuple(names)
    for name in found:
        if name not in listed:
            raise BadData(f"{row.place}: {key} is {name!r}; allowed: {', '.join(listed)}")
    return found


def listed_in(row: Row, key: str, rows: Container[str]) -> tuple[str, ...]:
    """Return the ids under `key`; BadData for one that no row of the folder has."""
    for name in row.codes(key):
        if name not in rows:
            raise BadData(f"{row.place}: {name!r} stands in no file of law/{key}")
    return row.codes(key)


def sources_of(row: Row, *, needed: bool) -> tuple[str, ...]:
    """Return the sources of a row. BadData for an unknown one, or for none where one is needed."""
    if needed and not row.codes("sources"):
        raise BadData(f"{row.place}: no source; a row may not be shown without one")
    return listed_in(row, "sources", load_sources())


def routes_of(row: Row) -> tuple[str, ...]:
    """Return the routes of a row; BadData when there is none or an unknown one."""
    if not row.codes("routes"):
        raise BadData(f"{row.place}: routes is missing; allowed: {', '.join(ROUTES)}")
    return known(row, "routes", row.codes("routes"), ROUTES)


def condition_of(row: Row) -> Condition:
    """Return the condition under `when`; always when there is none. BadData for unknown names."""
    table = row.take("when", dict, {})
    return checked_condition(table, row.place) if table else ALWAYS


def checked_condition(table: Mapping[str, Any], place: str) -> Condition:
    """Compile a condition; BadData when it names a fact, or a code of a fact, that is not known."""
    condition = compile_condition(table, place)
    _check(table, place)
    for name in condition.facts:  # also those that a day is compared with
        if name not in _codes():
            raise BadData(f"{place}: when names {name!r}, which is no fact; see flows/questions")
    return condition


def _check(table: Mapping[str, Any], place: str) -> None:
    for name, value in table.items():
        if name in ("all", "any"):
            for each in value:
                _check(each, place)
        elif name == "not":
            _check(value, place)
        else:
            _check_fact(name, value, place)


def _check_fact(name: str, value: Any, place: str) -> None:
    codes = _codes()
    if name not in codes:
        raise BadData(f"{place}: when names {name!r}, which is no fact; see flows/questions")
    allowed = codes[name]
    for code in _named(value):
        if allowed and code not in allowed:
            raise BadData(f"{place}: {name} is {code!r}; allowed: {', '.join(allowed)}")


def _named(value: Any) -> list[str]:
    """Return the codes of a fact that a part of a condition names."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return value
    return [code for key in _LISTS if key in value for code in _named(value[key])]


@cache
def _codes() -> dict[str, tuple[str, ...]]:
    """Return the codes of every fact by its name; empty where a fact is a day or a number."""
    found: dict[str, tuple[str, ...]] = dict.fromkeys(DERIVED, ())
    for question in load_questions():
        own = tuple(option.code for option in question.options)
        found[question.id] = (*own, *_SILENT) if own else ()
    traits = {trait for status in load_statuses().values() for trait in status.traits}
    found.update(_DERIVED_CODES)
    found.update(dict.fromkeys(("status_traits", "target_traits"), tuple(sorted(traits))))
    return found
