from hypothesis import given, settings
from hypothesis import strategies as st

from flows.interview import Interview, locate
from flows.progress import questions_left
from flows.questionnaire import MOST_QUESTIONS, load_questionnaire
from flows.questions import Kind, Question
from flows.terms import Value
from tests.flows.settled_facts import TODAY

QUESTIONS = load_questionnaire()


def pick(question: Question, number: int) -> Value:
    if question.kind is Kind.date:
        return ("2026-01-01", "2027-05-01", "2028-01-01")[number % 3]
    codes = [option.code for option in question.options]
    code = codes[number % len(codes)]
    return (code, codes[0]) if question.kind is Kind.multi else code


@settings(deadline=None, max_examples=60)
@given(st.lists(st.integers(0, 60), min_size=MOST_QUESTIONS, max_size=MOST_QUESTIONS))
def test_the_range_is_honest_all_the_way_to_the_result(numbers):
    interview, promised = Interview(), []
    standing = locate(QUESTIONS, interview, TODAY)
    for number in numbers:
        if standing.finished:
            break
        promised.append(questions_left(QUESTIONS, standing))
        question = QUESTIONS.questions[standing.place]
        interview = interview.answered(question.id, question.read(pick(question, number)))
        standing = locate(QUESTIONS, interview, TODAY)
    assert standing.finished
    assert promised
    for asked, (fewest, most) in enumerate(promised):
        left = len(promised) - asked
        assert 1 <= fewest <= most
        assert left <= most, (asked, promised)


def test_nothing_is_left_at_the_result():
    told: dict[str, Value] = {
        "situation": "in_japan",
        "status": "permanent_resident",
        "plan": "renew",
    }
    standing = locate(QUESTIONS, Interview(told), TODAY)
    while not standing.finished:
        question = QUESTIONS.questions[standing.place]
        told[question.id] = question.read(pick(question, 0))
        standing = locate(QUESTIONS, Interview(told), TODAY)
    assert questions_left(QUESTIONS, standing) == (0, 0)
