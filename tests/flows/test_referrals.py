import pytest

from flows.referrals import is_urgent, load_referrals, referrals_for
from flows.terms import BadData
from tests.flows.law_copy import one_line, replace_data
from tests.flows.settled_facts import settled

GOOD = """
[[referral]]
id = "desk"
order = 1
name = "Desk"
what = "Helps."
sources = ["help_houterasu"]
"""


def _ids(facts):
    return [each.id for each in referrals_for(facts)]


def test_everybody_in_japan_is_told_of_legal_support_and_the_information_centre():
    ids = _ids(settled(status="engineer_specialist", payment_problems=("none",)))
    assert {"houterasu", "information_centre", "fresc", "one_stop", "scrivener"} <= set(ids)
    assert not {"lawyer", "embassy", "own_embassy", "hospital_desk"} & set(ids)


def test_who_has_overstayed_is_sent_to_the_office_and_a_lawyer_first():
    facts = settled(situation="expired", status="student")
    assert set(_ids(facts)[:2]) == {"immigration_office", "lawyer"}
    assert [each.id for each in referrals_for(facts) if is_urgent(each, facts)] == _ids(facts)[:2]


def test_a_conviction_makes_the_lawyer_pressing():
    facts = settled(status="long_term_resident", record_problems=("offence",), offence=("drugs",))
    assert _ids(facts)[0] == "lawyer"
    assert is_urgent(referrals_for(facts)[0], facts)


def test_a_hospital_bill_names_the_billing_desk():
    facts = settled(
        status="dependent", payment_problems=("medical_bill",), medical_bill_state="unpaid"
    )
    assert "hospital_desk" in _ids(facts)


def test_abroad_the_embassy_is_listed_and_japanese_counters_are_not():
    ids = _ids(settled(situation="abroad", status="student"))
    assert "embassy" in ids
    assert not {"houterasu", "fresc", "city_office"} & set(ids)


def test_numbers_and_hours_stand_only_where_a_help_page_is_the_source():
    told = [each for each in load_referrals() if each.phone or each.hours]
    assert told
    for each in told:
        assert any(name.startswith("help_") for name in each.sources), each.id


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (GOOD.replace('["help_houterasu"]', "[]"), "no source"),
        (GOOD.replace("help_houterasu", "nowhere"), "'nowhere' stands in no file"),
        (GOOD + 'fax = "1"\n', "unknown key fax"),
        (GOOD + 'when = { mood = "bad" }\n', "names 'mood', which is no fact"),
        (GOOD + 'urgent = { situation = "late" }\n', "situation is 'late'"),
        (GOOD.replace('name = "Desk"', ""), "name is missing"),
    ],
)
def test_a_referral_that_can_not_be_used_is_named_in_one_line(monkeypatch, tmp_path, text, told):
    replace_data(monkeypatch, tmp_path, "law/referrals.toml", text)
    with pytest.raises(BadData, match=r"flows/law/referrals\.toml") as error:
        load_referrals.__wrapped__()
    assert told in one_line(error)
