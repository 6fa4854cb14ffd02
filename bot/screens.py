"""A page becomes Telegram messages: parts within Telegram's limits, the keyboard on the last one.

Counts what Telegram counts: UTF-16 units after entities are parsed, and entities a message. A cut
falls at the end of a paragraph where one is near, and tags that are open there are closed and
opened again. Chooses no words.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from bot.press import Press
from flows.session import Session
from flows.terms import Button, Page

MOST_UNITS = 4096
MOST_ENTITIES = 100
_TOKEN = re.compile(r"(</?[a-zA-Z][^<>]*>)|(&(?:#\d+|#x[0-9a-fA-F]+|\w+);)|(\s+)|([^<&\s]+|[<&])")

Keys = list[list[tuple[str, str, str]]]
"""Rows of (label, callback data, address)."""


@dataclass(frozen=True, slots=True)
class Screen:
    """The parts of one page as Telegram HTML, and the keyboard of the last part."""

    parts: tuple[str, ...]
    keys: Keys


def screen(page: Page, session: Session) -> Screen:
    """Return the page with each button bound to this version of the session."""
    keys = [[_key(button, session) for button in row] for row in page.rows]
    return Screen(split(page.text), keys)


def _key(button: Button, session: Session) -> tuple[str, str, str]:
    if button.action is None:
        return (button.label, "", button.url)
    return (button.label, Press(session.run, session.version, button.action).encode(), "")


def units(text: str) -> int:
    """Return the length of plain text as Telegram counts it."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def visible(html: str) -> str:
    """Return what a person reads of Telegram HTML."""
    return unescape(re.sub(r"</?[a-zA-Z][^<>]*>", "", html))


def split(html: str) -> tuple[str, ...]:
    """Return the text in parts that each fit one message; most pages are one part."""
    if units(html) <= MOST_UNITS and html.count("</") <= MOST_ENTITIES:
        return (html.strip(),)
    writer = _Writer()
    for paragraph in html.strip().split("\n\n"):
        writer.add(paragraph)
    return writer.finish()


class _Writer:
    """Fills one part after the other, and keeps count of tags that are open."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.text = ""
        self.length = 0
        self.entities = 0
        self.open: list[str] = []

    def add(self, paragraph: str) -> None:
        length, entities = units(visible(paragraph)), paragraph.count("</")
        gap = "\n\n" if self.length else ""
        fits = self._fits(length + len(gap), entities)
        if not fits and self.length:
            self._turn()
            gap, fits = "", self._fits(length, entities)
        if fits:
            self._put(gap, len(gap))
            for token, size in _tokens(paragraph):
                self._put(token, size)
            return
        for token, size in _tokens(paragraph):
            for piece, part in _pieces(token, size):
                if not self._fits(part, 1):
                    self._turn()
                    if piece.isspace():
                        continue
                self._put(piece, part)

    def finish(self) -> tuple[str, ...]:
        if self.length:
            self.parts.append(self.text.strip())
        return tuple(self.parts)

    def _fits(self, length: int, entities: int) -> bool:
        return self.length + length <= MOST_UNITS and self.entities + entities <= MOST_ENTITIES

    def _put(self, token: str, size: int) -> None:
        self.text += token
        self.length += size
        if not size and token.startswith("</"):
            self.open.pop()
            self.entities += 1
        elif not size and token:
            self.open.append(token)

    def _turn(self) -> None:
        closing = "".join(f"</{_name(tag)}>" for tag in reversed(self.open))
        if self.length:
            self.parts.append(self.text.strip() + closing)
        self.text, self.length, self.entities = "".join(self.open), 0, len(self.open)


def _tokens(html: str) -> Iterator[tuple[str, int]]:
    """Return tags (size 0), entities, blanks and words with the units that Telegram counts."""
    for found in _TOKEN.finditer(html):
        token = found.group()
        yield token, 0 if found.group(1) else units(unescape(token))


def _pieces(token: str, size: int) -> Iterator[tuple[str, int]]:
    if size <= MOST_UNITS:
        yield token, size
        return
    step = MOST_UNITS // 2
    for start in range(0, len(token), step):
        piece = token[start : start + step]
        yield piece, units(piece)


def _name(tag: str) -> str:
    return tag.strip("<>").split()[0]
