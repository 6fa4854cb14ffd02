"""The rows of renewal and change: named cases, the shape of the rows, change against renewal."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

import pytest

from flows.assessment import Assessment, assess
from flows.questionnaire import load_questionnaire
from flows.rules import RuleBook, load_rules
from flows.terms import ROUTES, Scrutiny
from flows.truth import Fact
from tests.case_files import Case, assess_case, load_cases, stand

CASES = load_cases("stay")
BOOK = load_rules()
ROWS = [rule for rule in BOOK.rules.values() if rule.id.startswith("stay_")]


QUESTIONS = load_questionnaire().questions
BY_ID = {case.id: case for case in CASES}


@cache
def _facts(name: str) -> Mapping[str, Fact]:
    return stand(BY_ID[name]).facts.settled()


def _assessed(case: Case, book: RuleBook = BOOK) -> Assessment:
    return assess(book, QUESTIONS, _facts(case.id), case.as_of)


@cache
def _findings(name: str) -> Mapping[str, list[str]]:
    routes = _assessed(BY_ID[name]).routes
    return {route: [each.rule.id for each in routes[route].findings] for route in ROUTES}


def test_there_are_many_cases_and_rows():
    assert len(CASES) >= 150
    assert len(ROWS) >= 150


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_a_case_gets_its_level_from_its_row(case):
    routes = _assessed(case).routes
    assert {route: routes[route].level for route in case.expect} == case.expect
    for route, row in case.decided_by.items():
        result = routes[route]
        shown = result.deciding if result.exists else result.findings
        assert row in [finding.rule.id for finding in shown], route


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_every_answer_of_a_case_counts(case):
    assert stand(case).set_aside == ()


def test_every_row_is_exercised_by_a_case_on_each_of_its_routes():
    assert ROWS
    seen = {
        (row, route)
        for case in CASES
        for route, found in _findings(case.id).items()
        for row in found
    }
    wanted = {(rule.id, route) for rule in ROWS for route in {*rule.levels, *rule.not_applicable}}
    assert not wanted - seen


@pytest.mark.parametrize("rule", ROWS, ids=lambda rule: rule.id)
def test_without_a_row_some_case_comes_out_otherwise(rule):
    book = RuleBook(tuple(each for each in BOOK.rules.values() if each.id != rule.id))
    touched = [case for case in CASES if any(rule.id in ids for ids in _findings(case.id).values())]
    assert touched
    assert any(_told(case, book) != _told(case, BOOK) for case in touched)


def _told(case: Case, book: RuleBook) -> dict[str, object]:
    routes = _assessed(case, book).routes
    return {
        name: (routes[name].level, [each.rule.id for each in routes[name].deciding])
        for name in ROUTES
    }


def test_a_weakness_never_weighs_less_on_a_change_than_on_a_renewal():
    both = [rule for rule in ROWS if {"renewal", "change"} <= set(rule.levels)]
    milder = {"stay_activity_stopped_no_reason", "stay_studies_left_renewal", "stay_intern_left"}
    assert both
    for rule in both:
        if rule.id not in milder:
            assert rule.levels["change"] >= rule.levels["renewal"], rule.id


@pytest.mark.parametrize("rule", ROWS, ids=lambda rule: rule.id)
def test_a_row_speaks_in_short_sentences_and_says_what_it_rests_on(rule):
    assert len(rule.text) <= 400
    assert rule.text.endswith(".")
    own = rule.weight == "our_inference"
    assert own is False or "our_reading" in rule.sources
    assert own or set(rule.sources) - {"our_reading"}
    worst = max(rule.levels.values(), default=Scrutiny.standard)
    assert worst is Scrutiny.standard or rule.advice


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_more_unknown_answers_never_make_the_range_narrower(case):
    full = _assessed(case).routes
    for name in sorted({"activity", "record_problems", "family_life"} & set(case.answers)):
        less = replace(case, answers={**case.answers, name: "unknown"})
        wider = assess_case(less).routes
        for route in ("renewal", "change"):
            known, opened = full[route], wider[route]
            if known.low is not None and known.high is not None and opened.low is not None:
                assert opened.low <= known.low, (name, route)
                assert opened.high is not None, (name, route)
                assert opened.high >= known.high, (name, route)
