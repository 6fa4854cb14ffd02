"""The rows of the certificate route: each named case, the shape of the rows, dates and monotony."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from flows.rules import load_rules
from flows.terms import Scrutiny
from tests.case_files import assess_case, load_cases, stand

CASES = load_cases("coe")
ROWS = [rule for rule in load_rules().rules.values() if set(rule.levels) == {"coe"}]


def _case(name):
    return next(case for case in CASES if case.id == name)


def _level(case, **answers):
    return assess_case(replace(case, answers={**case.answers, **answers})).routes["coe"].known


def test_there_are_many_cases_and_rows():
    assert len(CASES) >= 60
    assert len(ROWS) >= 60


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_case_gets_its_level_from_its_row(case):
    result = assess_case(case).routes["coe"]
    assert result.level == case.expect["coe"]
    if "coe" in case.decided_by:
        assert case.decided_by["coe"] in [finding.rule.id for finding in result.deciding]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_every_answer_of_a_case_counts(case):
    assert stand(case).set_aside == ()


def test_every_row_is_exercised_by_a_case():
    matched = {
        finding.rule.id for case in CASES for finding in assess_case(case).routes["coe"].findings
    }
    payments = {"medical_bill", "supporter_payments", "debts_after_leaving", "company_dues"}
    payments |= {"residence_tax", "income_tax", "health_insurance", "pension", "employer_insurance"}
    rows = {rule.id for rule in ROWS if rule.factor not in payments}
    assert rows
    assert not rows - matched


def test_a_row_of_our_own_reading_says_so_and_one_of_practitioners_has_their_page():
    weights = {rule.weight for rule in ROWS}
    assert {"our_inference", "practitioner"} <= weights
    for rule in ROWS:
        if rule.weight == "our_inference":
            assert "our_reading" in rule.sources, rule.id
        else:
            assert set(rule.sources) - {"our_reading"}, rule.id


def test_no_stop_rests_on_our_own_reading():
    stops = [rule for rule in ROWS if rule.layer == "gate" and rule.levels]
    assert stops
    assert [rule.id for rule in stops if rule.weight == "our_inference"] == []


ANNOUNCED = ("announced", "planned", "new from")


def test_an_announced_row_says_that_it_is_announced_planned_or_new():
    announced = [rule for rule in ROWS if rule.announced]
    assert announced
    for rule in announced:
        assert rule.in_force_from is not None
        assert any(word in rule.text.lower() for word in ANNOUNCED), rule.id


@pytest.mark.parametrize(
    ("exit_", "years"), [("departure_order", 1), ("deported", 5)], ids=["order", "deported"]
)
def test_a_ban_ends_on_the_day_on_which_its_years_are_full(exit_, years):
    case = _case("coe-ban-order-day-before")
    left = date(2026 - years, 11, 23)
    running = _level(case, exit=exit_, left_on=left + timedelta(days=1))
    ended = _level(case, exit=exit_, left_on=left)
    assert running is Scrutiny.not_possible
    assert ended is Scrutiny.strict


@pytest.mark.parametrize("offence", ["sentence_1_year_or_more", "drugs"])
@pytest.mark.parametrize("softer", [{"employer_category": "category_1"}, {"sponsor": "employer"}])
def test_nothing_softens_a_permanent_bar(offence, softer):
    case = _case("coe-clean")
    told = {"record_problems": ["offence"], "offence": [offence], **softer}
    assert _level(case, **told) is Scrutiny.not_possible


ORDERED = [
    ("overwork", ["once_or_small", "repeated"]),
    ("papers", ["differences_explained", "new_papers_differ_unexplained"]),
    ("entry_criteria", ["meets", "partly", "does_not_meet"]),
    ("after_return", ["used_the_skills", "other_work", "nothing_provable"]),
    ("promise_to_return", ["kept", "broken"]),
    ("training", ["completed_well", "completed_without_evaluation", "left_early", "absconded"]),
    ("ssw_time_used", ["under_4_years", "4_to_5_years", "5_years_used"]),
    ("past_refusal", [["coe_cause_fixed"], ["coe_cause_unknown"], ["coe_cause_remains"]]),
]
STARTS = {
    "after_return": "coe-intern-to-es-skills",
    "promise_to_return": "coe-intern-to-es-kept-promise",
    "training": "coe-intern-to-ssw-well",
    "ssw_time_used": "coe-ssw-under-four",
}
TICKED = {"overwork": "overwork", "papers": "inconsistent_papers", "past_refusal": "past_refusal"}


@pytest.mark.parametrize(("question", "codes"), ORDERED, ids=[name for name, _ in ORDERED])
def test_a_worse_answer_never_gives_a_milder_level(question, codes):
    case = _case(STARTS.get(question, "coe-clean"))
    told = {"record_problems": [TICKED[question]]} if question in TICKED else {}
    levels = [_level(case, **{question: code}, **told) for code in codes]
    assert levels == sorted(levels)
    assert levels[0] < levels[-1]


UNKNOWN = ["exit", "sponsor", "entry_criteria"]


@pytest.mark.parametrize("question", UNKNOWN)
def test_a_deciding_answer_that_is_not_known_is_named_and_leaves_a_range(question):
    case = _case("coe-ikusei-newcomer" if question == "entry_criteria" else "coe-clean")
    result = assess_case(replace(case, answers={**case.answers, question: "unknown"})).routes["coe"]
    assert result.level == "cannot_say"
    assert question in result.missing
    assert result.low < result.high
