"""No text of the law is written for nobody."""

from flows.changes import load_changes
from flows.proof.open_findings import OPEN
from flows.proof.texts import helping, idle_advice, never_shown, shown_when
from flows.rules import load_rules
from tests.flows.proof.settled_space import bench, deep, grounds

DEBT_ABROAD = {
    "situation": "abroad",
    "status": "engineer_specialist",
    "plan": "compare",
    "target": "same",
    "residence_tax": "owed_3_months_or_more",
}


def test_every_paper_cost_place_reading_and_day_is_shown_to_somebody():
    assert len(list(shown_when())) > 100
    assert list(never_shown(bench().speaker, grounds())) == []


def test_every_advice_is_given_by_a_row_on_each_of_its_routes():
    idle = {f"advice {each}" for each in idle_advice(load_rules())}
    assert idle - set(OPEN) == set()
    assert {name for name in OPEN if name.startswith("advice ")} == idle


def test_every_change_lowers_a_level_for_somebody():
    helped = set()
    for first in (*deep()[::9], DEBT_ABROAD):
        for group in bench().groups(first):
            helped |= set(helping(group))
    idle = {change.id for change in load_changes()} - helped
    assert {f"change {name}" for name in idle} == {
        each for each in OPEN if each.startswith("change ")
    }
