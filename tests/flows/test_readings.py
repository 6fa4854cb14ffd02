import pytest

from flows.readings import load_reading_kinds, load_subjects, subjects_for
from flows.terms import BadData
from tests.flows.law_copy import one_line, replace_data
from tests.flows.settled_facts import settled

GOOD = """
[[kind]]
id = "established"
order = 1
name = "Established"

[[subject]]
id = "payments"
order = 1
name = "Payments"

[[reading]]
id = "decided"
subject = "payments"
kind = "established"
text = "Decided."
sources = ["daily8"]
"""


def _touched(*problems):
    facts = settled(status="engineer_specialist", payment_problems=problems)
    return [subject.id for subject in subjects_for(facts)]


def test_who_has_nothing_unpaid_is_not_troubled_with_the_announcement():
    assert _touched("none") == []


def test_premiums_and_hospital_bills_are_told_apart():
    assert _touched("pension") == ["payments"]
    assert _touched("medical_bill") == ["medical"]
    assert _touched("residence_tax", "medical_bill") == ["payments", "medical"]


def test_each_subject_is_told_in_all_four_kinds_from_established_to_our_reading():
    kinds = list(load_reading_kinds())
    assert kinds == ["established", "announced", "practitioners_saw", "today_supports"]
    assert len(load_subjects()) == 2
    for subject in load_subjects():
        told = [reading.kind for reading in subject.readings]
        assert list(dict.fromkeys(told)) == kinds


def test_what_the_wording_supports_is_marked_as_our_own_reading():
    ours = [
        reading
        for subject in load_subjects()
        for reading in subject.readings
        if reading.kind == "today_supports"
    ]
    assert len(ours) == 2
    for reading in ours:
        assert reading.sources == ("our_reading",)
        assert reading.text.startswith("Our reading:")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (GOOD.replace('kind = "established"', 'kind = "rumoured"'), "kind is 'rumoured'"),
        (GOOD.replace('subject = "payments"', 'subject = "fees"'), "subject is 'fees'"),
        (GOOD.replace('["daily8"]', "[]"), "no source"),
        (GOOD.replace("daily8", "nowhere"), "'nowhere' stands in no file of law/sources"),
        (GOOD + 'mood = "grim"\n', "unknown key mood"),
        (GOOD.replace('name = "Payments"', 'title = "Payments"'), "unknown key title"),
        (
            GOOD.replace('name = "Payments"', 'name = "Payments"\nwhen = { debts = "some" }'),
            "names 'debts', which is no fact",
        ),
    ],
)
def test_a_reading_that_can_not_be_used_is_named_in_one_line(monkeypatch, tmp_path, text, told):
    replace_data(monkeypatch, tmp_path, "law/readings.toml", text)
    with pytest.raises(BadData, match=r"flows/law/readings\.toml") as error:
        load_subjects.__wrapped__()
    assert told in one_line(error)


def test_a_kind_with_a_key_too_many_is_named_in_one_line(monkeypatch, tmp_path):
    text = GOOD.replace('name = "Established"', 'name = "Established"\ncolour = "red"')
    replace_data(monkeypatch, tmp_path, "law/readings.toml", text)
    with pytest.raises(BadData, match="unknown key colour") as error:
        load_reading_kinds.__wrapped__()
    assert "kind established" in one_line(error)
