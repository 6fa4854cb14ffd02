from datetime import date, timedelta
from itertools import pairwise

import pytest

from flows.desk import Desk
from flows.outlook import Outlook
from flows.terms import ROUTES, Value
from flows.truths import Truths
from tests.flows.settled_facts import TODAY

DEBTS: dict[str, Value] = {
    "situation": "in_japan", "status": "engineer_specialist", "plan": "compare", "target": "same",
    "expiry_date": "2027-09-01", "payment_problems": ("residence_tax", "health_insurance"),
    "residence_tax": "owed_3_months_or_more", "health_insurance": "owed_under_3_months",
    "insurance_kind": "national", "employer_insurance": "not_required",
    "record_problems": ("none",),
}  # fmt: skip


@pytest.fixture
def outlook(desk: Desk) -> Outlook:
    return desk._printer.outlook(DEBTS, TODAY)


def test_every_improvement_is_what_a_fresh_assessment_of_it_says(desk, outlook):
    found = [(route, way) for route in ROUTES for way in outlook.improvements[route]]
    assert found
    for route, way in found:
        anew = desk._printer.outlook({**DEBTS, **way.answers}, TODAY)
        assert anew.assessment.routes[route].known == way.level
        assert way.level < outlook.assessment.routes[route].known


def test_every_turn_is_what_a_fresh_assessment_of_its_day_says(desk, outlook):
    found = [(route, turn) for route in ROUTES for turn in outlook.timeline[route]]
    assert len(found) > len(ROUTES)
    for route, turn in found:
        anew = desk._printer.outlook({**DEBTS, "filing_date": turn.start.isoformat()}, TODAY)
        assert anew.assessment.routes[route].level == turn.level


def test_nothing_turns_on_the_day_before_a_turn(desk, outlook):
    turns = outlook.timeline["renewal"]
    assert len(turns) > 1
    for earlier, later in pairwise(turns):
        eve = later.start - timedelta(days=1)
        anew = desk._printer.outlook({**DEBTS, "filing_date": eve.isoformat()}, TODAY)
        assert anew.assessment.routes["renewal"].level == earlier.level


def test_the_end_of_the_stay_turns_renewal(outlook):
    assert date(2027, 9, 2) in [turn.start for turn in outlook.timeline["renewal"]]


def test_remembered_truths_are_those_of_a_fresh_look(desk, outlook):
    base = Truths(outlook.facts)
    rules = desk.book.rules.values()
    assert len(rules) > 100
    for rule in rules:
        base.of(rule)
    other = desk._printer.outlook({**DEBTS, "residence_tax": "exempt", "target": "student"}, TODAY)
    changed = base.after(other.facts)
    for rule in rules:
        assert changed.of(rule) is rule.when(other.facts), rule.id


def test_one_outlook_serves_many_pages(desk):
    assert desk._printer.outlook(DEBTS, TODAY) is desk._printer.outlook(dict(DEBTS), TODAY)
