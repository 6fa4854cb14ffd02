"""The money rows, against the tables they were written from, and against the named cases."""

import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache
from itertools import product
from pathlib import Path

import pytest

import flows.rules
from flows.derived import LEVIES
from flows.findings import Weighing, match, weigh
from flows.rules import RuleBook, load_rules
from flows.statuses import load_statuses
from flows.terms import ROUTES, Scrutiny, Value
from tests.case_files import Case, assess_case, load_cases, stand
from tests.flows.settled_facts import settled

FILES = sorted((Path(flows.rules.__file__).parent / "law" / "rules").glob("1_*.toml"))
CASES = load_cases("payments")

D1, D2, D3 = date(2026, 11, 23), date(2027, 3, 1), date(2027, 6, 1)
EXAMINED = ("specified_skilled_worker_1", "specified_skilled_worker_2", "business_manager")
SCALE = tuple(Scrutiny.__members__)
GRADES = {
    "exempt": "P0",
    "late_cleared_long_ago": "P1",
    "late_cleared_recently": "P2",
    "instalments_kept": "P3",
    "owed_under_3_months": "P4",
    "owed_3_months_or_more": "P5",
    "not_enrolled": "P5",
    "reminders_ignored": "P6",
}
# Grade -> level in D1 of an ordinary status, of one examined from papers, of all in D2, in D3.
TABLE = {
    "P0": ("standard", "standard", "standard", "standard"),
    "P1": ("standard", "closer_look", "closer_look", "closer_look"),
    "P2": ("closer_look", "strict", "strict", "strict"),
    "P3": ("closer_look", "strict", "strict", "strict"),
    "P4": ("closer_look", "strict", "strict", "likely_refused"),
    "P5": ("strict", "likely_refused", "likely_refused", "likely_refused"),
    "P6": ("likely_refused", "likely_refused", "likely_refused", "likely_refused"),
}
# From bad to better: what a person can do about a debt. Paying off a kept plan is the last step.
BETTER = (
    ("reminders_ignored", "owed_3_months_or_more", "owed_under_3_months"),
    ("not_enrolled", "late_cleared_recently", "late_cleared_long_ago", "exempt"),
    ("owed_under_3_months", "late_cleared_recently"),
    ("owed_3_months_or_more", "instalments_kept", "late_cleared_recently", "exempt"),
)


@cache
def money_rows() -> RuleBook:
    named = [row["id"] for path in FILES for row in tomllib.loads(path.read_text())["rule"]]
    return RuleBook(tuple(load_rules().rules[name] for name in named))


def weighed(day: date, **answers: Value) -> dict[str, Weighing]:
    facts = settled(filing_date=day.isoformat(), record_problems=("none",), **answers)
    found = match(money_rows().in_force(day), facts, ROUTES)
    return {route: weigh(found[route].certain, route) for route in ROUTES}


def level(day: date, route: str, **answers: Value) -> str:
    found = weighed(day, **answers)[route].level
    return "not_applicable" if found is None else found.name


def owing(grades: Mapping[str, str]) -> dict[str, Value]:
    return {"payment_problems": tuple(grades), "insurance_kind": "national", **grades}


def column(day: date, examined: bool) -> int:
    if day >= D3:
        return 3
    return 2 if day >= D2 else int(examined)


@pytest.mark.parametrize("levy", LEVIES)
@pytest.mark.parametrize("grade", GRADES)
@pytest.mark.parametrize("day", [D1, D2 - timedelta(1), D2, D3 - timedelta(1), D3])
def test_every_grade_gives_the_level_of_the_table_on_every_day_and_status(levy, grade, day):
    by_traits = {
        status.traits: status.code
        for status in load_statuses().values()
        if status.code != "never_resided" and "no_renewal" not in status.traits
    }
    renewable = by_traits.values()
    assert len(renewable) > 10
    debt = owing({levy: grade})
    for status in renewable:
        expected = TABLE[GRADES[grade]][column(day, status in EXAMINED)]
        assert level(day, "renewal", status=status, **debt) == expected, status


@pytest.mark.parametrize("levy", LEVIES)
@pytest.mark.parametrize("grade", GRADES)
@pytest.mark.parametrize("day", [D1, D2, D3])
def test_a_change_goes_by_the_status_wanted_not_by_the_one_held(levy, grade, day):
    debt = owing({levy: grade})
    wanted = (
        "engineer_specialist",
        "spouse_of_japanese",
        *EXAMINED,
        "highly_skilled_professional_2",
    )
    for held, target in product(("student", "business_manager"), wanted):
        examined = target in EXAMINED or target == "highly_skilled_professional_2"
        expected = TABLE[GRADES[grade]][column(day, examined)]
        found = level(day, "change", status=held, plan="change", target=target, **debt)
        assert found == expected, (held, target)


