from datetime import date

import pytest

from flows.rules import load_rules
from flows.sources import KINDS, load_sources
from flows.terms import BadData
from tests.flows.law_copy import one_line, replace_data

GOOD = """
[[source]]
id = "one"
title = "One"
kind = "guideline"
address = "https://one.example/"
published = "2026-01"
checked = 2026-07-31
"""


def test_every_source_is_told_with_title_issuer_kind_and_the_day_it_was_read():
    sources = load_sources()
    assert len(sources) > 300
    for source in sources.values():
        assert source.title
        assert source.issuer
        assert source.kind in KINDS
        assert date(2026, 7, 1) <= source.checked <= date(2026, 11, 25)
        assert source.note or source.id == "our_reading"


def test_addresses_hold_only_characters_that_a_link_may_have():
    sources = load_sources()
    assert sources
    for source in sources.values():
        assert source.address.isascii(), source.id
        assert not set(source.address) & set(' "<>'), source.id
        assert source.online or source.id == "our_reading"


def test_our_own_reading_is_one_source_and_no_web_page():
    ours = [source for source in load_sources().values() if source.kind == "our_inference"]
    assert [source.id for source in ours] == ["our_reading"]
    assert not ours[0].online


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (GOOD.replace('"guideline"', '"rumour"'), "kind is 'rumour'"),
        (GOOD.replace("2026-07-31", '"July"'), "checked is 'July'; it must be a date"),
        (GOOD.replace("kind =", "sort ="), "unknown key sort"),
        (GOOD.replace('title = "One"', ""), "title is missing"),
        (GOOD + GOOD, "id stands twice"),
        (GOOD + GOOD.replace('"one"', '"two"'), "same address as one"),
        (GOOD.replace("[[", "[["[:1]), "not valid TOML"),
    ],
)
def test_a_source_that_can_not_be_used_is_named_in_one_line(monkeypatch, tmp_path, text, told):
    replace_data(monkeypatch, tmp_path, "law/sources", text)
    with pytest.raises(BadData, match=r"flows/law/sources/bad\.toml") as error:
        load_sources.__wrapped__()
    assert told in one_line(error)


def test_the_guideline_is_told_as_unread_until_somebody_reads_it():
    # Its address is known; what it says was read through practitioners.
    assert load_sources()["isa_guideline"].unread
    cited = [rule for rule in load_rules().rules.values() if "isa_guideline" in rule.sources]
    assert cited
    official = [rule for rule in cited if rule.weight == "guideline"]
    assert official
    assert all(rule.relayed for rule in official if set(rule.sources) == {"isa_guideline"})


def test_a_source_whose_note_says_that_it_was_not_read_is_marked():
    said = ("address only", "not read", "as reported by")
    unread = [each for each in load_sources().values() if any(w in each.note.lower() for w in said)]
    assert unread
    assert [each.id for each in unread if not each.unread] == []
