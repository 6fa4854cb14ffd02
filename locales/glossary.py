"""Agreed names of statuses, offices and papers. The Japanese name is never translated away."""

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from locales.problem import BadLocaleData
from locales.registry import HERE, SOURCE

REFERENCE = "ja"
_ASIDE = re.compile(r"[(（][^()（）]*[)）]$")


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


@lru_cache(maxsize=4096)
def terms_in(text: str) -> tuple[str, ...]:
    """Return the keys of the terms that an English text names, in English or in Japanese.

    Names of statuses begin with capitals, so "student" alone is none. The longest name counts.
    """
    found: dict[str, None] = {}
    for finder, keys in _finders():
        for hit in finder.finditer(text):
            found |= dict.fromkeys(keys[_folded(hit[0])])
    return tuple(found)


@cache
def _finders() -> tuple[tuple[re.Pattern[str], Mapping[str, list[str]]], ...]:
    """Return, for statuses, other terms and Japanese, how to find names and whose they are."""
    rows = load()
    statuses = {key: _plain(row[SOURCE]) for key, row in rows.items() if _is_status(key)}
    others = {key: _plain(row[SOURCE]) for key, row in rows.items() if not _is_status(key)}
    japanese = {key: _plain(row[REFERENCE]) for key, row in rows.items()}
    return (
        _finder(statuses, r"\b(?:{})\b", 0),
        _finder(others, r"\b(?:{})(?=s?\b)", re.IGNORECASE),
        _finder(japanese, "(?:{})", 0),
    )


def _finder(
    names: Mapping[str, str], pattern: str, flags: int
) -> tuple[re.Pattern[str], Mapping[str, list[str]]]:
    keys: dict[str, list[str]] = {}
    for key, name in names.items():
        keys.setdefault(_folded(name), []).append(key)
    longest = sorted(set(names.values()), key=lambda name: -len(name))
    return re.compile(pattern.format("|".join(map(re.escape, longest))), flags), keys


def _is_status(key: str) -> bool:
    return key.startswith("status_") and key != "status_of_residence"


def _plain(name: str) -> str:
    """Return a name without what stands behind it in brackets."""
    return _ASIDE.sub("", name).strip()


def _folded(name: str) -> str:
    return name.casefold()
