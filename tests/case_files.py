"""Named cases as data: one person's answers, the level that must follow, the row it rests on.

A case stands in `tests/cases/*.toml`:

    [[case]]
    id = "intern-well-completed"
    title = "Row 24: what a lawyer reads first"
    as_of = 2026-11-23
    answers = { situation = "abroad", offence = ["fine"] }
    expect = { coe = "standard" }
    decided_by = { coe = "coe_intern_to_ssw_well" }

Absent answers count as unknown. Only the routes named in `expect` are looked at.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from flows.assessment import Assessment, assess
from flows.interview import Standing, assume_unknown
from flows.questionnaire import Questionnaire, load_questionnaire
from flows.rules import RuleBook, load_rules

FOLDER = Path(__file__).parent / "cases"
FIELDS = {"id", "title", "as_of", "answers", "expect", "decided_by"}


@dataclass(frozen=True, slots=True)
class Case:
    """One person's answers, and per route the level and the row that decides it."""

    id: str
    title: str
    as_of: date
    answers: Mapping[str, object]
    expect: Mapping[str, str]
    decided_by: Mapping[str, str]


def load_cases(prefix: str = "") -> tuple[Case, ...]:
    """Return the cases of all files whose name begins with `prefix`. ValueError names a bad row."""
    found: dict[str, Case] = {}
    for path in sorted(FOLDER.glob(f"{prefix}*.toml")):
        for row in tomllib.loads(path.read_text(encoding="utf-8"))["case"]:
            place = f"{path.name} {row.get('id', '?')}"
            if set(row) - FIELDS or FIELDS - {"decided_by"} - set(row) or row["id"] in found:
                raise ValueError(f"{place}: wrong, missing or doubled fields; known: {FIELDS}")
            found[row["id"]] = Case(**{"decided_by": {}, **row})
    return tuple(found.values())


def stand(case: Case) -> Standing:
    """Return where the answers of a case stand."""
    questions = _questionnaire().questions
    answers = {name: questions[name].read(_plain(value)) for name, value in case.answers.items()}
    return assume_unknown(_questionnaire(), answers, case.as_of)


def assess_case(case: Case, book: RuleBook | None = None) -> Assessment:
    """Return the assessment of a case by the rule book, or by another one."""
    facts = stand(case).facts.settled()
    return assess(book or load_rules(), _questionnaire().questions, facts, case.as_of)


@cache
def _questionnaire() -> Questionnaire:
    return load_questionnaire()


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
