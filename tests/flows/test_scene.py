import pytest

from flows.interview import Interview
from flows.questionnaire import Questionnaire, load_questionnaire
from flows.scene import Scene, are_date_parts, scene
from flows.session import Session
from tests.flows.settled_facts import TODAY

HERE = {"situation": "in_japan", "status": "engineer_specialist", "plan": "renew"}


@pytest.fixture(scope="module")
def questions() -> Questionnaire:
    return load_questionnaire()


def at(questions: Questionnaire, **session: object) -> Scene:
    return scene(questions, Session("x", 1, "en", Interview(HERE), **session), TODAY)


def test_the_open_question_is_the_one_edited_before_the_one_reached(questions):
    assert at(questions).open.id == "expiry_date"
    assert at(questions, editing="plan").open.id == "plan"


def test_ticks_of_another_question_are_left_out(questions):
    assert at(questions, draft=("pension",)).session.draft == ()
    assert at(questions, draft=("2027", "05")).session.draft == ("2027", "05")
    assert at(questions, draft=("2027", "13")).session.draft == ()
    assert at(questions, editing="payment_problems", draft=("pension",)).session.draft == (
        "pension",
    )


def test_a_view_or_question_that_is_no_more_is_left_out(questions):
    found = at(questions, view="old", editing="gone").session
    assert (found.view, found.editing) == ("question", "")


def test_the_earlier_answer_is_offered_only_while_it_fits(questions):
    offered = Interview(HERE, {"expiry_date": "2027-05-01"})
    assert scene(questions, Session("x", 1, "en", offered), TODAY).earlier == "2027-05-01"
    odd = Interview(HERE, {"expiry_date": "soon"})
    assert scene(questions, Session("x", 1, "en", odd), TODAY).earlier is None


def test_leaving_may_be_spoken_of_only_after_a_yes(questions):
    assert not at(questions).may_speak_of_leaving
    assert not at(questions, leaving="no").may_speak_of_leaving
    assert at(questions, leaving="yes").may_speak_of_leaving


@pytest.mark.parametrize(
    "parts", [(), ("27",), ("2027", "5"), ("2027", "05", "01"), ("x",), ("1949",)]
)
def test_what_buttons_never_send_is_no_part_of_a_date(parts):
    assert not are_date_parts(parts)
