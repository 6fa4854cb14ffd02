"""What a person can change, and how an answer reads after it.

Nationality, the past and the family are not among the changes; `law/changes.toml` lists them all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from flows.datafile import Row, rows
from flows.questions import Kind, Question, load_questions
from flows.references import known
from flows.terms import NONE, BadData, Value

EFFORTS = range(1, 6)
"""From a visit to a counter to months of work."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing a person can do: the question it answers anew, and how (1 is easy)."""

    id: str
    question: str
    start: tuple[str, ...]
    to: str
    remove: tuple[str, ...]
    add: tuple[str, ...]
    effort: int
    text: str

    def applied(self, value: Value | None) -> Value | None:
        """Return the answer after the change, or None when there is nothing to change."""
        if self.to:
            return self.to if isinstance(value, str) and value in self.start else None
        if not isinstance(value, tuple) or not set(self.remove) & set(value):
            return None
        kept = [code for code in value if code not in self.remove]
        return tuple(kept + [code for code in self.add if code not in kept]) or (NONE,)


@cache
def load_changes() -> tuple[Change, ...]:
    """Return every change, easiest first."""
    questions = {question.id: question for question in load_questions()}
    found = [_change(row, questions) for row in rows("law/changes.toml", "change")]
    return tuple(sorted(found, key=_effort))


def _effort(change: Change) -> int:
    return change.effort


def _change(row: Row, questions: Mapping[str, Question]) -> Change:
    row.only("id", "question", "from", "to", "remove", "add", "effort", "text")
    if bool(row.values.get("to")) == bool(row.values.get("remove")):
        raise BadData(f"{row.place}: give either from and to, or remove and add")
    effort = row.take("effort", int)
    if effort not in EFFORTS:
        raise BadData(f"{row.place}: effort is {effort}; allowed: {EFFORTS[0]} to {EFFORTS[-1]}")
    question = _question(row, questions)
    codes = [option.code for option in question.options]
    return Change(
        id=row.take("id", str),
        question=question.id,
        start=known(row, "from", row.codes("from"), codes),
        to="".join(known(row, "to", row.codes("to"), codes)),
        remove=known(row, "remove", row.codes("remove"), codes),
        add=known(row, "add", row.codes("add"), codes),
        effort=effort,
        text=row.take("text", str),
    )


def _question(row: Row, questions: Mapping[str, Question]) -> Question:
    """Return the question a change answers anew; BadData for one that is no choice of this kind."""
    name = known(row, "question", [row.take("question", str)], questions)[0]
    kind = Kind.choice if row.values.get("to") else Kind.multi
    if questions[name].kind is not kind:
        raise BadData(f"{row.place}: {name} is a {questions[name].kind} question, not a {kind} one")
    if kind is Kind.choice and not row.codes("from"):
        raise BadData(f"{row.place}: from is missing; name the answers that the change starts from")
    return questions[name]
