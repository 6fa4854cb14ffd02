"""A promise of a result is caught in every language that people have."""

import pytest

from locales import registry
from locales.catalogues import po_path
from locales.checks import check, promises
from locales.checks.case import Case
from locales.extract import Extraction, extract
from locales.message import Message
from locales.po_file import Entry
from locales.registry import HERE, SOURCE


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ja", "申請すれば必ず許可されます。"),
        ("ja@easy", "しんぱいしないで。問題ありません。"),
        ("vi", "Bạn Chắc chắn sẽ được gia hạn."),
    ],
)
def test_a_promise_in_a_translation_is_refused(code, text):
    entry = Entry(key="advice.test", text="It is examined.", strings=(text,))
    case = Case(registry.load()[code], f"{code}/advice.po", entry)
    assert [each for each in promises.promises(case) if each.blocking]


def test_a_promise_in_english_is_refused():
    message = Message("advice.test", "Your renewal will be approved.", places=("x.toml",))
    found = list(promises.promised_in_english([message]))
    assert [(each.file, each.key) for each in found] == [("x.toml", "advice.test")]


def test_nothing_that_people_read_promises_a_result():
    messages = extract().messages
    assert len(messages) > 1000
    assert list(promises.promised_in_english(messages)) == []


def test_every_language_with_texts_has_a_list():
    with_texts = [
        each for code, each in registry.load().items() if po_path(HERE, code, "ui").exists()
    ]
    assert with_texts
    assert {each.base for each in with_texts} | {SOURCE} <= set(promises.load())


def test_a_language_without_a_list_is_named(tmp_path):
    found = check(Extraction((), ()), ["ko"], tmp_path)
    assert [each for each in found if each.file == "banned.toml" and each.key == "ko"]
