"""Agreed terms, and English that was left standing."""

import re
from collections.abc import Iterator

from locales.checks.case import Case, bare
from locales.problem import Problem

_JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
_BRACKETED = re.compile(r"[（(]([^()（）]*[\u3040-\u30ff\u4e00-\u9fff][^()（）]*)[)）]")
_LETTERS = re.compile(r"[^\W\d_]{4,}")


def glossary(case: Case) -> Iterator[Problem]:
    """A Japanese term that the English shows is kept: it is recognised at the counter."""
    for english, text in case.pairs:
        # A bracket may explain its term, "(赤切符, a red ticket)": only the term is kept.
        parts = (part for hit in _BRACKETED.findall(english) for part in hit.split(", "))
        for term in filter(_JAPANESE.search, parts):
            if term not in text:
                yield case.problem(
                    f"The Japanese term {term} is missing.", "Keep it once, in brackets."
                )


def same_as_english(case: Case) -> Iterator[Problem]:
    """A text equal to the English is probably not translated."""
    for english, text in case.pairs:
        if text == english and _LETTERS.search(bare(english)):
            yield case.problem(
                "It is the same as the English.",
                "Translate it, if it is not a name.",
                blocking=False,
            )
