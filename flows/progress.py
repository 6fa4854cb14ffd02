"""How many questions are left: an honest range from the remaining graph."""

from flows.facts import Facts
from flows.interview import Standing
from flows.questionnaire import MOST_QUESTIONS, RESULT, Questionnaire
from flows.questions import Kind, Question
from flows.terms import NONE, UNKNOWN, Value


def questions_left(questionnaire: Questionnaire, standing: Standing) -> tuple[int, int]:
    """Return the fewest and the most questions from the open one (counted) to the result.

    The fewest: nothing speaks against the person from here. The most: every question that the
    answers so far do not rule out.
    """
    if standing.finished:
        return 0, 0
    room = MOST_QUESTIONS - len(standing.path)
    fewest = _plain_way(questionnaire, standing)
    return min(fewest, room), max(min(_possible(questionnaire, standing), room), min(fewest, room))


def _plain_way(questionnaire: Questionnaire, standing: Standing) -> int:
    facts = standing.facts.with_answers(standing.facts.answers)
    place = standing.place
    steps = 0
    while place != RESULT:
        facts.tell(place, _plain(questionnaire.questions[place], facts))
        steps += 1
        place = questionnaire.ahead(place, facts)
    return steps


def _plain(question: Question, facts: Facts) -> Value:
    if question.kind is Kind.date:
        return facts.as_of.isoformat()
    if question.plain:
        return question.plain
    if question.kind is Kind.multi:
        return (NONE,) if question.none else (question.options[0].code,)
    return question.options[0].code if question.options else UNKNOWN


def _possible(questionnaire: Questionnaire, standing: Standing) -> int:
    here = questionnaire.order[standing.place]
    return 1 + sum(
        1
        for name, question in questionnaire.questions.items()
        if questionnaire.order[name] > here and question.ask_when(standing.facts) is not False
    )
