"""Numbers and addresses: a changed figure is a changed law."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from locales.checks.case import Case, bare
from locales.problem import Problem

FREE = "numbers-checked"
"""A translator's flag, `#, numbers-checked`, where the language really counts otherwise."""
_NUMBER = re.compile(r"\d+")
_GROUPED = re.compile(r"(?<=\d)[,.\u00a0\u202f ](?=\d{3}(?!\d))")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+|[\w.]+@[\w.]+\.\w+|(?<!\w)/[a-z]{3,}\b")
_MONTHS = 12
_MAN = re.compile(r"(\d+)万")


def digits(case: Case) -> Iterator[Problem]:
    """The same figures as in English, in ASCII."""
    for english, text in case.pairs:
        if any(
            sign.isdigit() and not sign.isascii() for sign in unicodedata.normalize("NFKC", text)
        ):
            yield case.problem(
                "A figure is not written in 0-9.", "Write figures as 0-9; the residence card does."
            )
        if FREE in case.entry.flags:
            continue
        wanted, found = _figures(english), _figures(text)
        if lost := sorted((wanted - found).elements()):
            yield case.problem(
                f"The number {', '.join(lost)} is missing or changed.", "Copy numbers exactly."
            )
        if more := sorted((found - wanted).elements()):
            yield case.problem(
                f"The number {', '.join(more)} is not in the English.", "Copy numbers exactly."
            )


def small(case: Case) -> Iterator[Problem]:
    """A small figure of the English is somewhere here; it may have become a word."""
    if FREE in case.entry.flags:
        return
    for english, text in case.pairs:
        wanted, found = _small(english), _small(text)
        if wanted and found and (lost := sorted(wanted - found, key=int)):
            yield case.problem(
                f"The English has the number {', '.join(lost)}, and this has others.",
                "Compare the numbers.",
                blocking=False,
            )


def addresses(case: Case) -> Iterator[Problem]:
    """The same addresses and commands as in English."""
    for english, text in case.pairs:
        if Counter(_ADDRESS.findall(english)) != Counter(_ADDRESS.findall(text)):
            yield case.problem(
                "An address or a /command differs.", "Copy it from the English exactly."
            )


def _figures(text: str) -> Counter[str]:
    """Month names may become figures in East Asian dates, so single days and months are free."""
    found = _numbers(text)
    return Counter(number for number in found if len(number) > 2 or int(number) > _MONTHS)


def _small(text: str) -> set[str]:
    return {number for number in _numbers(text) if len(number) < 3 and int(number) <= _MONTHS}


@lru_cache(maxsize=4096)
def _numbers(text: str) -> tuple[str, ...]:
    plain = _GROUPED.sub("", unicodedata.normalize("NFKC", bare(text)))
    return tuple(_NUMBER.findall(_MAN.sub(lambda hit: f"{hit[1]}0000", plain)))
