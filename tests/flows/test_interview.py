from datetime import date

import pytest

from flows.interview import Interview, assume_unknown, locate, settle
from flows.questionnaire import RESULT, Questionnaire, load_questionnaire
from flows.questions import Kind
from flows.terms import UNKNOWN
from tests.flows.settled_facts import TODAY

HERE = {"situation": "in_japan", "status": "engineer_specialist", "plan": "renew"}


@pytest.fixture(scope="module")
def questions() -> Questionnaire:
    return load_questionnaire()


def test_nobody_stands_at_the_first_question(questions):
    standing = locate(questions, Interview(), TODAY)

    assert (standing.place, standing.path) == ("situation", ())


def test_replay_stops_at_the_first_question_without_an_answer(questions):
    standing = locate(questions, Interview(HERE), TODAY)

    assert standing.path == ("situation", "status", "plan")
    assert standing.place == "expiry_date"


def test_the_order_in_which_answers_were_stored_does_not_matter(questions):
    turned = dict(reversed(HERE.items()))

    assert locate(questions, Interview(turned), TODAY).path == ("situation", "status", "plan")


def test_an_answer_that_a_newer_version_does_not_know_is_asked_again(questions):
    standing = locate(questions, Interview({**HERE, "status": "renamed"}), TODAY)

    assert standing.place == "status"


def test_what_no_longer_fits_is_moved_to_the_offered_answers(questions):
    told = {"situation": "abroad", "status": "student", "designated_activity": "other", "gone": "x"}
    settled = settle(questions, Interview(told), TODAY)

    assert settled.answers == {"situation": "abroad", "status": "student"}
    assert settled.offered == {"designated_activity": "other", "gone": "x"}


def test_settling_twice_changes_nothing_more(questions):
    once = settle(questions, Interview({**HERE, "late_reason": "other"}), TODAY)

    assert settle(questions, once, TODAY) == once


def test_taking_back_and_giving_again_comes_to_the_same():
    interview = Interview(HERE)

    assert interview.without("plan").answered("plan", "renew").answers == HERE
    assert interview.without("plan").offered == {"plan": "renew"}
    assert interview.without("never_given") is interview


def test_answers_given_all_at_once_count_the_rest_as_unknown(questions):
    standing = assume_unknown(questions, {"situation": "in_japan"}, date(2026, 11, 25))

    assert standing.place == RESULT
    assert standing.facts.answers["status"] == "unknown"


def test_not_knowing_a_list_is_an_answer_that_stands(questions):
    lists = [each for each in questions.questions.values() if each.kind is Kind.multi]
    assert lists
    for question in lists:
        stored = question.read(UNKNOWN)
        assert question.read(stored) == stored
    told = {"situation": "in_japan", "status": "permanent_resident", "plan": "renew"}
    asked = locate(questions, Interview({**told, "livelihood": "stable"}), TODAY).place
    assert asked == "payment_problems"
    known = {**told, "livelihood": "stable", asked: (UNKNOWN,)}
    assert locate(questions, Interview(known), TODAY).path[-1] == asked
