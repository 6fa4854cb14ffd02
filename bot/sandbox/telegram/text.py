"""Text on its way into a message: parsed, cleaned as Telegram cleans it, and measured."""

import re
from typing import Any

from bot.sandbox.telegram.html import Entity, parse_html
from bot.sandbox.telegram.refusal import bad_request
from bot.sandbox.telegram.units import units

MESSAGE_UNITS = 4096
CAPTION_UNITS = 1024
RAW_BYTES = 1 << 15
ENTITIES = 100
# Telegram drops carriage returns and the marks that override direction or split lines.
_DROPPED = re.compile("[\r\u2028-\u202e]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_COMMAND = re.compile(r"(?<![\w/])/[a-zA-Z0-9_]{1,32}(?:@\w{3,32})?(?![\w/])")
_URL = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]")

Formatted = tuple[str, list[Entity]]


def formatted(text: str, mode: str | None, given: Any) -> Formatted:
    """Return text and entities of an outgoing text. Raises Refusal for what Telegram refuses."""
    if len(text.encode("utf-8", "replace")) > RAW_BYTES:
        raise bad_request("text is too long")
    kind = (mode or "none").lower()
    if kind == "html":
        text, entities = parse_html(text)
    elif kind in {"markdown", "markdownv2"}:
        raise bad_request("stand-in: only HTML is known here, not Markdown")
    elif kind == "none":
        entities = [dict(entity) for entity in given or []]
    else:
        raise bad_request("Unsupported parse_mode")
    text, entities = clean(text, entities)
    if len(entities) > ENTITIES:
        raise bad_request("ENTITIES_TOO_LONG")
    return text, entities


def clean(text: str, entities: list[Entity]) -> Formatted:
    """Return the text without what Telegram drops and trims, its entities moved along."""
    if _DROPPED.search(text):
        text, entities = _without(text, entities)
    text = _CONTROL.sub(" ", text)
    bare = text.strip()
    if len(bare) == len(text):
        return text, entities
    before = units(text[: len(text) - len(text.lstrip())])
    return bare, _moved(entities, before, units(bare))


def _without(text: str, entities: list[Entity]) -> Formatted:
    gone = [units(text[: found.start()]) for found in _DROPPED.finditer(text)]
    shifted = []
    for entity in entities:
        begin = entity["offset"]
        end = begin + entity["length"]
        kept_begin = begin - sum(1 for at in gone if at < begin)
        kept_end = end - sum(1 for at in gone if at < end)
        if kept_end > kept_begin:
            shifted.append({**entity, "offset": kept_begin, "length": kept_end - kept_begin})
    return _DROPPED.sub("", text), shifted


def _moved(entities: list[Entity], before: int, size: int) -> list[Entity]:
    kept = []
    for entity in entities:
        begin = max(0, entity["offset"] - before)
        end = min(size, entity["offset"] - before + entity["length"])
        if end > begin:
            kept.append({**entity, "offset": begin, "length": end - begin})
    return kept


def message_text(text: str, mode: str | None, given: Any) -> Formatted:
    """Return what `formatted` returns, for a message. Raises Refusal when empty or too long."""
    if not text:
        raise bad_request("message text is empty")
    bare, entities = formatted(text, mode, given)
    if not bare:
        raise bad_request("text must be non-empty")
    if len(bare) > MESSAGE_UNITS // 2 and units(bare) > MESSAGE_UNITS:
        raise bad_request("message is too long")
    return bare, entities


def caption_text(text: str, mode: str | None, given: Any) -> Formatted:
    """Return what `formatted` returns, for a caption, which may be empty."""
    bare, entities = formatted(text, mode, given)
    if units(bare) > CAPTION_UNITS:
        raise bad_request("message caption is too long")
    return bare, entities


def found_entities(text: str) -> list[Entity]:
    """Return the commands and addresses Telegram marks in a text typed by a person."""
    found = [
        {"type": kind, "offset": units(text[: hit.start()]), "length": units(hit.group())}
        for kind, pattern in (("bot_command", _COMMAND), ("url", _URL))
        for hit in pattern.finditer(text)
    ]
    return sorted(found, key=lambda entity: (entity["offset"], entity["length"]))
