"""Questions as data: what may be asked, when, and which answers there are. No words are chosen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any

from flows.conditions import ALWAYS, Condition, compile_condition
from flows.datafile import Row, rows
from flows.statuses import load_statuses
from flows.terms import NONE, SAME, UNKNOWN, BadAnswer, BadData, Value

WORDS = ("title", "help", "what", "why", "where", "find_out", "japanese", "reading")
FIRST_YEAR, LAST_YEAR = 1950, 2100


class Kind(StrEnum):
    """How a question is answered."""

    choice = "choice"
    multi = "multi"
    date = "date"


@cache
def load_sections() -> Mapping[str, str]:
    """Return id -> English title of every chapter of questions."""
    found = {}
    for row in rows("questions", "section"):
        row.only("id", "order", "title")
        found[row.take("id", str)] = row.take("title", str)
    return found


@dataclass(frozen=True, slots=True)
class Option:
    """One permitted answer. `key` is the translation key of its label."""

    code: str
    label: str
    key: str
    note: str = ""
    note_key: str = ""


@dataclass(frozen=True, slots=True)
class Follow:
    """An answer that follows from earlier ones, so that the question is not asked.

    A `soft` one gives way to an answer that was given all the same.
    """

    when: Condition
    value: Value
    soft: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A node that waits for an answer."""

    id: str
    kind: Kind
    section: str
    ask_when: Condition
    follows: tuple[Follow, ...]
    accept_when: Condition | None
    accept_always: bool
    unknown: bool
    none: bool
    plain: str
    defines: tuple[str, ...]
    decides: tuple[str, ...]
    years: tuple[int, int]
    options: tuple[Option, ...]
    words: Mapping[str, str]
    codes: frozenset[str] = field(repr=False)

    @property
    def follows_firmly(self) -> bool:
        """Whether an earlier answer can outweigh one that was given to this question."""
        return any(not follow.soft for follow in self.follows)

    def read(self, value: object) -> Value:
        """Return `value` as a stored answer; BadAnswer names what was found and is allowed."""
        if value in (UNKNOWN, [UNKNOWN], (UNKNOWN,)):
            return self._unknown()
        if self.kind is Kind.multi:
            return self._codes(value)
        if not isinstance(value, str):
            raise BadAnswer(f"{self.id}: found {value!r}; allowed: one text value")
        return self._date(value) if self.kind is Kind.date else self._code(value)

    def _unknown(self) -> Value:
        if not self.unknown:
            raise BadAnswer(f"{self.id}: found {UNKNOWN!r}; allowed: {self._allowed()}")
        return (UNKNOWN,) if self.kind is Kind.multi else UNKNOWN

    def _code(self, value: str) -> str:
        if value not in self.codes:
            raise BadAnswer(f"{self.id}: found {value!r}; allowed: {self._allowed()}")
        return value

    def _codes(self, value: object) -> Value:
        found = [value] if isinstance(value, str) else value
        if not isinstance(found, list | tuple) or not found:
            raise BadAnswer(f"{self.id}: found {value!r}; allowed: a list of codes, or [none]")
        if list(found) == [NONE]:
            return (NONE,)
        for code in found:
            if not isinstance(code, str) or code not in self.codes:
                raise BadAnswer(f"{self.id}: found {code!r}; allowed: {self._allowed()}")
        return tuple(option.code for option in self.options if option.code in found)

    def _date(self, value: str) -> str:
        try:
            day = date.fromisoformat(value)
        except ValueError:
            day = None
        if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise BadAnswer(
                f"{self.id}: found {value!r}; allowed: a date like 2027-03-04, "
                f"years {FIRST_YEAR} to {LAST_YEAR}"
            )
        return day.isoformat()

    def _allowed(self) -> str:
        if self.kind is Kind.date:
            return "a date like 2027-03-04"
        more = [UNKNOWN] if self.unknown else []
        return ", ".join([option.code for option in self.options] + more)


def load_questions() -> tuple[Question, ...]:
    """Return all questions in the order in which they may be asked."""
    sets = {row.take("id", str): row for row in rows("questions", "option_set")}
    return tuple(_question(row, sets) for row in rows("questions", "question"))


def _question(row: Row, sets: Mapping[str, Row]) -> Question:
    row.only(
        "id", "kind", "section", "ask_when", "follows", "accept_when", "accept_always", "unknown",
        "none", "plain", "defines", "decides", "years", "options", "option", *WORDS,
    )  # fmt: skip
    kind = Kind(row.take("kind", str))
    options = _options(row, sets)
    if (kind is Kind.date) == bool(options):
        raise BadData(f"{row.place}: a date question has no options, every other kind needs some")
    accept = row.values.get("accept_when")
    low, high = row.values.get("years", [0, 0])
    return Question(
        id=row.take("id", str),
        kind=kind,
        section=row.take("section", str),
        ask_when=_condition(row, row.values.get("ask_when", {})),
        follows=tuple(_follow(row, each) for each in row.values.get("follows", [])),
        accept_when=None if accept is None else _condition(row, accept),
        accept_always=row.take("accept_always", bool, False),
        unknown=row.take("unknown", bool, True),
        none=row.take("none", bool, False),
        plain=row.take("plain", str, ""),
        defines=row.codes("defines"),
        decides=row.codes("decides"),
        years=(low, high),
        options=options,
        words={key: row.values[key] for key in WORDS if row.values.get(key)},
        codes=frozenset(option.code for option in options),
    )


def _condition(row: Row, table: Mapping[str, Any]) -> Condition:
    return compile_condition(table, row.place) if table else ALWAYS


def _follow(row: Row, table: Mapping[str, Any]) -> Follow:
    return Follow(_condition(row, table["when"]), table["value"], table.get("soft", False))


def _options(row: Row, sets: Mapping[str, Row]) -> tuple[Option, ...]:
    named = row.values.get("options")
    own = _listed(row.values.get("option", []), row.take("id", str), "")
    if named is None:
        return own
    if named in sets:
        return _listed(sets[named].values["option"], named, "option_set.")
    statuses = tuple(
        Option(status.code, status.name, f"flow.status.{status.code}")
        for status in load_statuses().values()
        if named == "statuses" or status.code != "never_resided"
    )
    if named not in ("statuses", "targets"):
        raise BadData(f"{row.place}: options {named!r} is no option set")
    if named == "targets" and [option.code for option in own] != [SAME]:
        raise BadData(f"{row.place}: its first own option must be {SAME}")
    return own + statuses


def _listed(tables: list[dict[str, str]], owner: str, prefix: str) -> tuple[Option, ...]:
    word = prefix or "option."
    return tuple(
        Option(
            code=table["code"],
            label=table["label"],
            key=f"flow.{word}{owner}.{table['code']}",
            note=table.get("note", ""),
            note_key=f"flow.note.{owner}.{table['code']}",
        )
        for table in tables
    )
