"""The space that is enumerated, and how it is cut.

A conversation begins with situation, status, plan and wanted status. Two statuses that no
condition names and whose traits are equal can't be told apart by any row: one stands for all of
them. Every beginning under the widest plan is judged with plain answers; in a smaller set of
beginnings each single other answer is given in turn, everything else plain. Rows that read several
answers at once get conversations of their own (see `witness`).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import combinations

from flows.conditions import Condition
from flows.proof.conversation import Speaker
from flows.questions import Kind, Question
from flows.statuses import load_statuses
from flows.terms import NONE, UNKNOWN, Value

Told = dict[str, Value]
BEGINNING = ("situation", "status", "plan", "target")
NEVER_RESIDED = "never_resided"
_READ_BY_CODE = ("student", "designated_activities", NEVER_RESIDED)
"""Statuses that a derived fact names: see `past_troubles` and others in `flows.facts`."""
_IN_DEPTH: Mapping[str, tuple[str, ...]] = {
    "in_japan": ("engineer_specialist", "technical_intern_2", "student", "spouse_of_japanese"),
    "abroad": ("engineer_specialist", "technical_intern_2", NEVER_RESIDED),
}
"""From these every wanted status is tried with every other answer; from the rest, the same one."""
_DAYS_BACK = (1, 45, 120, 400, 2000, 4000)
_DAYS_AHEAD = (-100, -30, -1, 0, 45, 100, 200)


def representatives(conditions: Iterable[Condition]) -> tuple[str, ...]:
    """Return one status of each set that these conditions can't tell apart."""
    named = {
        word
        for condition in conditions
        for word in condition.words.replace("(", " ").replace(")", " ").split()
    } | set(_READ_BY_CODE)
    found = {
        (status.traits, status.code if status.code in named else ""): status.code
        for status in reversed(load_statuses().values())
    }
    return tuple(sorted(found.values(), key=list(load_statuses()).index))


def beginnings(statuses: Sequence[str], situations: Sequence[str]) -> Iterator[Told]:
    """Yield each beginning under the widest plan."""
    wanted = [code for code in statuses if code != NEVER_RESIDED]
    for situation in situations:
        for status in statuses:
            if status == NEVER_RESIDED and situation != "abroad":
                continue
            if situation == "visitor" and status != "temporary_visitor":
                continue
            for target in wanted:
                same = target == status
                yield {
                    "situation": situation,
                    "status": status,
                    "plan": "compare",
                    "target": "same" if same else target,
                }


def in_depth(first: Told) -> bool:
    """Return whether every single answer is tried from this beginning."""
    if first["target"] == "same":
        return True
    return first["status"] in _IN_DEPTH.get(str(first["situation"]), ())


def answers_to(question: Question, speaker: Speaker, *, unknown: bool = False) -> list[Value]:
    """Return the answers that are tried for one question."""
    if question.kind is Kind.date:
        return _days(question, speaker.as_of)
    codes = [option.code for option in question.options]
    if question.kind is Kind.multi:
        found: list[Value] = [(NONE,), *((code,) for code in codes), tuple(codes)]
        return found + ([(UNKNOWN,)] if unknown and question.unknown else [])
    return [*codes, *([UNKNOWN] if unknown and question.unknown else [])]


def several(question: Question, words: Iterable[str], speaker: Speaker) -> list[Value]:
    """Return the answers to try for a row that names `words`: for lists also their combinations."""
    if question.kind is not Kind.multi:
        return answers_to(question, speaker)
    named = [option.code for option in question.options if option.code in set(words)][:5]
    found = [tuple(each) for size in range(1, 4) for each in combinations(named, size)]
    return [(NONE,), *found, *((option.code,) for option in question.options)]


def _days(question: Question, as_of: date) -> list[Value]:
    if question.id == "filing_date":
        return [as_of.isoformat()]
    back = question.years[1] == 0
    offsets = [-days for days in _DAYS_BACK] if back else _DAYS_AHEAD
    return [(as_of + timedelta(days=days)).isoformat() for days in offsets]
