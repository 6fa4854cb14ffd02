"""Telegram's HTML with marks becomes HTML of the preview, in which every text names its entry."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape

from bot.sandbox.telegram.html import KINDS, parse_html
from bot.sandbox.telegram.refusal import Refusal
from locales.marks import END, Marks, unmarked

_TOKEN = re.compile("(</?[a-zA-Z][^<>]*>)|([\ue000-\uf8ff])|([^<\ue000-\uf8ff]+|<)")
_ADDRESS = re.compile(r'<a href="(https?://[^"<>]*)">')
_PIECE = "span"

StateOf = Callable[[str], str]
"""Key -> whether people see its translation (a `State`), as a class of the page."""


@dataclass(slots=True)
class Picture:
    """HTML that can't break out of its place, and the keys in it from first to last."""

    html: str = ""
    keys: list[str] = field(default_factory=list)


def text_picture(text: str, marks: Marks, state: StateOf) -> Picture:
    """Return Telegram's HTML; a tag that is not Telegram's is shown as it was written."""
    return _Painter(marks, state).paint(text)


def label_picture(label: str, marks: Marks, state: StateOf) -> Picture:
    """Return the label of a button, which is plain text."""
    return _Painter(marks, state).paint(escape(label))


def refusal_of(text: str) -> str:
    """Return why Telegram would refuse a text, or ''."""
    try:
        parse_html(unmarked(text))
    except Refusal as refusal:
        return str(refusal)
    return ""


class _Painter:
    """Keeps count of what is open, and closes what a mistake left open."""

    def __init__(self, marks: Marks, state: StateOf) -> None:
        self._marks = marks
        self._state = state
        self._open: list[str] = []
        self._parts: list[str] = []
        self._picture = Picture()

    def paint(self, text: str) -> Picture:
        for tag, mark, plain in _TOKEN.findall(text):
            if mark:
                self._mark(mark)
            elif tag:
                self._tag(tag)
            else:
                self._parts.append("&lt;" if plain == "<" else plain.replace(">", "&gt;"))
        self._close_to(0)
        self._picture.html = "".join(self._parts)
        return self._picture

    def _mark(self, mark: str) -> None:
        if mark == END:
            if _PIECE in self._open:
                self._close_to(len(self._open) - 1 - self._open[::-1].index(_PIECE))
            return
        key = self._marks.key(mark)
        self._picture.keys.append(key)
        self._open.append(_PIECE)
        name = escape(key)
        self._parts.append(f'<span class="said {self._state(key)}" data-key="{name}">')

    def _tag(self, tag: str) -> None:
        name = tag.strip("</>").split()[0].lower()
        if name not in KINDS:
            self._parts.append(escape(tag))
        elif tag.startswith("</"):
            inner = self._open[::-1]
            here = inner[: inner.index(_PIECE)] if _PIECE in inner else inner
            if name in here:
                self._close_to(len(self._open) - 1 - inner.index(name))
        elif name != "a" or (address := _ADDRESS.fullmatch(tag)) is None:
            self._open.append(name)
            self._parts.append(f"<{name}>")
        else:
            self._open.append(name)
            self._parts.append(f'<a href="{address[1]}" target="_blank" rel="noopener noreferrer">')

    def _close_to(self, depth: int) -> None:
        while len(self._open) > depth:
            self._parts.append(f"</{self._open.pop()}>")
