"""Who has read a translation: a note of its entry, `# reviewed: NAME, 2027-03-04, 1a2b3c4d`.

The last word is a seal of what was read, the English and the translation. Once either changes, the
mark is stale and counts no more. Only somebody whom `registry.toml` names as a reviewer of the
language can sign.
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

from locales.catalogues import po_path
from locales.message import DOMAINS
from locales.po_file import Entry, read
from locales.po_writer import write
from locales.problem import BadLocaleData
from locales.registry import HERE, Locale

_NOTE = re.compile(r"reviewed: (.+), (\d{4}-\d\d-\d\d), ([0-9a-f]{8})")


class Reviewed(StrEnum):
    """What a review of an entry is worth."""

    draft = "draft"
    reviewed = "reviewed"
    stale = "stale"
    unknown_reviewer = "unknown_reviewer"


@dataclass(frozen=True, slots=True)
class Review:
    """A signature."""

    name: str
    day: str
    seal: str


def review_of(entry: Entry) -> Review | None:
    """Return the last signature of an entry."""
    found = [hit for note in entry.notes if (hit := _NOTE.fullmatch(note))]
    return Review(*found[-1].groups()) if found else None


def state(entry: Entry, locale: Locale) -> Reviewed:
    """Return whether somebody who may has read exactly this."""
    review = review_of(entry)
    if review is None:
        return Reviewed.draft
    if review.name not in locale.reviewers:
        return Reviewed.unknown_reviewer
    fresh = review.seal == _seal(entry) and entry.translated
    return Reviewed.reviewed if fresh else Reviewed.stale


def sign(locale: Locale, name: str, day: date, keys: Iterable[str], root: Path = HERE) -> int:
    """Sign the translations whose key begins with one of `keys`, and return how many.

    Raises BadLocaleData for somebody whom the registry does not name.
    """
    if name not in locale.reviewers:
        raise BadLocaleData(
            f"registry.toml {locale.dir}: {name} is not among its reviewers; write the name there"
        )
    begins, count = tuple(keys), 0
    for path in (po_path(root, locale.dir, domain) for domain in DOMAINS):
        po = read(path)
        entries = []
        for entry in po.entries:
            if entry.translated and not entry.obsolete and entry.key.startswith(begins):
                entry = _signed(entry, name, day)
                count += 1
            entries.append(entry)
        write(path, replace(po, entries=tuple(entries)))
    return count


def _signed(entry: Entry, name: str, day: date) -> Entry:
    others = tuple(note for note in entry.notes if not _NOTE.fullmatch(note))
    note = f"reviewed: {name}, {day.isoformat()}, {_seal(entry)}"
    return replace(entry, notes=(*others, note))


def _seal(entry: Entry) -> str:
    told = "\0".join((*entry.source, *entry.strings))
    return hashlib.sha256(told.encode()).hexdigest()[:8]
