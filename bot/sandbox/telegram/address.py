"""Addresses that Telegram accepts in links and buttons."""

import re

_LINK = re.compile(r"(?:https?://)?[^\s/?#@]+\.[^\s/?#@.]+(?:[/?#]\S*)?|(?:tg|mailto|tel|ton):\S+")


def link(address: str) -> str | None:
    """Return the address as Telegram would keep it, None if it leads nowhere."""
    if not _LINK.fullmatch(address):
        return None
    if re.match(r"(?:tg|mailto|tel|ton):", address):
        return address
    if not re.match(r"https?://", address):
        address = f"http://{address}"
    return address if re.match(r"https?://[^/?#]+[/?#]", address) else f"{address}/"
