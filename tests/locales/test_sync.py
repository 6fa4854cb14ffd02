"""Sync keeps translations by key, and nothing that changed reaches a person unseen."""

from locales import registry
from locales.catalogues import po_path
from locales.message import Message
from locales.po_file import PoFile, read
from locales.po_writer import write
from locales.sync import sync


def synced(root, *messages, wording=False):
    """Run sync for Vietnamese and return its ui entries."""
    sync(messages, ["vi"], root, wording=wording)
    return read(po_path(root, "vi", "ui")).current


def translate(root, key, text):
    """Fill in a translation as a translator would."""
    path = po_path(root, "vi", "ui")
    po = read(path)
    entries = tuple(
        type(each)(**{**{f: getattr(each, f) for f in each.__slots__}, "strings": (text,)})
        if each.key == key
        else each
        for each in po.entries
    )
    write(path, PoFile(po.language, po.plural_forms, entries))


def test_a_new_text_comes_empty_and_with_the_pinned_plural_rule(tmp_path):
    entries = synced(tmp_path, Message("ui.a", "Start"))
    assert entries["ui.a"].strings == ("",)
    assert read(po_path(tmp_path, "vi", "ui")).plural_forms == registry.load()["vi"].plural_forms


def test_changed_english_keeps_the_translation_for_review(tmp_path):
    synced(tmp_path, Message("ui.a", "28 hours"))
    translate(tmp_path, "ui.a", "28 giờ")
    entry = synced(tmp_path, Message("ui.a", "36 hours"))["ui.a"]
    assert (entry.strings, entry.fuzzy, entry.previous) == (("28 giờ",), True, ("28 hours",))
    assert not entry.translated


def test_a_change_of_wording_only_keeps_the_translation(tmp_path):
    synced(tmp_path, Message("ui.a", "Go on"))
    translate(tmp_path, "ui.a", "Tiếp")
    entry = synced(tmp_path, Message("ui.a", "Continue"), wording=True)["ui.a"]
    assert (entry.strings, entry.fuzzy) == (("Tiếp",), False)


def test_a_dropped_text_is_kept_and_comes_back(tmp_path):
    synced(tmp_path, Message("ui.a", "Go"), Message("ui.b", "Stop"))
    translate(tmp_path, "ui.a", "Đi")
    assert "ui.a" not in synced(tmp_path, Message("ui.b", "Stop"))
    assert synced(tmp_path, Message("ui.a", "Go"), Message("ui.b", "Stop"))["ui.a"].strings == (
        "Đi",
    )


def test_sync_twice_changes_nothing(tmp_path):
    synced(tmp_path, Message("ui.a", "Go"))
    before = po_path(tmp_path, "vi", "ui").read_bytes()
    synced(tmp_path, Message("ui.a", "Go"))
    assert po_path(tmp_path, "vi", "ui").read_bytes() == before
