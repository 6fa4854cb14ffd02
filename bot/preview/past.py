"""The English that a translation was made from, compared with the English of today."""

from difflib import SequenceMatcher
from html import escape

from locales.message import Message
from locales.po_file import Entry

KEPT, GONE, NEW = "kept", "gone", "new"
Piece = tuple[str, str]
"""Whether words were kept, are gone or are new, and the words as HTML."""


def differences(entry: Entry | None, message: Message) -> tuple[Piece, ...]:
    """Return the English of before in pieces; none where it is the English of today."""
    before = "" if entry is None else _before(entry, message)
    if not before:
        return ()
    old, new = before.split(" "), message.text.split(" ")
    pieces: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append((KEPT, _words(old[a:b])))
            continue
        if a < b:
            pieces.append((GONE, _words(old[a:b])))
        if c < d:
            pieces.append((NEW, _words(new[c:d])))
    return tuple(pieces)


def _before(entry: Entry, message: Message) -> str:
    if entry.fuzzy and entry.previous:
        return entry.previous[0]
    return entry.text if entry.source != message.texts else ""


def _words(words: list[str]) -> str:
    return escape(" ".join(words))
