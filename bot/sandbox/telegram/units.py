"""How Telegram measures a text."""


def units(text: str) -> int:
    """Return the length of a text in UTF-16 code units, as Telegram counts."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
