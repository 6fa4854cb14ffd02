"""Translation memory: what the same or nearly the same English was called elsewhere."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from locales.catalogues import po_path
from locales.message import DOMAINS
from locales.po_file import Entry, read
from locales.registry import HERE

NEAR = 0.75
MOST = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A translation of other English, and how alike the English is (1 means the same)."""

    key: str
    english: str
    translation: str
    likeness: float


def suggest(locale: str, root: Path = HERE) -> dict[str, tuple[Suggestion, ...]]:
    """Return, for each text without translation, what translations of similar texts say.

    Nothing is written: a suggestion is for a translator to read.
    """
    entries = [entry for entry in _entries(root, locale) if not entry.plural]
    known = [entry for entry in entries if entry.translated]
    found = {entry.key: nearest(entry, known) for entry in entries if not entry.translated}
    return {key: each for key, each in found.items() if each}


def _entries(root: Path, locale: str) -> list[Entry]:
    paths = [po_path(root, locale, domain) for domain in DOMAINS]
    return [entry for path in paths if path.exists() for entry in read(path).current.values()]


def nearest(entry: Entry, known: list[Entry]) -> tuple[Suggestion, ...]:
    """Return what the most similar of the known entries say, the most similar first."""
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(entry.text)
    found = []
    for other in known:
        matcher.set_seq1(other.text)
        # The cheap upper bounds come first: a full comparison is slow.
        if matcher.real_quick_ratio() < NEAR or matcher.quick_ratio() < NEAR:
            continue
        likeness = matcher.ratio()
        if likeness >= NEAR:
            found.append(Suggestion(other.key, other.text, other.strings[0], likeness))
    return tuple(sorted(found, key=lambda each: -each.likeness)[:MOST])
