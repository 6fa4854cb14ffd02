from flows.improvements import improvements
from flows.terms import Scrutiny


def _levels(answers):
    tax, pension = answers["residence_tax"], answers["pension"]
    worst = max(
        Scrutiny.standard
        if each in ("exempt", "instalments_kept", "late_cleared_recently")
        else Scrutiny.likely_refused
        for each in (tax, pension)
    )
    return {"renewal": worst}


def test_the_easiest_single_change_that_helps_is_told_first():
    answers = {"residence_tax": "owed_under_3_months", "pension": "exempt"}
    found = improvements(answers, _levels, ("renewal",))["renewal"]
    assert [each.changes[0].id for each in found][:2] == [
        "agree_residence_tax",
        "pay_residence_tax",
    ]
    assert found[0].answers == {"residence_tax": "instalments_kept"}


def test_where_no_single_change_helps_the_easiest_pair_is_told():
    answers = {"residence_tax": "owed_under_3_months", "pension": "owed_under_3_months"}
    found = improvements(answers, _levels, ("renewal",))["renewal"]
    assert len(found) == 1
    assert {change.id for change in found[0].changes} == {"agree_residence_tax", "agree_pension"}


def test_where_even_three_do_not_help_all_that_is_needed_is_told_together():
    levies = ("residence_tax", "income_tax", "health_insurance", "pension")
    answers = dict.fromkeys(levies, "reminders_ignored") | {"notifications": "not_done"}

    def levels(told):
        owing = [levy for levy in levies if told[levy] == "reminders_ignored"]
        return {"renewal": Scrutiny.likely_refused if owing else Scrutiny.strict}

    found = improvements(answers, levels, ("renewal",))["renewal"]
    assert len(found) == 1
    assert {change.question for change in found[0].changes} == set(levies)
    assert found[0].level is Scrutiny.strict


def test_a_hard_change_is_found_behind_many_easy_ones():
    levies = ("residence_tax", "income_tax", "health_insurance", "pension")
    answers = dict.fromkeys(levies, "owed_under_3_months") | {"sponsor": "nobody"}

    def levels(told):
        alone = told["sponsor"] == "nobody"
        return {"coe": Scrutiny.not_possible if alone else Scrutiny.closer_look}

    found = improvements(answers, levels, ("coe",))["coe"]
    assert [change.id for change in found[0].changes] == ["find_sponsor"]


def test_unknown_answers_are_not_changed():
    answers = {"residence_tax": "unknown", "pension": "exempt"}
    assert improvements(answers, _levels, ("renewal",)) == {"renewal": ()}
