"""Marks around every text of a traced page, so that the preview can tell which entry made it.

A mark is one private-use character, which no language writes with: it takes no room on a page, and
nothing but the preview ever makes one.
"""

import re
from collections.abc import Iterable

from locales.problem import BadLocaleData

_FIRST, _LAST = 0xE000, 0xF8FE
END = "\uf8ff"
_MARK = re.compile("[\ue000-\uf8ff]")


class Marks:
    """Key -> its opening mark, and back."""

    def __init__(self, keys: Iterable[str]) -> None:
        """Give every key a mark. Raises BadLocaleData when there are more keys than marks."""
        self._keys = tuple(keys)
        if len(self._keys) > _LAST - _FIRST:
            raise BadLocaleData(f"the preview has marks for {_LAST - _FIRST} texts at most")
        self._signs = {key: chr(_FIRST + place) for place, key in enumerate(self._keys)}

    def put(self, key: str, text: str) -> str:
        """Return a text between the mark of its key and the closing one."""
        sign = self._signs.get(key)
        return f"{sign}{text}{END}" if sign else text

    def key(self, sign: str) -> str:
        """Return the key of an opening mark, or '' for any other character."""
        place = ord(sign) - _FIRST
        return self._keys[place] if 0 <= place < len(self._keys) else ""


def unmarked(text: str) -> str:
    """Return a text as a person sees it; the same object where nothing is marked."""
    return _MARK.sub("", text) if _MARK.search(text) else text


def shortened(text: str, shown: str) -> str:
    """Return a marked text of which a person sees no more than the beginning `shown`."""
    left = len(shown)
    kept = []
    for sign in text:
        if _MARK.match(sign):
            kept.append(sign)
        elif left:
            kept.append(sign)
            left -= 1
    return "".join(kept)
