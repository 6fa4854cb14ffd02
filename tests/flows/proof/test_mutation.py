"""The named cases catch altered rows."""

from dataclasses import replace

import pytest

from flows.proof.mutants import mutants
from flows.rules import RuleBook, load_rules
from tests.case_files import load_cases, stand
from tests.flows.proof.mutation_score import EQUIVALENT, lines, score

LOWEST = 98.5
"""In percent; what is missing is days moved by one, which the proof of the calendar catches."""


@pytest.fixture(scope="module")
def result():
    return score(load_cases(), load_rules())


def test_named_cases_catch_nearly_every_altered_row(result):
    assert result.total > 1500
    assert 100 * result.caught / result.total >= LOWEST, "\n".join(lines(result))


def test_no_altered_row_is_caught_by_nothing(result):
    assert result.survivors == (), "\n".join(lines(result))


def test_only_days_moved_by_one_are_left_to_the_calendar(result):
    assert result.overlaps
    for mutant in result.overlaps:
        assert mutant.what.startswith(("from", "until")), mutant


def test_without_its_cases_a_row_can_be_altered_unseen():
    row = "coe_no_sponsor"
    cases = tuple(case for case in load_cases() if row not in case.decided_by.values())
    book = RuleBook((load_rules().rules[row],))
    assert score(cases[:5], book).survivors


def test_what_is_declared_equivalent_is_a_mutant():
    made = {str(mutant) for rule in load_rules().rules.values() for mutant in mutants(rule)}
    assert set(EQUIVALENT) <= made


def test_a_row_has_a_mutant_for_each_level_it_could_have_instead():
    rule = replace(load_rules().rules["coe_no_sponsor"], in_force_from=None, in_force_until=None)
    told = [mutant.what for mutant in mutants(rule)]
    assert told == ["left out", "says nothing of coe", "coe = likely_refused"]


CASES = load_cases("mutants")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.id)
def test_every_answer_of_a_case_that_catches_mutants_counts(case):
    assert stand(case).set_aside == ()
