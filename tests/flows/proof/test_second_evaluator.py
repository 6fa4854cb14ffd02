"""A second evaluator, written apart, comes to the same levels and ranges as the first."""

import random
from datetime import date
from functools import cache

import pytest

from flows.assessment import assess
from flows.proof.conversation import Conversation
from flows.proof.group import unknown_to
from flows.proof.space import BEGINNING, answers_to
from flows.questionnaire import load_questionnaire
from flows.rules import load_rules
from flows.terms import ROUTES, Scrutiny, Value
from tests.flows.proof import second_evaluator
from tests.flows.proof.settled_space import TODAY, bench, grounds

QUESTIONS = load_questionnaire().questions
CONVERSATIONS, SHARES = 800, 4
DAYS = (TODAY, date(2027, 3, 1), date(2027, 6, 1), date(2028, 11, 1))
IN_DOUBT = 0.06
"""How often a person doesn't know; more leaves most levels open, less hides ranges."""


@cache
def choices() -> dict[str, list[Value]]:
    return {name: answers_to(each, bench().speaker) for name, each in QUESTIONS.items()}


def talked(share: int) -> list[Conversation]:
    """Return people who answer at random, several things at once other than plainly."""
    chance = random.Random(share)  # made-up people
    found = []
    for _ in range(CONVERSATIONS // SHARES):
        told: dict[str, Value] = {}
        for name, values in choices().items():
            question = QUESTIONS[name]
            if question.unknown and name not in BEGINNING and chance.random() < IN_DOUBT:
                told[name] = unknown_to(question)
            elif values and chance.random() < 0.4:
                told[name] = chance.choice(values)
        found.append(bench().speaker.converse({**told, **chance.choice(grounds())}))
    return found


@pytest.mark.parametrize("share", range(SHARES))
def test_two_evaluators_agree_on_people_who_differ_in_many_answers_at_once(share):
    book, wide = load_rules(), 0
    for conversation in talked(share):
        for day in DAYS:
            facts = {**conversation.facts, "filing_date": day}
            found = assess(book, QUESTIONS, facts, TODAY, day).routes
            for route in ROUTES:
                known, low, high = second_evaluator.judge(facts, route, day)
                told = found[route]
                assert told.known == known, f"{route}, filed on {day}\n{conversation}"
                if low is not None and known is not None:
                    assert (told.low, told.high) == (low, high), f"{route}, {day}\n{conversation}"
                    wide += low < high
                if told.exists:
                    reasons = [each.rule for each in told.deciding]
                    assert all(rule.sources for rule in reasons)
                    assert reasons or told.known is Scrutiny.standard, conversation
    assert wide > 50


def test_the_second_evaluator_notices_a_row_that_is_read_otherwise(monkeypatch):
    rows = tuple(
        {**row, "levels": {**row["levels"], "renewal": "standard"}}
        if row["id"] == "residence_tax_reminders_ignored"
        else row
        for row in second_evaluator.book()
    )
    facts = {"residence_tax": "reminders_ignored"}
    assert second_evaluator.judge(facts, "renewal", TODAY)[0] == Scrutiny.likely_refused
    monkeypatch.setattr(second_evaluator, "book", lambda: rows)
    assert second_evaluator.judge(facts, "renewal", TODAY)[0] != Scrutiny.likely_refused
