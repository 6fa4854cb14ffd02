"""One person's answers, and where they stand: replay instead of a stored position.

Back, change, resume and a newer questionnaire are the same operation: replay what was answered.
An answer that no longer fits is set aside and offered again, never dropped in silence.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from flows.facts import Facts
from flows.questionnaire import RESULT, Place, Questionnaire
from flows.statuses import load_statuses
from flows.terms import UNKNOWN, BadAnswer, Value


@dataclass(frozen=True, slots=True)
class Interview:
    """What one person answered, in order, and the answers set aside to be offered again."""

    answers: Mapping[str, Value] = field(default_factory=dict)
    offered: Mapping[str, Value] = field(default_factory=dict)

    def answered(self, question: str, value: Value) -> "Interview":
        """Return the interview with one answer given or changed."""
        offered = {name: old for name, old in self.offered.items() if name != question}
        return Interview({**self.answers, question: value}, offered)

    def without(self, question: str) -> "Interview":
        """Return the interview with one answer taken back and offered again."""
        answers = {name: value for name, value in self.answers.items() if name != question}
        if question not in self.answers:
            return self
        return Interview(answers, {**self.offered, question: self.answers[question]})


@dataclass(frozen=True, slots=True)
class Standing:
    """Where replay stands: the open question or the result, and the answers that count."""

    place: str
    path: tuple[str, ...]
    facts: Facts
    set_aside: tuple[str, ...]

    @property
    def finished(self) -> bool:
        """Whether the interview has reached the result."""
        return self.place == RESULT


def locate(questionnaire: Questionnaire, interview: Interview, as_of: date) -> Standing:
    """Replay an interview up to the first question that has no fitting answer."""
    return _replay(questionnaire, tuple(interview.answers.items()), as_of)


@lru_cache(maxsize=256)
def _replay(
    questionnaire: Questionnaire, told: tuple[tuple[str, Value], ...], as_of: date
) -> Standing:
    """One act looks at the same answers several times; nobody changes a standing once made."""
    answers = dict(told)
    facts = Facts(questionnaire.questions, load_statuses(), {}, as_of)
    place = Place(questionnaire.first)
    path = []
    while place.state != RESULT:
        value = _fitting(questionnaire, answers, place.state)
        if value is None:
            break
        facts.tell(place.state, value)
        path.append(place.state)
        if not questionnaire.advance(place, facts):
            break
    passed = _passed(questionnaire, answers, place.state, path)
    volunteered = []
    for name in passed:
        value = _fitting(questionnaire, answers, name)
        if value is not None and _welcome(questionnaire, name, facts):
            volunteered.append(name)
            facts.tell(name, value)
    aside = tuple(name for name in passed if name not in volunteered)
    return Standing(place.state, tuple(path), facts, aside)


def assume_unknown(
    questionnaire: Questionnaire, answers: Mapping[str, Value], as_of: date
) -> Standing:
    """Replay answers given all at once; a question without one counts as unknown.

    An answer stands unless it is certain that its question would not be asked.
    """
    facts = Facts(questionnaire.questions, load_statuses(), {}, as_of)
    place = Place(questionnaire.first, most=len(questionnaire.questions))
    path = []
    while place.state != RESULT:
        facts.tell(place.state, answers.get(place.state, UNKNOWN))
        path.append(place.state)
        questionnaire.advance(place, facts)
    passed = _passed(questionnaire, answers, RESULT, path)
    aside = []
    for name in passed:
        question = questionnaire.questions[name]
        doubtful = not question.follows and question.ask_when(facts) is None
        if doubtful or _welcome(questionnaire, name, facts):
            facts.tell(name, answers[name])
        elif facts.get(name) == answers[name]:
            continue
        else:
            aside.append(name)
    return Standing(RESULT, tuple(path), facts, tuple(aside))


def settle(questionnaire: Questionnaire, interview: Interview, as_of: date) -> Interview:
    """Return the interview with the answers that replay set aside moved to the offered ones."""
    settled = interview
    for name in locate(questionnaire, interview, as_of).set_aside:
        settled = settled.without(name)
    return settled


def _fitting(questionnaire: Questionnaire, answers: Mapping[str, Value], name: str) -> Value | None:
    """Return the stored answer if it still fits its question; a newer version may have moved on."""
    value = answers.get(name)
    question = questionnaire.questions.get(name)
    if value is None or question is None:
        return None
    try:
        return question.read(value)
    except BadAnswer:
        return None


def _passed(
    questionnaire: Questionnaire, answers: Mapping[str, Value], place: str, path: list[str]
) -> list[str]:
    """Return answered questions that lie before the place yet were not on the way."""
    here = questionnaire.order.get(place, len(questionnaire.order))
    on_way = set(path)
    return [
        name for name in answers if name not in on_way and questionnaire.order.get(name, -1) < here
    ]


def _welcome(questionnaire: Questionnaire, name: str, facts: Facts) -> bool:
    """Return whether an answer counts although its question was not asked."""
    question = questionnaire.questions.get(name)
    if question is None:
        return False
    if question.accept_always or any(
        follow.soft and follow.when(facts) for follow in question.follows
    ):
        return True
    return question.accept_when is not None and question.accept_when(facts) is True
