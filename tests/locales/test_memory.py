"""Suggestions come from other keys with like English, and nothing is written."""

from dataclasses import replace

from locales.catalogues import po_path
from locales.memory import suggest
from locales.message import Message
from locales.po_file import read
from locales.po_writer import write
from locales.sync import sync

MESSAGES = (
    Message("ui.a", "Pay the residence tax before you file"),
    Message("ui.b", "Pay the residence tax before filing"),
    Message("ui.c", "Hello"),
)


def test_the_nearest_translation_is_suggested_and_nothing_is_written(tmp_path):
    sync(MESSAGES, ["vi"], tmp_path)
    path = po_path(tmp_path, "vi", "ui")
    po = read(path)
    told = tuple(
        replace(each, strings=("Nộp thuế",)) if each.key == "ui.a" else each for each in po.entries
    )
    write(path, replace(po, entries=told))
    before = path.read_bytes()
    found = suggest("vi", tmp_path)
    assert set(found) == {"ui.b"}
    assert (found["ui.b"][0].key, found["ui.b"][0].translation) == ("ui.a", "Nộp thuế")
    assert path.read_bytes() == before
