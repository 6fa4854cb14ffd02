"""Spreadsheets for people who don't use a PO editor: out with everything, in with every check.

The key, the English and the Japanese are locked; placeholders and tags are coloured. A translation
that somebody else changed since the export is never overwritten: it is reported instead.
"""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.worksheet.worksheet import Worksheet

from locales.catalogues import po_path
from locales.checks import problems_of
from locales.checks.case import Case
from locales.message import DOMAINS
from locales.po_file import FUZZY, Entry, PoFile, read
from locales.po_writer import write
from locales.problem import BadLocaleData, Problem
from locales.registry import HERE, Locale

COLUMNS = ("key", "form", "English", "Japanese", "about", "translation", "state", "seal")
WIDTHS = (34, 6, 48, 40, 44, 56, 12, 12)
_MARKED = re.compile(r"(%\(\w+\)s|%%|</?[a-z][^<>]*>)")
_COLOUR = InlineFont(color="C00000", b=True)
_REFERENCE = "ja"


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did: how many texts it took, and what it refused."""

    taken: int
    refused: tuple[Problem, ...]


def export(locale: Locale, path: Path, root: Path = HERE) -> int:
    """Write one sheet a domain and return how many rows there are."""
    book = Workbook()
    book.remove(book.worksheets[0])
    rows = 0
    for domain in DOMAINS:
        sheet = book.create_sheet(domain)
        _head(sheet)
        for entry in _read(root, locale.dir, domain).current.values():
            japanese = _read(root, _REFERENCE, domain).current.get(entry.key)
            rows += _add(sheet, entry, japanese)
        sheet.protection.sheet = True
        sheet.protection.formatColumns = False
    book.save(path)
    return rows


def import_(locale: Locale, path: Path, root: Path = HERE) -> Imported:
    """Read a sheet that `export` wrote; BadLocaleData when it is none of ours."""
    taken, refused = 0, []
    for domain, rows in _sheets(path).items():
        file = po_path(root, locale.dir, domain)
        po = read(file)
        entries = []
        for entry in po.entries:
            told = rows.get(entry.key) if not entry.obsolete else None
            changed, problems = _changed(locale, file, entry, told)
            refused += problems
            taken += changed is not entry
            entries.append(changed)
        write(file, replace(po, entries=tuple(entries)))
    return Imported(taken, tuple(refused))


def _changed(
    locale: Locale, file: Path, entry: Entry, told: dict[int, tuple[str, str]] | None
) -> tuple[Entry, list[Problem]]:
    if told is None:
        return entry, []
    strings = tuple(told.get(form, (each, ""))[0] for form, each in enumerate(entry.strings))
    if strings == entry.strings:
        return entry, []
    new = replace(entry, strings=strings, flags=entry.flags - {FUZZY}, previous=())
    case = Case(locale, file.name, new)
    if any(seal != _seal(entry) for _, seal in told.values()):
        what = "It was changed by somebody else after your export."
        return entry, [case.problem(what, "Export again and compare.")]
    problems = [each for each in problems_of(case) if each.blocking]
    return (entry, problems) if problems else (new, [])


def _seal(entry: Entry) -> str:
    """Return a short mark of an entry as it stands, to see later whether it is still the same."""
    told = "\0".join((*entry.source, *entry.strings))
    return hashlib.sha256(told.encode()).hexdigest()[:10]


def _read(root: Path, code: str, domain: str) -> PoFile:
    path = po_path(root, code, domain)
    return read(path) if path.exists() else PoFile(code, "", ())


def _head(sheet: Worksheet) -> None:
    sheet.append(COLUMNS)
    for number, width in enumerate(WIDTHS, 1):
        cell = sheet.cell(1, number)
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor="DDEBE8")
        sheet.column_dimensions[cell.column_letter].width = width
    sheet.freeze_panes = "D2"


def _add(sheet: Worksheet, entry: Entry, japanese: Entry | None) -> int:
    reference = japanese.strings[0] if japanese else ""
    about = "\n".join(entry.comments)
    state = "review" if entry.fuzzy else "done" if entry.translated else "to do"
    for form, text in enumerate(entry.strings):
        english = entry.source[min(form, len(entry.source) - 1)]
        sheet.append((entry.key, form, "", "", about, text, state, _seal(entry)))
        row = sheet.max_row
        sheet.cell(row, 3).value = _coloured(english)
        sheet.cell(row, 4).value = _coloured(reference)
        for number in range(1, len(COLUMNS) + 1):
            cell = sheet.cell(row, number)
            assert isinstance(cell, Cell)  # noqa: S101  # nothing is merged here
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            cell.protection = Protection(locked=number != 6)
    return len(entry.strings)


def _coloured(text: str) -> CellRichText | str:
    parts = [part for part in _MARKED.split(text) if part]
    if len(parts) < 2:
        return text
    return CellRichText(
        *[TextBlock(_COLOUR, part) if _MARKED.fullmatch(part) else part for part in parts]
    )


def _sheets(path: Path) -> dict[str, dict[str, dict[int, tuple[str, str]]]]:
    """Return domain -> key -> form -> (translation, seal)."""
    try:
        book = load_workbook(path, read_only=True)
    except Exception as error:  # the library raises many kinds for a broken file
        raise BadLocaleData(f"{path.name}: not a spreadsheet (.xlsx) of ours: {error}") from error
    found: dict[str, dict[str, dict[int, tuple[str, str]]]] = {}
    for sheet in book.worksheets:
        if sheet.title in DOMAINS:
            found[sheet.title] = {}
            for key, form, text, seal in _rows(path, sheet):
                found[sheet.title].setdefault(key, {})[form] = (text, seal)
    if not found:
        raise BadLocaleData(f"{path.name}: none of its sheets is ours; export one first")
    return found


def _rows(path: Path, sheet: Worksheet) -> Iterator[tuple[str, int, str, str]]:
    rows = sheet.iter_rows(values_only=True)
    if tuple(next(rows, ())) != COLUMNS:
        raise BadLocaleData(f"{path.name} {sheet.title}: the columns changed; export it again")
    for key, form, _, _, _, text, _, seal in rows:
        if key:
            yield str(key), int(str(form)), str(text or "").strip(), str(seal)
