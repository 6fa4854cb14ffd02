"""Telegram's HTML as plain text, for the terminal."""

import re
from html import unescape

_LINK = re.compile(r'<a href="([^"]*)">(.*?)</a>', re.DOTALL)
_TAG = re.compile(r"<[^<>]*>")


def plain_text(html: str) -> str:
    """Return the text that a person would see; an address follows its link in brackets."""

    def link(hit: re.Match[str]) -> str:
        return (
            hit[2]
            if hit[1] == hit[2]
            else f"{hit[2]} <{hit[1]}>".replace("<", "\0").replace(">", "\1")
        )

    shown = _LINK.sub(link, html)
    return unescape(_TAG.sub("", shown)).replace("\0", "(").replace("\1", ")")
