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


@dataclass(frozen=True, slots=True)
class Match:
    """The code that a text means, and whether it is certain enough to count at once."""

    code: str
    exact: bool


def plain(text: str) -> str:
    """Return a text without case, width, marks at the ends and doubled spaces, for comparing."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    kept = (char for char in folded if unicodedata.category(char) not in ("Cf", "Cc"))
    words = "".join(char if char.isalnum() or char.isspace() else " " for char in kept).split()
    return " ".join(words)


def match_label(text: str, labels: Iterable[tuple[str, str]], codes: tuple[str, ...]) -> Match | None:
    """Return what `text` means among (code, label) pairs of all languages, or None.

    `codes` in their order on screen give the numbers: "2" is the second.
    """
    wanted = plain(text)
    if not wanted:
        return None
    if wanted.isdecimal():
        number = int(wanted) if len(wanted) < 4 else 0
        return Match(codes[number - 1], exact=True) if 1 <= number <= len(codes) else None
    pairs = [(code, plain(label)) for code, label in labels]
    exact = {code for code, label in pairs if label == wanted}
    if len(exact) == 1:
        return Match(exact.pop(), exact=True)
    best = _closest(wanted, pairs)
    return Match(best, exact=False) if best else None


def _closest(wanted: str, pairs: list[tuple[str, str]]) -> str | None:
    """Return the one code clearly closest to the text; None when two are as close."""
    scores: dict[str, float] = {}
    for code, label in pairs:
        score = SequenceMatcher(None, wanted, label).ratio()
        inside = len(wanted) >= _SHORTEST and (label.startswith(wanted) or wanted in label.split())
        scores[code] = max(scores.get(code, 0.0), score, 0.9 if inside else 0.0)
    ranked = sorted(scores.items(), key=lambda item: -item[1])
    if not ranked or ranked[0][1] < _CLOSE:
        return None
    if len(ranked) > 1 and ranked[1][1] >= ranked[0][1]:
        return None
    return ranked[0][0]
