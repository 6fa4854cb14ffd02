"""Character references of HTML: the four named ones and the numeric ones."""

import re

from bot.sandbox.telegram.refusal import bad_request

_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#([0-9]+)|([a-zA-Z]+));?")


def reference(text: str, at: int) -> tuple[str, int]:
    """Return the character a reference at `at` stands for and where it ends; "&" if it is none."""
    found = _REFERENCE.match(text, at)
    if found is None:
        return "&", at + 1
    hexadecimal, decimal, name = found.groups()
    if name is not None:
        return (_NAMED[name], found.end()) if name in _NAMED else ("&", at + 1)
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    if not 0 < code < 0x10FFFF or found.end() - at > 10:
        return "&", at + 1
    if 0xD800 <= code <= 0xDFFF:
        raise bad_request(
            "Text contains invalid Unicode characters after decoding HTML entities, "
            "check for unmatched surrogate code units"
        )
    return chr(code), found.end()


def unescape(text: str) -> str:
    """Return an attribute's value with its references replaced."""
    parts, at = [], 0
    while (mark := text.find("&", at)) >= 0:
        parts.append(text[at:mark])
        character, at = reference(text, mark)
        parts.append(character)
    return "".join(parts) + text[at:]
