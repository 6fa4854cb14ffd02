"""Telegram's HTML: text and entities out of a marked-up string.

A port of what the server does (`parse_html` of tdlib), with its error texts and its habits: an
entity of no length and a link that leads nowhere vanish without a word.
"""

import re
from dataclasses import dataclass
from typing import Any

from bot.sandbox.telegram.address import link
from bot.sandbox.telegram.reference import reference, unescape
from bot.sandbox.telegram.refusal import Refusal, bad_request
from bot.sandbox.telegram.units import units

Entity = dict[str, Any]

KINDS = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "code": "code",
    "pre": "pre",
    "a": "text_link",
    "blockquote": "blockquote",
    "tg-emoji": "custom_emoji",
    "tg-time": "date_time",
}
_MARK = re.compile(r"[<&]")
_TAG_NAME = re.compile(r"[^\s>]*")
_ATTRIBUTE = re.compile(r"[^\s=>/\"']*")
_TOKEN = re.compile(r"[A-Za-z0-9.\-]*")
_SPACE = re.compile(r"\s*")


@dataclass(slots=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    offset: int
    part: int


class _Reader:
    """One pass over one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.parts: list[str] = []
        self.length = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def refuse(self, message: str, at: int | None = None) -> Refusal:
        where = "" if at is None else f" at byte offset {len(self.text[:at].encode())}"
        return bad_request(f"can't parse entities: {message}{where}")

    def add(self, text: str) -> None:
        if text:
            self.parts.append(text)
            self.length += units(text)

    def read(self) -> tuple[str, list[Entity]]:
        at = 0
        while (mark := _MARK.search(self.text, at)) is not None:
            self.add(self.text[at : mark.start()])
            if mark.group() == "&":
                character, at = reference(self.text, mark.start())
                self.add(character)
            elif self.text.startswith("</", mark.start()):
                at = self.end_tag(mark.start())
            else:
                at = self.start_tag(mark.start())
        self.add(self.text[at:])
        if self.open:
            raise self.refuse(
                f'Can\'t find end tag corresponding to start tag "{self.open[-1].tag}"'
            )
        self.entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return "".join(self.parts), self.entities

    def start_tag(self, begin: int) -> int:
        found = _TAG_NAME.match(self.text, begin + 1)
        at = found.end() if found else begin + 1
        if at >= len(self.text):
            raise self.refuse("Unclosed start tag", begin)
        tag = self.text[begin + 1 : at].lower()
        if tag not in KINDS:
            raise self.refuse(f'Unsupported start tag "{tag}"', begin)
        attributes: dict[str, str] = {}
        while True:
            at = self.skip(at)
            if self.text.startswith(">", at):
                break
            at = self.attribute(tag, begin, at, attributes)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise self.refuse('Tag "span" must have class "tg-spoiler"', begin)
        self.open.append(_Open(tag, attributes, self.length, len(self.parts)))
        return at + 1

    def skip(self, at: int) -> int:
        found = _SPACE.match(self.text, at)
        return found.end() if found else at

    def attribute(self, tag: str, begin: int, at: int, into: dict[str, str]) -> int:
        unclosed = self.refuse(f'Unclosed start tag "{tag}"', begin)
        if at >= len(self.text):
            raise unclosed
        found = _ATTRIBUTE.match(self.text, at)
        name = found.group() if found else ""
        if not name:
            raise self.refuse(f'Empty attribute name in the tag "{tag}"', begin)
        at = self.skip(at + len(name))
        if at >= len(self.text):
            raise unclosed
        if self.text[at] != "=":
            into[name] = "1"
            return at
        at = self.skip(at + 1)
        if at >= len(self.text):
            raise unclosed
        into[name], at = self.value(begin, at)
        return at

    def value(self, begin: int, at: int) -> tuple[str, int]:
        quote = self.text[at]
        if quote in "\"'":
            end = self.text.find(quote, at + 1)
            if end < 0 or end + 1 >= len(self.text):
                raise self.refuse("Unclosed start tag", begin)
            return unescape(self.text[at + 1 : end]), end + 1
        found = _TOKEN.match(self.text, at)
        end = found.end() if found else at
        if end < len(self.text) and not (self.text[end].isspace() or self.text[end] == ">"):
            raise self.refuse("Unexpected end of name token", at)
        if end >= len(self.text):
            raise self.refuse("Unclosed start tag", begin)
        return self.text[at:end].lower(), end

    def end_tag(self, begin: int) -> int:
        if not self.open:
            raise self.refuse("Unexpected end tag", begin)
        found = _TAG_NAME.match(self.text, begin + 2)
        end = found.end() if found else begin + 2
        name = self.text[begin + 2 : end].lower()
        at = self.skip(end)
        if not self.text.startswith(">", at):
            raise self.refuse("Unclosed end tag", begin)
        opened = self.open.pop()
        if name and name != opened.tag:
            where = len(self.text[:begin].encode())
            message = (
                f"Unmatched end tag at byte offset {where}, "
                f'expected "</{opened.tag}>", found "</{name}>"'
            )
            raise self.refuse(message)
        if self.length > opened.offset:
            self.close(opened)
        return at + 1

    def close(self, opened: _Open) -> None:
        entity: Entity = {
            "type": KINDS[opened.tag],
            "offset": opened.offset,
            "length": self.length - opened.offset,
        }
        attributes = opened.attributes
        if opened.tag == "a":
            inner = "".join(self.parts[opened.part :])
            address = link(attributes.get("href") or inner)
            if address is None:
                return
            entity["url"] = address
        elif opened.tag == "blockquote" and attributes.get("expandable"):
            entity["type"] = "expandable_blockquote"
        elif opened.tag == "tg-emoji":
            if not attributes.get("emoji-id", "").isdigit():
                raise self.refuse("Invalid custom emoji identifier specified")
            entity["custom_emoji_id"] = attributes["emoji-id"]
        elif opened.tag == "tg-time":
            entity["unix_time"] = int(attributes.get("unix", "0") or 0)
        self.entities.append(entity)


def parse_html(text: str) -> tuple[str, list[Entity]]:
    """Return the bare text and its entities. Raises Refusal for broken markup."""
    if "<" not in text and "&" not in text:
        return text, []
    return _Reader(text).read()
