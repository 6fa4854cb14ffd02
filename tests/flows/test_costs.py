import pytest

from flows.costs import costs_for, load_costs
from flows.terms import BadData
from tests.flows.law_copy import one_line, replace_data
from tests.flows.settled_facts import settled

GOOD = '[[cost]]\nid = "time"\norder = 1\ntext = "It takes time."\nsources = ["jna"]\n'


def _ids(**answers):
    return [cost.id for cost in costs_for(settled(**answers))]


def test_everybody_is_told_of_the_sponsor_the_time_and_the_debts_that_stay():
    ids = _ids(status="engineer_specialist", payment_problems=("none",))
    assert {"sponsor_needed", "time", "visa_step", "debts_stay", "pension_months"} <= set(ids)
    assert not {"business_leniency", "met_again", "hospital_debt_at_entry"} & set(ids)


def test_a_business_manager_is_told_that_the_leniency_is_lost():
    assert "business_leniency" in _ids(status="business_manager")


def test_who_does_not_want_permanent_residence_is_not_told_of_its_clock():
    assert "permanent_residence_clock" in _ids(status="student")
    facts = {**settled(status="student"), "wants_permanent_residence": "not_wanted"}
    assert "permanent_residence_clock" not in [cost.id for cost in costs_for(facts)]


def test_a_sentence_that_bars_landing_is_told_before_all_money():
    ids = _ids(
        status="long_term_resident",
        record_problems=("offence",),
        offence=("sentence_1_year_or_more",),
    )
    assert ids.index("no_way_back_with_ban") < ids.index("debts_stay")


def test_who_never_lived_in_japan_has_no_past_stay_to_be_asked_about():
    ids = _ids(situation="abroad", status="never_resided", target="student")
    assert not {"questions_about_the_past", "status_ends"} & set(ids)


def test_costs_come_in_their_order_and_each_has_a_source():
    orders = [cost.order for cost in load_costs()]
    assert len(orders) > 15
    assert orders == sorted(set(orders))
    assert all(cost.sources for cost in load_costs())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (GOOD.replace('["jna"]', "[]"), "no source"),
        (GOOD.replace('"jna"', '"nowhere"'), "'nowhere' stands in no file of law/sources"),
        (GOOD + 'when = { plan = "escape" }\n', "plan is 'escape'"),
        (GOOD + 'yen = "many"\n', "unknown key yen"),
        (GOOD.replace("order = 1", 'order = "1"'), "order is '1'"),
    ],
)
def test_a_cost_that_can_not_be_used_is_named_in_one_line(monkeypatch, tmp_path, text, told):
    replace_data(monkeypatch, tmp_path, "law/costs.toml", text)
    with pytest.raises(BadData, match=r"flows/law/costs\.toml") as error:
        load_costs.__wrapped__()
    assert told in one_line(error)
