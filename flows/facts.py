"""A typed reading of the answers, by name, for conditions to ask.

`Facts` answers while the interview is under way; `settled` freezes everything for the assessment.
Three values stand for "no answer": unknown (it may matter and is not known), not_asked (it can't
matter), and the codes that say so themselves (on_time, no_bill, not_left ...).
"""

from collections.abc import Mapping
from datetime import date

from flows.derived import DERIVED, LEVIES
from flows.questions import Kind, Question
from flows.statuses import StatusOfResidence
from flows.terms import NONE, UNKNOWN, Value
from flows.truth import Fact

NOT_ASKED = "not_asked"

# What an answer is when the list it belongs to was shown and it was not ticked.
CHOSEN_IN = {levy: ("payment_problems", levy, "on_time") for levy in LEVIES} | {
    "medical_bill_state": ("payment_problems", "medical_bill", "no_bill"),
    "overwork": ("record_problems", "overwork", NONE),
    "notifications": ("record_problems", "notifications", NONE),
    "long_absence": ("record_problems", "long_absence", NONE),
    "offence": ("record_problems", "offence", NONE),
    "past_refusal": ("record_problems", "past_refusal", NONE),
    "papers": ("record_problems", "inconsistent_papers", NONE),
}


class Facts:
    """The answers so far, read as facts. Each fact is worked out once between two answers."""

    def __init__(
        self,
        questions: Mapping[str, Question],
        statuses: Mapping[str, StatusOfResidence],
        answers: Mapping[str, Value],
        as_of: date,
    ) -> None:
        """Read `answers` as of a day; the statuses give the traits."""
        self._questions = questions
        self._statuses = statuses
        self._as_of = as_of
        self._answers = dict(answers)
        self._known: dict[str, Fact] = {}

    @property
    def answers(self) -> Mapping[str, Value]:
        """The answers read."""
        return self._answers

    def tell(self, name: str, value: Value) -> None:
        """Take one more answer; every fact is worked out anew after it."""
        self._answers[name] = value
        self._known.clear()

    def get(self, name: str, default: Fact = UNKNOWN, /) -> Fact:
        """Return a fact by name; unknown when no answer tells it."""
        fact = self._known.get(name)
        if fact is None:
            derive = DERIVED.get(name)
            fact = derive(self) if derive else self.raw(name)
            self._known[name] = fact
        return fact

    def raw(self, name: str) -> Fact:
        """Return the fact of one question, before anything is derived from several."""
        question = self._questions[name]
        value = self._answers.get(name)
        if question.follows and (value is None or question.follows_firmly):
            value = self._followed(question) or value
        if value is None:
            return self._unchosen(name)
        return _typed(question, value)

    def _followed(self, question: Question) -> Value | None:
        for follow in question.follows:
            if follow.when(self) is True:
                return follow.value
        return None

    def _unchosen(self, name: str) -> Fact:
        if name not in CHOSEN_IN:
            return UNKNOWN
        listed, code, absent = CHOSEN_IN[name]
        chosen = self.get(listed)
        if isinstance(chosen, frozenset) and code not in chosen:
            return frozenset() if self._questions[name].kind is Kind.multi else absent
        return UNKNOWN

    def status_of(self, name: str) -> StatusOfResidence | None:
        """Return the status that the fact `name` holds, or None when it is unknown."""
        code = self.get(name)
        return self._statuses.get(code) if isinstance(code, str) else None

    @property
    def as_of(self) -> date:
        """The day of the assessment."""
        return self._as_of

    def with_answers(self, answers: Mapping[str, Value]) -> "Facts":
        """Return the reading of other answers on the same day."""
        return Facts(self._questions, self._statuses, answers, self._as_of)

    def widest(self) -> "Facts":
        """Return the reading under the plan that looks at every route."""
        if self._answers.get("plan") == "compare":
            return self
        return self.with_answers({**self._answers, "plan": "compare"})

    def might_ask(self, name: str) -> bool:
        """Return whether the question could come up for this person under any plan."""
        return self._questions[name].ask_when(self.widest()) is not False

    def settled(self) -> dict[str, Fact]:
        """Return every fact, with not_asked where a question can't matter whatever the plan."""
        found: dict[str, Fact] = {}
        # A question that can't come up settles those that depend on it, so its fact counts at once.
        settling = _Settling(self.widest(), found)
        for name, question in self._questions.items():
            fact = self.get(name)
            silent = fact == UNKNOWN and name not in self._answers
            if silent and question.ask_when(settling) is False:
                fact = NOT_ASKED
            found[name] = fact
        for name, derive in DERIVED.items():
            if name not in self._questions:
                found[name] = derive(self)
        return found


class _Settling:
    """The widest facts, in which what can't be asked no longer reads as unknown."""

    __slots__ = ("_found", "_wide")

    def __init__(self, wide: Facts, found: Mapping[str, Fact]) -> None:
        """Look into `found`, which grows, before the widest facts."""
        self._wide = wide
        self._found = found

    def get(self, name: str, default: Fact = UNKNOWN, /) -> Fact:
        """Return the fact by name."""
        return NOT_ASKED if self._found.get(name) == NOT_ASKED else self._wide.get(name, default)


def _typed(question: Question, value: Value) -> Fact:
    if value in (UNKNOWN, (UNKNOWN,)):
        return UNKNOWN
    if question.kind is Kind.date:
        return date.fromisoformat(str(value))
    if question.kind is Kind.multi:
        return frozenset(code for code in value if code != NONE)
    return str(value)
