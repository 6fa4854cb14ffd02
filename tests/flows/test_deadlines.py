from datetime import date

import pytest

from flows.deadlines import deadlines, load_date_rules
from flows.terms import BadData
from tests.flows.law_copy import one_line, replace_data
from tests.flows.settled_facts import TODAY, settled

GOOD = """
[[date]]
id = "last"
base = "expiry_date"
text = "Last day."
sources = ["nara_visa"]
"""
FIXED = GOOD.replace('"expiry_date"', '"fixed"\nday = 2027-06-01')


def _days(as_of=TODAY, **answers):
    return {each.rule.id: each.day for each in deadlines(settled(**answers), as_of)}


def test_the_window_of_a_renewal_is_worked_out_from_the_expiry_day():
    days = _days(status="engineer_specialist", expiry_date="2027-03-31")
    assert days["earliest_filing"] == date(2026, 12, 31)
    assert days["advised_filing"] == date(2027, 1, 31)
    assert days["last_filing"] == date(2027, 3, 31)
    assert days["special_period_end"] == date(2027, 5, 31)


def test_a_day_that_a_short_month_does_not_have_is_pulled_back_to_its_end():
    days = _days(status="student", expiry_date="2027-05-31")
    assert days["earliest_filing"] == date(2027, 2, 28)
    days = _days(status="student", expiry_date="2026-12-31")
    assert days["special_period_end"] == date(2027, 2, 28)


def test_an_unknown_expiry_day_leaves_its_days_out():
    days = _days(status="engineer_specialist")
    assert days
    assert not {"earliest_filing", "last_filing", "special_period_end"} & set(days)


def test_the_special_period_is_for_thirty_one_days_and_not_for_thirty():
    for situation, told in (("departure_stay_31", True), ("departure_stay_30", False)):
        days = _days(situation=situation, status="designated_activities", expiry_date="2026-12-20")
        assert ("special_period_end" in days) is told
        assert days["last_day_of_stay"] == date(2026, 12, 20)


def test_the_day_from_which_filing_is_possible_is_told_even_when_it_has_passed():
    days = _days(status="student", expiry_date="2026-12-01")
    assert days["earliest_filing"] == date(2026, 9, 1)
    assert "advised_filing" not in days


def test_announced_days_touch_only_those_who_owe():
    clean = _days(status="student", payment_problems=("none",))
    assert not {"data_link", "refusal_for_premiums", "medical_residents"} & set(clean)
    owing = _days(status="student", payment_problems=("pension",))
    assert owing["refusal_for_premiums"] == date(2027, 6, 1)
    assert "medical_residents" not in owing


def test_a_fixed_day_that_has_passed_is_not_told():
    answers = {"status": "student", "payment_problems": ("pension",)}
    assert "refusal_for_premiums" in _days(date(2027, 6, 1), **answers)
    assert "refusal_for_premiums" not in _days(date(2027, 6, 2), **answers)


def test_a_ban_is_counted_from_the_day_of_leaving():
    away = {"situation": "abroad", "status": "student", "left_on": "2024-02-29"}
    assert _days(**away, exit="departure_order")["ban_end_departure_order"] == date(2025, 2, 28)
    assert _days(**away, exit="deported")["ban_end_deported"] == date(2029, 2, 28)


def test_residence_tax_of_the_next_year_is_told_to_who_may_leave():
    days = _days(status="student", plan="reset")
    assert days["new_year_tax"] == date(2027, 1, 1)
    assert "new_year_tax" not in _days(status="student", plan="renew")


def test_days_come_in_their_order():
    found = deadlines(
        settled(status="student", expiry_date="2027-03-31", payment_problems=("pension",)), TODAY
    )
    assert len(found) > 5
    assert [each.day for each in found] == sorted(each.day for each in found)


def test_only_plans_are_marked_as_announced():
    announced = {rule.id for rule in load_date_rules() if rule.announced}
    assert announced == {"data_link", "medical_residents", "refusal_for_premiums"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (GOOD.replace("expiry_date", "birthday"), "base is 'birthday'"),
        (GOOD.replace('"expiry_date"', '"fixed"'), "day and base = 'fixed' go together"),
        (GOOD + "day = 2027-06-01\n", "day and base = 'fixed' go together"),
        (FIXED.replace("2027-06-01", '"June"'), "day is 'June'; it must be a date"),
        (GOOD + "offset = { weeks = 2 }\n", "offset is 'weeks'; allowed: months, years"),
        (GOOD + 'offset = { months = "2" }\n', "offset is {'months': '2'}"),
        (GOOD.replace('["nara_visa"]', "[]"), "no source"),
        (GOOD.replace("nara_visa", "nowhere"), "'nowhere' stands in no file of law/sources"),
        (GOOD + 'when = { situation = "here" }\n', "situation is 'here'"),
        (GOOD + "announced = 1\n", "announced is 1; it must be a bool"),
        (GOOD + 'colour = "red"\n', "unknown key colour"),
    ],
)
def test_a_date_that_can_not_be_used_is_named_in_one_line(monkeypatch, tmp_path, text, told):
    replace_data(monkeypatch, tmp_path, "law/dates.toml", text)
    with pytest.raises(BadData, match=r"flows/law/dates\.toml") as error:
        load_date_rules.__wrapped__()
    assert told in one_line(error)
