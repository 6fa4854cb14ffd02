"""One entry of one language, as every check sees it."""

import re
from dataclasses import dataclass
from functools import lru_cache

from locales.po_file import Entry
from locales.problem import Problem
from locales.registry import Locale

TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
VALUE = re.compile(r"%\(\w+\)s|%%")


@dataclass(frozen=True, slots=True)
class Case:
    """An entry, the language it is in, and the name of its file."""

    locale: Locale
    file: str
    entry: Entry

    def problem(self, what: str, fix: str, *, blocking: bool = True) -> Problem:
        """Return a problem of this entry."""
        return Problem(self.file, self.entry.key, what, fix, blocking)

    @property
    def pairs(self) -> tuple[tuple[str, str], ...]:
        """(English, translation) for every form; the last English form serves further ones."""
        source = self.entry.source
        return tuple(
            (source[min(number, len(source) - 1)], text)
            for number, text in enumerate(self.entry.strings)
        )


@lru_cache(maxsize=8192)
def bare(text: str) -> str:
    """Return a text without tags and values: the letters a translator wrote."""
    return VALUE.sub(" ", TAG.sub(" ", text))
