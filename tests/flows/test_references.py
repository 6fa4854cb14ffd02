import pytest

from flows.datafile import Row
from flows.references import checked_condition, condition_of, known, listed_in, routes_of
from flows.rules import load_rules
from flows.terms import BadData
from tests.flows.law_copy import one_line, replace_data

RULE = """
[[rule]]
id = "one"
factor = "residence_tax"
certainty = "high"
weight = "guideline"
text = "Why."
advice = ["pay_before_filing"]
sources = ["isa_guideline"]
checked_on = 2026-07-31
review_by = 2027-01-31
when = { residence_tax = "reminders_ignored" }
levels = { renewal = "strict" }
"""


def _row(**values):
    return Row("place", values)


def test_a_row_without_a_condition_always_holds():
    assert condition_of(_row())({}) is True


@pytest.mark.parametrize(
    "table",
    [
        {"residence_tax": ["on_time", "exempt"]},
        {"offence": {"has": "drugs", "lacks": ["fine"]}},
        {"status_traits": {"has": "ssw"}, "target": "student"},
        {"any": [{"same_status": "yes"}, {"not": {"exit": "not_left"}}]},
        {"filing_date": {"from": "expiry_date"}, "unpaid_levies": {"at_least": 2}},
        {"levies": {"has": "pension"}},
    ],
)
def test_conditions_over_known_facts_and_codes_are_taken(table):
    assert checked_condition(table, "place").words


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ({"residence_taxes": "exempt"}, "names 'residence_taxes', which is no fact"),
        ({"residence_tax": "paid"}, "residence_tax is 'paid'; allowed: late_cleared_long_ago"),
        ({"residence_tax": ["exempt", "paid"]}, "residence_tax is 'paid'"),
        ({"offence": {"lacks": "sins"}}, "offence is 'sins'"),
        ({"all": [{"where": "home"}]}, "where is 'home'; allowed: in_japan, abroad"),
        ({"not": {"former_intern": "maybe"}}, "former_intern is 'maybe'"),
        ({"levies": {"has": "rent"}}, "levies is 'rent'"),
        ({"status": {"like": "x"}}, "unknown test like"),
    ],
)
def test_a_condition_that_names_something_unknown_is_refused(table, told):
    with pytest.raises(BadData, match="place: ") as error:
        checked_condition(table, "place")
    assert told in one_line(error)


def test_routes_are_needed_and_known():
    assert routes_of(_row(routes="coe")) == ("coe",)
    with pytest.raises(BadData, match="routes is missing"):
        routes_of(_row())
    with pytest.raises(BadData, match="routes is 'exit'; allowed: renewal, change, coe"):
        routes_of(_row(routes=["coe", "exit"]))


def test_names_are_returned_as_they_were_listed():
    assert known(_row(), "kind", ["b", "a"], ("a", "b")) == ("b", "a")
    assert listed_in(_row(advice=["b"]), "advice", {"a": 1, "b": 2}) == ("b",)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (RULE.replace('factor = "residence_tax"', 'factor = "luck"'), "factor is 'luck'"),
        (RULE.replace("pay_before_filing", "bribe"), "'bribe' stands in no file of law/advice"),
        (RULE.replace("isa_guideline", "nowhere"), "'nowhere' stands in no file of law/sources"),
        (RULE.replace('["isa_guideline"]', "[]"), "no source"),
        (RULE.replace('"reminders_ignored"', '"forgotten"'), "residence_tax is 'forgotten'"),
        (
            RULE + 'layer = "mitigation"\nof = ["luck"]\n',
            "renewal = 'strict'; one step is written 1",
        ),
        (
            RULE.replace('"strict"', "1") + 'layer = "mitigation"\nof = ["luck"]\n',
            "of is 'luck'",
        ),
    ],
)
def test_a_rule_that_names_something_unknown_is_refused(monkeypatch, tmp_path, text, told):
    replace_data(monkeypatch, tmp_path, "law/rules", text)
    with pytest.raises(BadData, match=r"flows/law/rules/bad\.toml rule one") as error:
        load_rules.__wrapped__()
    assert told in one_line(error)
