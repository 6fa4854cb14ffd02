"""Agreed terms, and English that was left standing."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from locales import glossary
from locales.checks.case import Case, bare
from locales.glossary import terms_in
from locales.problem import Problem

LOCKED = "locked"
"""The status of a row of the glossary on whose words everybody has agreed."""
_JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_BRACKETED = re.compile(r"[（(]([^()（）]*[\u3040-\u30ff\u4e00-\u9fff][^()（）]*)[)）]")
_LETTERS = re.compile(r"[^\W\d_]{4,}")
_ASIDE = re.compile(r"\s*[(（].*[)）]")
_NOT_CHOSEN = re.compile(r"not\[([\w@]+)\]=([^;]+)")
_STEM = 0.7


def japanese(case: Case) -> Iterator[Problem]:
    """A Japanese term that the English shows is kept: it is recognised at the counter."""
    for english, text in case.pairs:
        # A bracket may explain its term, "(赤切符, a red ticket)": only the term is kept.
        parts = (part for hit in _BRACKETED.findall(english) for part in hit.split(", "))
        for term in filter(_JAPANESE.search, parts):
            if term not in text:
                yield case.problem(
                    f"The Japanese term {term} is missing.", "Keep it once, in brackets."
                )


def agreed(case: Case) -> Iterator[Problem]:
    """A locked term of the glossary appears in its agreed words; endings may differ."""
    for english, text in case.pairs:
        for key in terms_in(english):
            row = glossary.load()[key]
            word = _ASIDE.sub("", row.get(case.locale.dir) or "")
            if row["status"] == LOCKED and word and not _has_stems(word, text):
                yield case.problem(
                    f"The agreed word for “{row['en']}” is “{word}”; it is not here.",
                    "Use the word of glossary.csv.",
                )


def other_words(case: Case) -> Iterator[Problem]:
    """A word that the glossary sets aside is not used: `not[xx]=…` in its note."""
    for english, text in case.pairs:
        for key in terms_in(english):
            for word in _set_aside().get((key, case.locale.dir), ()):
                if word.casefold() in text.casefold():
                    yield case.problem(
                        f"“{word}” is not the agreed word.",
                        f"Use “{glossary.load()[key][case.locale.dir]}”.",
                    )


def same_as_english(case: Case) -> Iterator[Problem]:
    """A text equal to the English is probably not translated."""
    for english, text in case.pairs:
        if text == english and _LETTERS.search(bare(english)) and not _is_agreed(case, text):
            yield case.problem(
                "It is the same as the English.",
                "Translate it, if it is not a name.",
                blocking=False,
            )


def _is_agreed(case: Case, text: str) -> bool:
    """Return whether the glossary takes an English name over into the language."""
    return any(
        _ASIDE.sub("", row.get(case.locale.dir) or "") == text for row in glossary.load().values()
    )


def _has_stems(word: str, text: str) -> bool:
    """Every word of a term is there but for its end, which a language may inflect."""
    folded = text.casefold()
    parts = word.casefold().split()
    return all(part[: max(3, round(len(part) * _STEM))] in folded for part in parts)


@cache
def _set_aside() -> Mapping[tuple[str, str], tuple[str, ...]]:
    return {
        (key, code): tuple(word.strip(' "') for word in words.split("|"))
        for key, row in glossary.load().items()
        for code, words in _NOT_CHOSEN.findall(row["note"])
    }
