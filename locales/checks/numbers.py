"""Numbers and addresses: a changed figure is a changed law."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator

from locales.checks.case import Case, bare
from locales.problem import Problem

FREE = "numbers-checked"
"""A translator's flag, `#, numbers-checked`, where the language really counts otherwise."""
_NUMBER = re.compile(r"\d+")
_GROUPED = re.compile(r"(?<=\d)[,.\u00a0\u202f ](?=\d{3}(?!\d))")
_ADDRESS = re.compile(r"https?://[^\s<>\"]+|[\w.]+@[\w.]+\.\w+|(?<!\w)/[a-z]{3,}\b")
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


def addresses(case: Case) -> Iterator[Problem]:
    """The same addresses and commands as in English."""
    for english, text in case.pairs:
        if Counter(_ADDRESS.findall(english)) != Counter(_ADDRESS.findall(text)):
            yield case.problem(
                "An address or a /command differs.", "Copy it from the English exactly."
            )


def _figures(text: str) -> Counter[str]:
    """Month names may become figures in East Asian dates, so single days and months are free."""
    plain = _GROUPED.sub("", unicodedata.normalize("NFKC", bare(text)))
    plain = _MAN.sub(lambda hit: f"{hit[1]}0000", plain)
    return Counter(
        number for number in _NUMBER.findall(plain) if len(number) > 2 or int(number) > 12
    )
