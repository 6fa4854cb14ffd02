"""Made-up people walked through the interview, so that checks and tests can see where it leads."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product

from flows.facts import Facts
from flows.questionnaire import RESULT, Place, Questionnaire
from flows.questions import Kind, Question
from flows.statuses import load_statuses
from flows.terms import NONE, Value

Pick = Callable[[Question], Value]
"""Question -> the answer a made-up person gives to it."""

NEVER_RESIDED = "never_resided"
_LONG_AGO = date(2020, 1, 1)
_STEPS = 9
"""No list of answers is longer, but for the statuses."""


@dataclass(frozen=True, slots=True)
class Walk:
    """One way through the interview: what was asked, in order, and what was answered."""

    path: tuple[str, ...]
    answers: Mapping[str, Value]


def walk(questionnaire: Questionnaire, pick: Pick, as_of: date) -> Walk:
    """Return the way of a person to whom no limit of questions applies."""
    facts = Facts(questionnaire.questions, load_statuses(), {}, as_of)
    place = Place(questionnaire.first, most=len(questionnaire.questions))
    path = []
    while place.state != RESULT:
        path.append(place.state)
        facts.tell(place.state, pick(questionnaire.questions[place.state]))
        questionnaire.advance(place, facts)
    return Walk(tuple(path), dict(facts.answers))


def plain_answer(question: Question, as_of: date) -> Value:
    """Return the answer of a person with whom nothing is wrong."""
    if question.kind is Kind.date:
        return as_of.isoformat()
    return (NONE,) if question.kind is Kind.multi else question.plain


def beginnings(questionnaire: Questionnaire) -> Iterator[dict[str, Value]]:
    """Yield every possible set of first answers: situation, status, plan and wanted status.

    A question that the first answers settle has no value here: a visitor's status, the plan of a
    person abroad, the wanted status of a renewal.
    """
    codes = {
        name: [option.code for option in questionnaire.questions[name].options]
        for name in ("situation", "status", "plan", "target")
    }
    for situation in codes["situation"]:
        statuses = [""] if situation == "visitor" else codes["status"]
        plans = [""] if situation == "abroad" else codes["plan"]
        for status, plan in product(statuses, plans):
            if status == NEVER_RESIDED and situation != "abroad":
                continue
            for target in [""] if plan == "renew" else codes["target"]:
                told = {"situation": situation, "status": status, "plan": plan, "target": target}
                yield {name: value for name, value in told.items() if value}


def troubled(first: Mapping[str, Value], step: int) -> Pick:
    """Return the answers of a person who ticks everything and takes the option number `step`."""

    def pick(question: Question) -> Value:
        if question.id in first:
            return first[question.id]
        if question.kind is Kind.date:
            return _LONG_AGO.isoformat()
        codes = tuple(option.code for option in question.options)
        return codes if question.kind is Kind.multi else codes[step % len(codes)]

    return pick


def never_asked(questionnaire: Questionnaire, as_of: date) -> frozenset[str]:
    """Return the questions that no made-up person meets, whatever they answer."""
    seen: set[str] = set()
    for question in questionnaire.questions.values():
        ways = () if question.id in seen else _towards(questionnaire, question, as_of)
        for found in ways:
            seen.update(found.path)
            if question.id in seen:
                break
    return frozenset(questionnaire.questions) - seen


def _towards(questionnaire: Questionnaire, question: Question, as_of: date) -> Iterator[Walk]:
    """Yield the walks of all whose first answers do not rule the question out."""
    statuses = load_statuses()
    for first in beginnings(questionnaire):
        facts = Facts(questionnaire.questions, statuses, first, as_of)
        # Settled facts tell as well which other questions are ruled out.
        if question.ask_when(facts) is False or question.ask_when(facts.settled()) is False:
            continue
        for step in range(_STEPS):
            yield walk(questionnaire, troubled(first, step), as_of)
