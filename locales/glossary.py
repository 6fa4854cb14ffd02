"""Agreed names of statuses, offices and papers. The Japanese name is never translated away."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from locales.problem import BadLocaleData
from locales.registry import HERE, SOURCE

REFERENCE = "ja"


@dataclass(frozen=True, slots=True)
class Term:
    """A name in one language, the Japanese one, and how that is read (kana)."""

    local: str
    japanese: str
    reading: str

    def __str__(self) -> str:
        """Return the local name with the Japanese one in brackets, once."""
        return self.local if self.japanese in self.local else f"{self.local} ({self.japanese})"


@cache
def load(path: Path = HERE / "glossary.csv") -> Mapping[str, Mapping[str, str]]:
    """Return key -> row of `glossary.csv`. Raises BadLocaleData when a key stands twice."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    glossary = {row["key"]: row for row in rows}
    if len(glossary) != len(rows):
        raise BadLocaleData(f"{path.name}: a key stands twice; every row needs its own")
    return glossary


def term(key: str, locale: str) -> Term:
    """Return the term of a key in a language (a dir), in English where the cell is empty.

    Raises BadLocaleData for a key that the glossary does not have.
    """
    row = load().get(key)
    if row is None:
        raise BadLocaleData(f"glossary.csv: there is no term {key}; add a row")
    local = row.get(locale) or row[SOURCE]
    return Term(local, row[REFERENCE], row["ja_reading"])
