"""Says whether a change of English changes what is meant, so that translations need a new look."""

import re
from collections import Counter

from locales.message import placeholders

_FIGURES = re.compile(r"\d+")
_ADDRESS = re.compile(r"https?://\S+")
_NEGATION = re.compile(
    r"\b(?:not|no|never|none|without|cannot|nobody|nothing|n't)\b|n't\b|\bun\w+", re.I
)
_STRENGTH = re.compile(
    r"\b(?:may|might|can|could|must|should|will|would|likely|possible|announced|in principle)\b",
    re.I,
)
MEANING, WORDING = "meaning", "wording"


def classify(before: str, after: str) -> tuple[str, str]:
    """Return meaning or wording, and why.

    A changed number, date, amount, address, value, negation or strength is always a matter of
    meaning. What is left may be wording; an author has the last word.
    """
    for name, pattern in (
        ("a number", _FIGURES),
        ("an address", _ADDRESS),
        ("a negation", _NEGATION),
        ("how certain it is", _STRENGTH),
    ):
        if _told(pattern, before) != _told(pattern, after):
            return MEANING, f"{name} changed"
    if placeholders(before) != placeholders(after):
        return MEANING, "a placeholder changed"
    return WORDING, "numbers, addresses, negations and certainty are the same"


def _told(pattern: re.Pattern[str], text: str) -> Counter[str]:
    return Counter(each.lower() for each in pattern.findall(text))
