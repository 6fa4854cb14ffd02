"""A spreadsheet goes out and comes back; what is wrong or newer is not overwritten."""

from openpyxl import load_workbook

from locales import registry
from locales.catalogues import po_path
from locales.message import Message
from locales.po_file import read
from locales.spreadsheet import export, import_
from locales.sync import sync

VI = registry.load()["vi"]
MESSAGES = (Message("ui.a", "Owe <b>%(amount)s</b>"), Message("ui.b", "Stop"))


def sent(tmp_path, **texts):
    """Export, fill in translations as a person would, and return the file."""
    sync(MESSAGES, ["vi"], tmp_path)
    path = tmp_path / "vi.xlsx"
    assert export(VI, path, tmp_path) == 2
    book = load_workbook(path, rich_text=True)
    for row in book["ui"].iter_rows(min_row=2):
        if row[0].value.removeprefix("ui.") in texts:
            row[5].value = texts[row[0].value.removeprefix("ui.")]
    book.save(path)
    return path


def stored(tmp_path):
    """Return key -> translation."""
    entries = read(po_path(tmp_path, "vi", "ui")).current
    return {key: entry.strings[0] for key, entry in entries.items()}


def test_a_filled_sheet_comes_back(tmp_path):
    done = import_(VI, sent(tmp_path, a="Nợ <b>%(amount)s</b>", b="Dừng"), tmp_path)
    assert (done.taken, done.refused) == (2, ())
    assert stored(tmp_path) == {"ui.a": "Nợ <b>%(amount)s</b>", "ui.b": "Dừng"}


def test_a_broken_text_is_refused_and_the_others_are_taken(tmp_path):
    done = import_(VI, sent(tmp_path, a="Nợ <b>%(tien)s</b>", b="Dừng"), tmp_path)
    assert done.taken == 1
    assert "%(tien)s is not in the English" in " ".join(map(str, done.refused))
    assert stored(tmp_path)["ui.a"] == ""


def test_a_newer_edit_is_not_overwritten(tmp_path):
    first = sent(tmp_path, b="Dừng")
    import_(VI, sent(tmp_path, b="Ngừng"), tmp_path)
    path = tmp_path / "old.xlsx"
    path.write_bytes(first.read_bytes())
    old = load_workbook(path)
    old["ui"].cell(3, 6).value = "Dừng"
    old["ui"].cell(3, 8).value = "0000000000"
    old.save(path)
    done = import_(VI, path, tmp_path)
    assert "changed by somebody else" in " ".join(map(str, done.refused))
    assert stored(tmp_path)["ui.b"] == "Ngừng"


def test_only_the_translation_can_be_edited(tmp_path):
    sheet = load_workbook(sent(tmp_path))["ui"]
    assert sheet.protection.sheet
    row = next(sheet.iter_rows(min_row=2))
    assert [cell.column for cell in row if not cell.protection.locked] == [6]
