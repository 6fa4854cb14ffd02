import pytest

from flows.papers import load_papers, papers_for
from flows.terms import BadData
from tests.flows.law_copy import one_line, replace_data
from tests.flows.settled_facts import settled

GOOD = """
[[paper]]
id = "slip"
name = "Slip"
when.renewal = { status = "student" }
sources = ["kyoka"]
"""


def _names(facts, route):
    return [paper.id for paper in papers_for(facts, route)]


def test_a_specified_skilled_worker_brings_tax_insurance_and_pension_papers():
    names = _names(settled(status="specified_skilled_worker_1"), "renewal")
    wanted = {"ssw_residence_tax", "ssw_withholding_slip", "ssw_health_insurance", "ssw_pension"}
    assert wanted <= set(names)


def test_a_coe_of_a_worker_asks_for_no_payment_papers_of_the_person():
    facts = settled(status="engineer_specialist", target="specified_skilled_worker_1")
    names = _names(facts, "coe")
    assert "ssw_employer_dues" in names
    assert not {"ssw_residence_tax", "ssw_health_insurance", "ssw_pension"} & set(names)


@pytest.mark.parametrize(
    ("category", "asked"), [("category_1", False), ("category_2", False), ("category_3", True)]
)
def test_residence_tax_papers_depend_on_the_category_of_the_employer(category, asked):
    facts = {**settled(status="engineer_specialist"), "employer_category": category}
    assert ("residence_tax_certificates" in _names(facts, "renewal")) is asked


def test_a_dependant_brings_the_papers_of_the_supporter():
    names = _names(settled(status="dependent"), "renewal")
    assert "dependent_supporter" in names
    assert "residence_tax_certificates" not in names


def test_an_unknown_wanted_status_lists_no_papers():
    facts = {**settled(status="student"), "target": "unknown"}
    assert papers_for(facts, "change") == ()


def test_kept_instalments_ask_for_the_agreement_and_late_payments_for_receipts():
    facts = settled(
        status="engineer_specialist",
        payment_problems=("residence_tax", "pension"),
        residence_tax="instalments_kept",
        pension="late_cleared_recently",
    )
    assert {"deferral_proof", "payment_receipts"} <= set(_names(facts, "renewal"))


def test_language_proof_is_asked_from_the_day_on_which_the_list_changed():
    facts = settled(
        status="engineer_specialist",
        work_match=("customer_language_without_b2",),
        employer_category="category_3",
        filing_date="2026-04-14",
    )
    assert "b2_proof" not in _names(facts, "change")
    later = settled(
        status="engineer_specialist",
        work_match=("customer_language_without_b2",),
        employer_category="category_3",
        filing_date="2026-04-15",
    )
    assert "b2_proof" in _names(later, "change")


def test_every_paper_has_a_source_and_a_route():
    assert len(load_papers()) > 30
    for paper in load_papers():
        assert paper.sources
        assert paper.when


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (GOOD.replace('["kyoka"]', "[]"), "no source"),
        (GOOD.replace("kyoka", "nowhere"), "'nowhere' stands in no file of law/sources"),
        (GOOD.replace("when.renewal", "when.extension"), "when is 'extension'"),
        (GOOD.replace("when.renewal", "unless.renewal"), "unknown key unless"),
        (GOOD.replace('when.renewal = { status = "student" }', ""), "when is missing"),
        (GOOD.replace('"student"', '"pupil"'), "status is 'pupil'"),
        (GOOD.replace("{ status =", "{ rank ="), "names 'rank', which is no fact"),
        (GOOD.replace('status = "student"', 'status = { near = "x" }'), "unknown test near"),
        (
            GOOD.replace('status = "student"', 'target_traits = { has = "rich" }'),
            "target_traits is 'rich'",
        ),
        (
            GOOD.replace('{ status = "student" }', '{ any = [{ not = { where = "moon" } }] }'),
            "where is 'moon'",
        ),
    ],
)
def test_a_paper_that_can_not_be_used_is_named_in_one_line(monkeypatch, tmp_path, text, told):
    replace_data(monkeypatch, tmp_path, "law/papers.toml", text)
    with pytest.raises(BadData, match=r"flows/law/papers\.toml") as error:
        load_papers.__wrapped__()
    assert told in one_line(error)
