"""A no that got lost, or one that came in: the most dangerous slip in advice.

Words of negation differ too much for a proof, so this only asks a translator to look. Which words
say no in a language stands in `negations.toml`; a language without a list is not looked at.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache

from locales.checks.case import Case, bare
from locales.problem import Problem
from locales.registry import HERE, SOURCE

# A combining sign is no letter to Python, so \b would cut Devanagari and Burmese words in pieces.
_SIGNS = r"[\w\u0900-\u0963\u0966-\u097f\u1000-\u1049\u104c-\u109f]"
_FEW = 3


@cache
def load() -> Mapping[str, Mapping[str, re.Pattern[str]]]:
    """Return, for may_say_no and surely_say_no, language -> what finds a word of negation."""
    tables = tomllib.loads((HERE / "negations.toml").read_text(encoding="utf-8"))
    return {
        name: {code: _pattern(words) for code, words in table.items()}
        for name, table in tables.items()
    }


def lost(case: Case) -> Iterator[Problem]:
    """English with a no has a translation with one."""
    says_no = load()["may_say_no"]
    if case.locale.base not in says_no:
        return
    for english, text in case.pairs:
        plain = bare(english)
        # A label may say it in one word, such as "Unpaid" for "not paid".
        if len(plain.split()) < _FEW:
            continue
        told = says_no[SOURCE].search(plain)
        if told and not says_no[case.locale.base].search(bare(text)):
            yield case.problem(
                f"The English says “{told[0].lower()}”; no word of negation was found here.",
                "Make sure that it still says no.",
                blocking=False,
            )


def added(case: Case) -> Iterator[Problem]:
    """English without any no has a translation without one."""
    says_no = load()["surely_say_no"]
    if case.locale.base not in says_no:
        return
    for english, text in case.pairs:
        found = says_no[case.locale.base].search(bare(text))
        if found and not says_no[SOURCE].search(bare(english)):
            yield case.problem(
                f"“{found[0]}” says no, and the English does not.",
                "Make sure that it means the same.",
                blocking=False,
            )


def _pattern(words: list[str]) -> re.Pattern[str]:
    parts = []
    for word in words:
        if word.startswith("/"):
            parts.append(word.strip("/"))
            continue
        begin = "" if word.startswith("*") else f"(?<!{_SIGNS})"
        # Before a question mark it only asks, as in Vietnamese "… không?".
        end = "" if word.endswith("*") else rf"(?!{_SIGNS}|\s*\?)"
        parts.append(f"{begin}{re.escape(word.strip('*'))}{end}")
    return re.compile("|".join(parts), re.IGNORECASE)
