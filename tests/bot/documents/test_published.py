"""The published cases: no one is comforted too much, and the table in docs is today's."""

from pathlib import Path

from bot.documents.published import table, verdicts
from flows.desk import Desk

ROOT = Path(__file__).parents[3]
FILE = ROOT / "tests" / "published" / "cases.toml"
EXPLAINED = {"change-student-overwork-self-disclosed-granted"}
"""Misses that docs/judgement-calls.md explains."""


def test_every_published_case_is_acceptable_or_explained():
    found = verdicts(Desk.load(), FILE)
    assert len(found) == 42
    assert len([each for each in found if each.weighed]) == 38
    missed = {each.id for each in found if each.word not in ("acceptable", "not weighed")}
    assert missed == EXPLAINED
    told = (ROOT / "docs" / "judgement-calls.md").read_text(encoding="utf-8")
    assert all(each in told for each in missed)


def test_no_published_case_is_comforted_too_much():
    found = verdicts(Desk.load(), FILE)
    assert found
    assert not [each.id for each in found if each.word == "too comforting"]


def test_the_table_in_docs_is_the_one_of_today():
    printed = (ROOT / "docs" / "published-cases.md").read_text(encoding="utf-8")
    assert printed == table(verdicts(Desk.load(), FILE)) + "\n"
