"""A made-up person's whole interview, and how it is printed so that anybody can repeat it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from flows.conditions import Condition
from flows.facts import CHOSEN_IN, Facts
from flows.questionnaire import RESULT, Questionnaire
from flows.questions import Kind, Question
from flows.statuses import load_statuses
from flows.terms import NONE, UNKNOWN, BadData, Value
from flows.truth import Fact

PLAIN_DAYS: Mapping[str, int] = {"expiry_date": 1500, "left_on": -120, "filing_date": 0}
"""Days from today in the plain answer to a date question; a stay that outlasts the calendar."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """Answers in the order in which they were asked for, and the settled facts that follow."""

    answers: Mapping[str, Value]
    facts: Mapping[str, Fact]
    as_of: date

    def lines(self) -> Iterator[str]:
        """Yield the conversation, one question a line, and the command that repeats it."""
        for name, value in self.answers.items():
            yield f"  {name}: {', '.join(value) if isinstance(value, tuple) else value}"
        told = json.dumps({"answers": dict(self.answers)}, ensure_ascii=False)
        yield f"  echo '{told}' | zairyu-bot assess - --as-of {self.as_of.isoformat()}"

    def __str__(self) -> str:
        """Return all lines."""
        return "\n".join(self.lines())


class Speaker:
    """Leads made-up people through the interview. No limit of questions applies to them."""

    def __init__(self, questionnaire: Questionnaire, as_of: date) -> None:
        """Take the very conditions of the machine: from each question, when the next is asked."""
        self.questionnaire = questionnaire
        self.as_of = as_of
        asked: dict[str, Condition] = {
            edge.target: edge.condition for edge in questionnaire.edges if edge.target != RESULT
        }
        self._asked = [(name, asked.get(name)) for name in questionnaire.questions]
        self._plain = {
            name: self._plain_answer(question) for name, question in questionnaire.questions.items()
        }

    def converse(
        self,
        told: Mapping[str, Value],
        ground: Conversation | None = None,
    ) -> Conversation:
        """Return the way of a person who gives `told` and to all else the plain answer.

        `ground` is a conversation on the same way up to the first answer that differs.
        """
        told = listed(told)
        facts = Facts(self.questionnaire.questions, load_statuses(), {}, self.as_of)
        start = 0
        if ground is not None:
            start, kept = self._shared(told, ground)
            facts = facts.with_answers(kept)
        for name, condition in self._asked[start:]:
            if condition is None or condition(facts) is True:
                facts.tell(name, told.get(name) or self._plain[name])
        return Conversation(dict(facts.answers), facts.settled(), self.as_of)

    def _shared(
        self, told: Mapping[str, Value], ground: Conversation
    ) -> tuple[int, Mapping[str, Value]]:
        """Return where the way may part from the ground, and the answers before that."""
        kept: dict[str, Value] = {}
        for number, (name, _) in enumerate(self._asked):
            if name not in ground.answers:
                continue
            if (told.get(name) or self._plain[name]) != ground.answers[name]:
                return number, kept
            kept[name] = ground.answers[name]
        return len(self._asked), kept

    def plain(self, name: str) -> Value:
        """Return the plain answer to a question."""
        return self._plain[name]

    def _plain_answer(self, question: Question) -> Value:
        if question.kind is Kind.date:
            day = date.fromordinal(self.as_of.toordinal() + PLAIN_DAYS[question.id])
            return day.isoformat()
        if question.kind is Kind.multi:
            return (NONE,) if question.none else (question.options[0].code,)
        return question.plain


def listed(told: Mapping[str, Value]) -> Mapping[str, Value]:
    """Return `told` with the ticks in the lists that lead to its details."""
    found = dict(told)
    for name, value in told.items():
        if name not in CHOSEN_IN or value in (UNKNOWN, (UNKNOWN,)):
            continue
        owner, code, _ = CHOSEN_IN[name]
        ticked = found.get(owner, ())
        if not isinstance(ticked, tuple):
            raise BadData(f"{owner}: {ticked!r} is no list of codes")
        kept = tuple(each for each in ticked if each not in (NONE, UNKNOWN))
        found[owner] = kept if code in kept else (*kept, code)
    return found
