"""What a person typed, matched against the answers of the open question in every language.

Routing looks at codes only: a match yields a code. An exact label or number counts at once; a
close one only after a yes.
"""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher

_CLOSE = 0.72
_SHORTEST = 3
_INSIDE = 0.9

Labels = Iterable[tuple[str, str]]
"""Pairs of a code and a label that `plain` has made comparable."""


@dataclass(frozen=True, slots=True)
class Match:
    """The code that a text means, and whether it is certain enough to count at once."""

    code: str
    exact: bool


def plain(text: str) -> str:
    """Return a text without case, width, marks at the ends and doubled spaces, for comparing."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    kept = (char for char in folded if unicodedata.category(char) not in ("Cf", "Cc", "Cs"))
    words = "".join(char if _is_letter(char) else " " for char in kept).split()
    return " ".join(words)


def number_of(wanted: str) -> int | None:
    """Return the number that a plain text is, 1 to 999, or None."""
    if not wanted.isdecimal() or len(wanted) > 3:
        return None
    return int(wanted) or None


def match_label(wanted: str, labels: Labels) -> Match | None:
    """Return what a plain text means among the labels of all languages, or None."""
    if not wanted:
        return None
    pairs = list(labels)
    exact = {code for code, label in pairs if label == wanted}
    if len(exact) == 1:
        return Match(exact.pop(), exact=True)
    best = _closest(wanted, pairs)
    return Match(best, exact=False) if best else None


def _is_letter(char: str) -> bool:
    """Return whether a sign carries meaning; vowel signs of Indic scripts and Thai are marks."""
    return char.isalnum() or unicodedata.category(char).startswith("M")


def _closest(wanted: str, pairs: list[tuple[str, str]]) -> str | None:
    """Return the one code clearly closest to the text; None when two are as close."""
    scores: dict[str, float] = {}
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    for code, label in pairs:
        inside = len(wanted) >= _SHORTEST and _begins_or_names(label, wanted)
        score = _INSIDE if inside else _ratio(matcher, label)
        if score >= _CLOSE:
            scores[code] = max(scores.get(code, 0.0), score)
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    if not ranked or (len(ranked) > 1 and ranked[1][1] >= ranked[0][1]):
        return None
    return ranked[0][0]


def _begins_or_names(label: str, wanted: str) -> bool:
    return label.startswith(wanted) or wanted in label.split()


def _ratio(matcher: SequenceMatcher[str], label: str) -> float:
    """Return how alike two texts are; the cheap upper bounds come first, most labels end there."""
    matcher.set_seq1(label)
    if matcher.real_quick_ratio() < _CLOSE or matcher.quick_ratio() < _CLOSE:
        return 0.0
    return matcher.ratio()