@pytest.mark.parametrize("status", ["engineer_specialist", "specified_skilled_worker_1"])
@pytest.mark.parametrize("day", [D1, D2, D3])
def test_two_levies_weigh_one_step_more_than_the_worse_of_them(status, day):
    counted = ("late_cleared_recently", "instalments_kept", "owed_under_3_months", "not_enrolled")
    for first, second in product(counted, repeat=2):
        columns = [TABLE[GRADES[each]][column(day, status in EXAMINED)] for each in (first, second)]
        worse = max(SCALE.index(each) for each in columns)
        expected = SCALE[min(worse + 1, SCALE.index("likely_refused"))]
        debts = owing({"residence_tax": first, "pension": second})
        assert level(day, "renewal", status=status, **debts) == expected, (first, second)


def test_two_levies_don_t_raise_a_point_that_is_no_payment():
    debts = owing({"residence_tax": "late_cleared_recently", "pension": "late_cleared_recently"})
    person = {"status": "engineer_specialist", "livelihood": "below_standard"}
    found = weighed(D1, **person, **debts)["renewal"]
    assert (found.level, found.raised_by) == (Scrutiny.strict, "")


@pytest.mark.parametrize("route", ROUTES)
@pytest.mark.parametrize("levy", LEVIES)
def test_paying_joining_or_agreeing_never_makes_a_route_stricter(route, levy):
    statuses = ("long_term_resident", *EXAMINED)
    places = ({"situation": "in_japan"}, {"situation": "abroad", "exit": "left_on_time"})
    for chain, status, day, place in product(BETTER, statuses, (D1, D2, D3), places):
        found = [
            SCALE.index(level(day, route, status=status, **place, **owing({levy: grade})))
            for grade in chain
        ]
        assert found == sorted(found, reverse=True), (chain, status, day, place)


def test_settling_a_debt_from_abroad_brings_the_certificate_back_to_standard():
    person = {"situation": "abroad", "exit": "left_on_time", "status": "engineer_specialist"}
    for levy, day in product(LEVIES, (D1, D2, D3)):
        debt = owing({levy: "owed_3_months_or_more"})
        states = ("nothing_done", "tax_agent_named", "settled_with_receipts")
        found = [level(day, "coe", **person, **debt, debts_after_leaving=state) for state in states]
        assert found == ["closer_look", "closer_look", "standard"]


def test_an_unknown_amount_of_a_bill_leaves_both_ends_open():
    answers = {"payment_problems": ("medical_bill",), "medical_bill_state": "unpaid"}
    facts = settled(status="engineer_specialist", filing_date="2027-04-01", **answers)
    found = match(money_rows().in_force(date(2027, 4, 1)), facts, ROUTES)["renewal"]
    doubtful = {rule.id for rule in found.doubtful}
    assert "medical_bill_open_2027" in doubtful


def test_what_is_planned_says_that_it_is_announced():
    announced = [rule for rule in money_rows().rules.values() if rule.announced]
    assert len(announced) > 20
    for rule in announced:
        assert rule.weight == "government_plan", rule.id
        assert "announced" in rule.text or "planned" in rule.text, rule.id


def test_what_is_reported_or_ours_says_so_in_its_words():
    rows = list(money_rows().rules.values())
    assert len(rows) > 100
    for rule in rows:
        told = rule.text.lower()
        if rule.weight == "practitioner":
            assert any(word in told for word in ("report", "offices", "practitioner")), rule.id
        if rule.weight == "our_inference":
            assert any(word in told for word in ("we ", "no list read", "no page read")), rule.id
            assert "our_reading" in rule.sources, rule.id


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_every_answer_of_a_named_case_counts(case: Case):
    assert stand(case).set_aside == ()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_named_case_gets_its_level_from_the_row_that_it_cites(case: Case):
    routes = assess_case(case).routes
    assert case.expect
    for route, expected in case.expect.items():
        found = routes[route]
        assert found.level == expected, (route, [each.rule.id for each in found.deciding])
        decisive = {each.rule.id for each in found.findings if each in found.deciding}
        decisive |= {each.softened for each in found.findings} | {found.raised_by}
        decisive |= {each.rule.id for each in found.findings if route in each.rule.not_applicable}
        assert case.decided_by[route] in decisive


def test_every_money_row_is_cited_by_a_case():
    cited = {name for case in CASES for name in case.decided_by.values()}
    assert set(money_rows().rules) - cited == set()
