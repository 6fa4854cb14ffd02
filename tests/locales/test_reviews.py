"""A signature holds for exactly what was read, and only of somebody whom the registry names."""

from dataclasses import replace
from datetime import date

import pytest

from locales import registry
from locales.catalogues import po_path
from locales.checks import files
from locales.message import Message
from locales.po_file import read
from locales.po_writer import write
from locales.problem import BadLocaleData
from locales.reviews import Reviewed, sign, state
from locales.stats import complete, stats
from locales.sync import sync

NAME, DAY = "Nguyễn Văn A", date(2027, 3, 4)
VI = replace(registry.load()["vi"], reviewers=(NAME,))
MESSAGES = (Message("ui.a", "Go"), Message("ui.b", "Stop"))


@pytest.fixture
def root(tmp_path):
    sync(MESSAGES, ["vi"], tmp_path)
    translate(tmp_path, "ui.a", "Đi")
    return tmp_path


def translate(root, key, text):
    path = po_path(root, "vi", "ui")
    po = read(path)
    told = [replace(each, strings=(text,)) if each.key == key else each for each in po.entries]
    write(path, replace(po, entries=tuple(told)))


def entry(root, key):
    return read(po_path(root, "vi", "ui")).current[key]


def warned(root):
    return [each.what for each in files.reviews(VI, "ui.po", read(po_path(root, "vi", "ui")))]


def test_what_is_translated_can_be_signed_and_counts(root):
    assert state(entry(root, "ui.a"), VI) is Reviewed.draft
    assert sign(VI, NAME, DAY, ["ui."], root) == 1
    assert state(entry(root, "ui.a"), VI) is Reviewed.reviewed
    assert state(entry(root, "ui.b"), VI) is Reviewed.draft
    assert warned(root) == []


def test_a_signature_survives_sync_and_ends_with_a_change(root):
    sign(VI, NAME, DAY, ["ui.a"], root)
    sync(MESSAGES, ["vi"], root)
    assert state(entry(root, "ui.a"), VI) is Reviewed.reviewed
    translate(root, "ui.a", "Đi tiếp")
    assert state(entry(root, "ui.a"), VI) is Reviewed.stale
    assert warned(root) == [f"It was changed since {NAME} reviewed it on 2027-03-04."]


def test_changed_english_makes_it_stale_even_as_mere_wording(root):
    sign(VI, NAME, DAY, ["ui.a"], root)
    sync((Message("ui.a", "Go on"), MESSAGES[1]), ["vi"], root, wording=True)
    assert state(entry(root, "ui.a"), VI) is Reviewed.stale


def test_nobody_signs_whom_the_registry_does_not_name(root):
    with pytest.raises(BadLocaleData, match="is not among its reviewers"):
        sign(VI, "Somebody", DAY, ["ui."], root)
    sign(VI, NAME, DAY, ["ui."], root)
    assert state(entry(root, "ui.a"), registry.load()["vi"]) is Reviewed.unknown_reviewer


def test_stats_count_what_was_reviewed(root, monkeypatch):
    monkeypatch.setattr(registry, "load", lambda: {"vi": VI})
    sign(VI, NAME, DAY, ["ui."], root)
    share = next(each for each in stats(MESSAGES, ["vi"], root) if each.domain == "ui")
    assert (share.translated, share.fuzzy, share.reviewed, share.total) == (1, 0, 1, 2)


def test_every_language_of_waves_0_and_1_promises_all_texts():
    assert complete() == [
        *("en", "ja", "ja@easy", "vi", "id", "ne", "my", "uz", "ru", "zh_Hans", "fil"),
    ]
