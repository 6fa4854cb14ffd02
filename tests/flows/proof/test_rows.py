"""No row is dead or shadowed, and dated rows meet."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from flows.advice import load_advice
from flows.changes import load_changes
from flows.proof.calendar import ENDS_FOR_GOOD, accidents, days
from flows.proof.conversation import Speaker
from flows.proof.judge import Judge
from flows.proof.open_findings import OPEN
from flows.proof.problems import Proof
from flows.proof.reached import Reached
from flows.proof.witness import spread
from flows.questionnaire import load_questionnaire
from flows.rules import RuleBook, load_rules
from tests.flows.proof.settled_space import TODAY, bench, grounds
from tests.flows.proof.test_space import told

BOOK = load_rules()


def test_every_row_has_a_conversation_in_which_leaving_it_out_shows():
    problems = told(list(Proof(bench()).rows(grounds())))
    assert not problems, problems


def test_a_row_that_another_one_hides_is_found():
    strict = BOOK.rules["residence_tax_reminders_ignored"]
    hidden = replace(
        strict,
        id="hidden",
        levels=dict.fromkeys(strict.levels, strict.levels["renewal"].closer_look),
    )
    book = RuleBook((*BOOK.rules.values(), hidden))
    reached = Reached(Judge(book))
    reached._search(hidden, Speaker(load_questionnaire(), TODAY), spread(grounds())[:40])
    assert ("hidden" in reached.met, "hidden" in reached.mattered) == (True, False)


def test_dated_rows_meet_on_one_day():
    assert [rule for rule in BOOK.rules.values() if rule.in_force_until]
    assert list(accidents(BOOK)) == []


@pytest.mark.parametrize("step", [-1, 1])
def test_a_day_between_rows_is_found(step):
    name = "residence_tax_coe_owed"
    day = BOOK.rules[name].in_force_until + timedelta(days=step)
    moved = {**BOOK.rules, name: replace(BOOK.rules[name], in_force_until=day)}
    found = [what for row, what in accidents(RuleBook(tuple(moved.values()))) if row == name]
    assert found == [
        f"{'gap' if step < 0 else 'overlap'} of 1 days with residence_tax_coe_owed_2027"
    ]


def test_what_ends_for_good_ends_and_is_not_followed():
    for name in ENDS_FOR_GOOD:
        assert BOOK.rules[name].in_force_until is not None


def test_the_book_of_a_day_holds_just_the_rows_in_force():
    checked = [*days(), *BOOK.days, *(day - timedelta(days=1) for day in BOOK.days)]
    assert len(checked) > 72
    for day in checked:
        assert BOOK.in_force(day) == tuple(r for r in BOOK.rules.values() if r.in_force(day)), day


def test_the_months_run_from_2024_to_2029():
    months = list(days())
    assert (len(months), months[0], months[-1]) == (72, date(2024, 1, 1), date(2029, 12, 1))


def test_what_is_open_is_about_rows_and_questions_that_exist():
    known = {*BOOK.rules, *load_questionnaire().questions, *load_advice()}
    known |= {change.id for change in load_changes()}
    assert "residence_tax_exempt" in known
    assert [name for name in OPEN if name.split()[1].rstrip(":") not in known] == []
