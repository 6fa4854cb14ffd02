"""Every text tells its translator where it stands, who sees it, and what may be in it."""

from dataclasses import replace

import pytest

from locales import placeholders
from locales.catalogues import po_path
from locales.extract import extract, templates_of
from locales.glossary import terms_in
from locales.message import PLACEHOLDER, Message
from locales.places import load
from locales.po_file import Entry, read
from locales.po_writer import write
from locales.seen_by import seen_by, seen_by_routes
from locales.sync import sync


@pytest.fixture(scope="module")
def entries() -> list[Entry]:
    found = [entry for each in templates_of(extract().messages).values() for entry in each]
    assert found
    return found


@pytest.mark.parametrize("begin", ["Screen: ", "Seen by: ", "Before: ", "At most "])
def test_every_text_has_it(entries: list[Entry], begin: str) -> None:
    lacking = [each.key for each in entries if not any(c.startswith(begin) for c in each.comments)]
    assert lacking == []


def test_every_value_is_told_with_a_sample(entries: list[Entry]) -> None:
    with_values = [each for each in entries if any(map(PLACEHOLDER.search, each.source))]
    assert with_values
    for entry in with_values:
        for name in {name for text in entry.source for name in PLACEHOLDER.findall(text)}:
            sample = placeholders.load()[name].sample
            line = next(c for c in entry.comments if c.startswith(f"%({name})s = "))
            assert line.endswith(f"e.g. {sample}")


def test_every_term_is_told(entries: list[Entry]) -> None:
    with_terms = [each for each in entries if terms_in(" ".join(each.source))]
    assert with_terms
    for entry in with_terms:
        line = next(c for c in entry.comments if c.startswith("Terms: "))
        assert all(key in line for key in terms_in(" ".join(entry.source)))


def test_every_place_is_used(entries: list[Entry]) -> None:
    told = "\n".join(comment for entry in entries for comment in entry.comments)
    beginnings = [f"Screen: {place.screen.partition('{')[0]}" for place in load()]
    assert beginnings
    assert [each for each in beginnings if each not in told and each != "Screen: "] == []


def test_conditions_are_said_in_words() -> None:
    assert seen_by(None) == "everybody"
    assert seen_by({"residence_tax": "exempt"}) == "those with residence tax: exempt"
    listed = {"any": [{"plan": ["renew", "change"]}, {"not": {"debts": {"has": "pension"}}}]}
    assert seen_by(listed) == "those with (plan: renew or change or other than (debts: pension))"
    assert seen_by_routes({"renewal": {"where": "in_japan"}, "coe": {}}) == (
        "renewal, those with where: in japan; coe, everybody"
    )


def test_terms_are_found_by_english_and_japanese_names() -> None:
    assert terms_in("You are a Student with two residence cards (在留カード).") == (
        "status_student",
        "residence_card",
    )
    assert terms_in("A student sees a doctor.") == ()


def test_sync_shows_the_japanese_to_other_languages(tmp_path) -> None:
    messages = [Message("ui.test", "Hello", comments=("Screen: a test.",))]
    sync(messages, ["ja", "vi"], tmp_path)
    path = po_path(tmp_path, "ja", "ui")
    japanese = read(path)
    told = [replace(entry, strings=("こんにちは。\nどうぞ。",)) for entry in japanese.entries]
    write(path, replace(japanese, entries=tuple(told)))
    sync(messages, ["ja", "vi"], tmp_path)
    comments = read(po_path(tmp_path, "vi", "ui")).current["ui.test"].comments
    assert comments[:2] == ("Screen: a test.", "Japanese: こんにちは。 どうぞ。")
    assert comments[2].startswith("At most")
    assert not any(c.startswith("Japanese:") for c in read(path).current["ui.test"].comments)
