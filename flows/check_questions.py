"""What is wrong with the questions: words, labels, codes in conditions, ways that lead nowhere."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from flows.datafile import Row, rows
from flows.questionnaire import Questionnaire
from flows.questions import Kind, Question
from flows.references import checked_condition
from flows.statuses import load_groups, load_statuses
from flows.terms import ROUTES, UNKNOWN, BadAnswer, BadData
from flows.walks import NEVER_RESIDED, never_asked
from locales.budgets import units
from locales.problem import Problem

LONGEST_TITLE = 120
LONGEST_LABEL = 40
MOST_GROUPS = MOST_IN_GROUP = 8
_NEEDED = ("title", "help", "what", "why", "find_out", "japanese", "reading")


def check_questions(questionnaire: Questionnaire, as_of: date) -> list[Problem]:
    """Return every problem of the questions and of the list of statuses; none when all is well.

    `as_of` is the day on which the made-up people are walked through the interview.
    """
    found = [
        problem
        for question in questionnaire.questions.values()
        for check in (_words, _labels, _values)
        for problem in check(question)
    ]
    found += [problem for row in rows("questions", "question") for problem in _conditions(row)]
    found += list(_groups())
    found += [
        _problem(name, "no answers lead to it.", "Mend ask_when, or take the question out.")
        for name in sorted(never_asked(questionnaire, as_of))
    ]
    return found


def _problem(question: str, what: str, fix: str) -> Problem:
    return Problem("flows/questions", question, what, fix)


def _words(question: Question) -> Iterator[Problem]:
    for name in _NEEDED:
        if not question.words.get(name, "").strip():
            yield _problem(question.id, f"{name} is empty.", "Write it.")
    length = units(question.words.get("title", ""))
    if length > LONGEST_TITLE:
        fix = f"Shorten it to {LONGEST_TITLE}."
        yield _problem(question.id, f"the title has {length} characters.", fix)


def _labels(question: Question) -> Iterator[Problem]:
    seen: dict[str, str] = {}
    for option in question.options:
        place = f"{question.id}.{option.code}"
        if not option.label.strip():
            yield _problem(place, "the label is empty.", "Write it.")
        elif option.label in seen:
            what = f"the label is the same as that of {seen[option.label]}."
            yield _problem(place, what, "Word them apart.")
        seen[option.label] = option.code
        # The names of statuses are official and are not cut.
        if option.code not in load_statuses() and units(option.label) > LONGEST_LABEL:
            what = f"the label has {units(option.label)} characters."
            yield _problem(place, what, f"Shorten it to {LONGEST_LABEL}.")


def _values(question: Question) -> Iterator[Problem]:
    """Check the values that stand in a row: plain, follows, routes and years."""
    values = [follow.value for follow in question.follows]
    if question.kind is Kind.choice and question.id != "target":
        values.append(question.plain)
    for value in values:
        try:
            question.read(value)
        except BadAnswer as error:
            yield _problem(question.id, f"plain or follows: {error}.", "Use one of its codes.")
    for route in (*question.defines, *question.decides):
        if route not in ROUTES:
            what = f"defines or decides names {route!r}."
            yield _problem(question.id, what, f"Use {', '.join(ROUTES)}.")
    low, high = question.years
    if question.kind is Kind.date and low >= high:
        yield _problem(question.id, f"years is {[low, high]}.", "Give a lower and a higher number.")


def _conditions(row: Row) -> Iterator[Problem]:
    """Check every fact and code that the conditions of a question name."""
    tables = [row.values.get(key, {}) for key in ("ask_when", "accept_when")]
    tables += [follow["when"] for follow in row.values.get("follows", [])]
    for table in filter(None, tables):
        try:
            checked_condition(_told(table), row.place)
        except BadData as error:
            yield _problem(row.take("id", str), f"{error}.", "Mend the condition.")


def _told(table: Mapping[str, Any]) -> dict[str, Any]:
    """Return a condition without the code unknown, which every fact may have in a question."""
    found: dict[str, Any] = {}
    for key, value in table.items():
        if isinstance(value, dict):
            found[key] = _told(value)
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            found[key] = [_told(each) for each in value]
        elif isinstance(value, list):
            found[key] = [code for code in value if code != UNKNOWN]
        elif value != UNKNOWN:
            found[key] = value
    return found


def _groups() -> Iterator[Problem]:
    """Check that each status is found in two taps: a group, then one of few statuses."""
    groups = {group.id: 0 for group in load_groups()}
    if len(groups) > MOST_GROUPS:
        yield Problem("flows/law/statuses.toml", "group", f"{len(groups)} groups.", "Join some.")
    for status in load_statuses().values():
        if status.group in groups:
            groups[status.group] += 1
        elif status.code != NEVER_RESIDED:
            what = f"it stands in no group: {status.group!r}."
            yield Problem("flows/law/statuses.toml", status.code, what, "Give it one.")
    for group, number in groups.items():
        if not 0 < number <= MOST_IN_GROUP:
            what = f"it has {number} statuses."
            yield Problem("flows/law/statuses.toml", group, what, f"Have 1 to {MOST_IN_GROUP}.")
