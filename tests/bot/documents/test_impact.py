"""Outcomes of made-up people now and at another commit."""

from functools import cache
from pathlib import Path

import pytest

from bot.documents import impact as module
from bot.documents.impact import BadRevision, conversations, impact, told
from flows.questionnaire import load_questionnaire
from flows.rules import load_rules


@cache
def people():
    return conversations(load_questionnaire(), load_rules())


def outcome(level, *rows):
    return {"renewal": [level, *rows], "change": ["standard"], "coe": ["standard"]}


@pytest.fixture
def few(monkeypatch):
    monkeypatch.setattr(module, "MOST_CONVERSATIONS", 40)


def test_nothing_changes_between_equal_outcomes(few):
    group = people()
    assert len(group) > 20
    same = [outcome("strict", "a")] * len(group)
    assert told("main", group, same, same).startswith(
        f"{len(group)} conversations compared with main: 0 change."
    )


def test_other_levels_and_other_reasons_are_counted_apart(few):
    group = people()[:3]
    before = [outcome("strict", "a"), outcome("strict", "a"), outcome("strict", "a")]
    now = [outcome("closer_look", "b"), outcome("strict", "b"), outcome("strict", "a")]
    text = told("main", group, before, now)
    assert "3 conversations compared with main: 2 change." in text
    assert "renewal: 1 another level, 1 other reasons only" in text
    assert "coe: 0 another level, 0 other reasons only" in text


def test_an_example_is_a_conversation_with_both_outcomes(few):
    group = people()[:1]
    text = told("main", group, [outcome("strict", "a")], [outcome("standard", "b")])
    assert "  situation: " in text
    assert "| zairyu-bot assess - --as-of " in text
    assert "  renewal before: strict (a)\n  renewal now:    standard (b)" in text


def test_five_examples_at_most(few):
    group = people()
    old, new = [outcome("strict", "a")] * len(group), [outcome("standard", "b")] * len(group)
    assert 1 < told("main", group, old, new).count("zairyu-bot assess") <= 10


def test_answers_that_the_other_commit_does_not_know_are_told(few):
    group = people()[:1]
    text = told("main", group, [{"error": ["status: found 'x'"]}], [outcome("standard")])
    assert "  error before: status: found 'x'" in text


@pytest.mark.parametrize("rev", ["no-such-commit", "--output=stolen"])
def test_a_commit_that_is_none_is_refused_in_one_line(few, rev):
    with pytest.raises(BadRevision) as error:
        impact(rev)
    assert "\n" not in str(error.value)
    assert not Path("stolen").exists()


def test_the_working_tree_is_compared_with_a_commit(few):
    if not (module._ROOT / ".git").exists():
        pytest.skip("this is no git checkout: there is no other commit to compare with")
    assert "conversations compared with HEAD" in impact("HEAD")
