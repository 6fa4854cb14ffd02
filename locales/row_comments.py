"""What a translator is told of one text of a data file: its screen, its readers, its neighbours."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from locales.places import place_of, short
from locales.seen_by import seen_by, seen_by_routes

Row = Mapping[str, Any]
_FIRST, _LAST = "the question, or the text before", "the fixed buttons, or the end"
_MOST = 3
_ROUTES = ("renewal", "change", "coe")
_CONDITIONS = ("ask_when", "when")


def beside(rows: Sequence[Row], number: int, field: str) -> tuple[str, str]:
    """Return the same field of the rows before and after, in words where there is none."""
    before = rows[number - 1].get(field, "") if number else ""
    after = rows[number + 1].get(field, "") if number + 1 < len(rows) else ""
    return before or _FIRST, after or _LAST


def comments(array: str, field: str, row: Row, owner: Row, near: tuple[str, str]) -> Iterator[str]:
    """Yield the comments of a text; only its Japanese term where no place is known for it."""
    name = str(row.get("id") or row.get("code"))
    place = place_of(array, field, name)
    if place is not None:
        yield from place.comments(_values(name, row, owner, near))
    if japanese := row.get("japanese") or owner.get("japanese"):
        reading = row.get("reading") or owner.get("reading")
        told = f"{japanese}（{reading}）" if reading else japanese
        yield f"Japanese term: {told}"


def _values(name: str, row: Row, owner: Row, near: tuple[str, str]) -> dict[str, str]:
    options = [short(each.get("label", "")) for each in row.get("option", [])]
    return {
        "id": name.replace("_", " "),
        "title": str(owner.get("title") or owner.get("name") or name),
        "label": str(row.get("label", "")),
        "help": str(row.get("help") or "nothing"),
        "options": ", ".join(options[:_MOST]) + ", …" if options else "one for each answer",
        "previous": near[0],
        "next": near[1],
        "when": _when(row, owner),
        "routes": ", ".join(_routes(row)) or "every way",
    }


def _when(row: Row, owner: Row) -> str:
    """Return who sees a row: as its own condition says, or that of the row around it."""
    if "question" in row:
        answers = " or ".join(str(code).replace("_", " ") for code in row.get("from", ()))
        return f"those who answered {str(row['question']).replace('_', ' ')}: {answers}"
    found = next(
        (each[name] for each in (row, owner) for name in _CONDITIONS if name in each), None
    )
    if found and set(found) <= set(_ROUTES):
        return seen_by_routes(found)
    return seen_by(found)


def _routes(row: Row) -> list[str]:
    told = row.get("routes") or {**row.get("levels", {}), **row.get("answers", {})}
    return [route for route in _ROUTES if route in told]
