import pytest

from flows.changes import EFFORTS, load_changes
from flows.questions import load_questions
from flows.terms import BadData
from tests.flows.law_copy import one_line, replace_data

GOOD = """
[[change]]
id = "pay"
question = "residence_tax"
from = ["owed_under_3_months"]
to = "late_cleared_recently"
effort = 3
text = "Pay."
"""
REMOVED = """
[[change]]
id = "prove"
question = "sponsor_doubts"
remove = ["income_not_provable"]
effort = 2
text = "Prove."
"""
NOT_CHANGEABLE = {
    "situation", "status", "designated_activity", "plan", "target", "expiry_date", "filing_date",
    "family_life", "marriage_record", "marriage_doubts", "offence", "overwork", "exit", "left_on",
    "former_training", "promise_to_return", "studies", "ssw_time_used", "long_absence",
}  # fmt: skip


def _change(name):
    return next(change for change in load_changes() if change.id == name)


def test_nobody_is_told_to_change_the_past_the_family_or_the_status():
    questions = {change.question for change in load_changes()}
    assert questions
    assert not questions & NOT_CHANGEABLE
    assert {question.id for question in load_questions()} >= NOT_CHANGEABLE


def test_changes_come_easiest_first():
    efforts = [change.effort for change in load_changes()]
    assert len(efforts) > 40
    assert efforts == sorted(efforts)
    assert set(efforts) <= set(EFFORTS)


def test_every_answer_with_an_open_debt_can_be_changed_to_a_paid_one():
    paid = {"late_cleared_recently"}
    for levy in ("residence_tax", "income_tax", "health_insurance", "pension"):
        starts = {
            start
            for change in load_changes()
            if change.question == levy and change.to in paid
            for start in change.start
        }
        assert starts == {
            "owed_under_3_months",
            "owed_3_months_or_more",
            "reminders_ignored",
            "not_enrolled",
            "instalments_kept",
        }


def test_paying_changes_only_an_answer_that_owes():
    pay = _change("pay_residence_tax")
    assert pay.applied("reminders_ignored") == "late_cleared_recently"
    assert pay.applied("exempt") is None
    assert pay.applied(None) is None


def test_removing_the_last_of_several_answers_leaves_none():
    prove = _change("prove_sponsor_income")
    assert prove.applied(("income_not_provable",)) == ("none",)
    assert prove.applied(("income_not_provable", "no_income_yet")) == ("no_income_yet",)
    assert prove.applied(("no_income_yet",)) is None


def test_a_replaced_answer_keeps_the_others():
    pledges = _change("get_pledges")
    assert pledges.applied(("dispatch_without_pledges", "manual_work")) == (
        "manual_work",
        "dispatch_with_pledges",
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (GOOD.replace("residence_tax", "mood"), "question is 'mood'"),
        (GOOD.replace('["owed_under_3_months"]', '["poor"]'), "from is 'poor'"),
        (GOOD.replace('from = ["owed_under_3_months"]', ""), "from is missing"),
        (GOOD.replace("late_cleared_recently", "rich"), "to is 'rich'"),
        (GOOD + 'remove = ["x"]\n', "give either from and to, or remove and add"),
        (GOOD.replace("effort = 3", "effort = 6"), "effort is 6; allowed: 1 to 5"),
        (GOOD + "cost = 5\n", "unknown key cost"),
        (REMOVED.replace("income_not_provable", "poor"), "remove is 'poor'"),
        (REMOVED + 'add = ["poor"]\n', "add is 'poor'"),
        (
            REMOVED.replace("sponsor_doubts", "residence_tax"),
            "residence_tax is a choice question, not a multi one",
        ),
        (
            GOOD.replace("residence_tax", "sponsor_doubts"),
            "sponsor_doubts is a multi question, not a choice one",
        ),
    ],
)
def test_a_change_that_can_not_be_used_is_named_in_one_line(monkeypatch, tmp_path, text, told):
    replace_data(monkeypatch, tmp_path, "law/changes.toml", text)
    with pytest.raises(BadData, match=r"flows/law/changes\.toml") as error:
        load_changes.__wrapped__()
    assert told in one_line(error)
