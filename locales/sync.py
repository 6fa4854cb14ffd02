"""Brings the PO files up to the English of today, matched by key and never by likeness.

Where the English changed, the old translation stays as needs-review beside the old English.
Where a key is gone, its translation is kept at the end as obsolete, in case the key returns.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from locales import registry
from locales.catalogues import po_path
from locales.extract import templates_of
from locales.glossary import REFERENCE
from locales.message import DOMAINS, Message
from locales.po_file import FUZZY, Entry, PoFile, read
from locales.po_writer import write
from locales.registry import HERE, SOURCE, Locale

_BELOW = ("%(", "Terms:", "At most")


@dataclass(frozen=True, slots=True)
class Synced:
    """What one file gained: new, changed and dropped keys."""

    path: Path
    new: int
    changed: int
    dropped: int


def sync(
    messages: Iterable[Message], codes: Iterable[str], root: Path = HERE, wording: bool = False
) -> list[Synced]:
    """Update the PO files of these languages below `root` and return what changed in each.

    `wording` says that changed English means the same: its translations stay as they are.
    """
    told = templates_of(messages)
    known = registry.load()
    japanese = {domain: _japanese(po_path(root, REFERENCE, domain)) for domain in DOMAINS}
    return [
        _sync(
            [
                _beside(entry, japanese[domain] if code != REFERENCE else {})
                for entry in told[domain]
            ],
            known[code],
            po_path(root, code, domain),
            wording,
        )
        for code in codes
        if code != SOURCE
        for domain in DOMAINS
    ]


def _japanese(path: Path) -> Mapping[str, str]:
    """Return key -> Japanese of a domain, on one line; only what people see."""
    entries = read(path).current.values() if path.exists() else ()
    return {each.key: " ".join(each.strings[0].split()) for each in entries if each.translated}


def _beside(entry: Entry, japanese: Mapping[str, str]) -> Entry:
    """Return an entry whose comments show the Japanese, above values, terms and length."""
    if entry.key not in japanese:
        return entry
    below = [each for each in entry.comments if each.startswith(_BELOW)]
    above = [each for each in entry.comments if each not in below]
    told = f"Japanese: {japanese[entry.key]}"
    return replace(entry, comments=(*above, told, *below))


def _sync(template: Sequence[Entry], locale: Locale, path: Path, wording: bool) -> Synced:
    old = read(path) if path.exists() else PoFile(locale.dir, locale.plural_forms, ())
    kept = {entry.key: entry for entry in old.entries if entry.obsolete} | old.current
    forms = int(locale.plural_forms.partition("nplurals=")[2].partition(";")[0])
    entries = [_merged(entry, kept.pop(entry.key, None), forms, wording) for entry in template]
    dropped = [replace(entry, obsolete=True) for entry in kept.values() if any(entry.strings)]
    write(path, PoFile(locale.dir, locale.plural_forms, (*entries, *dropped), head=old.head))
    current = old.current
    return Synced(
        path,
        new=sum(1 for entry in template if entry.key not in current),
        changed=sum(1 for entry in entries if entry.previous and FUZZY in entry.flags),
        dropped=sum(1 for entry in dropped if entry.key in current),
    )


def _merged(template: Entry, old: Entry | None, forms: int, wording: bool) -> Entry:
    count = forms if template.plural else 1
    if old is None or not any(old.strings):
        return replace(template, strings=("",) * count)
    strings = (*old.strings, *([""] * count))[:count]
    same = old.source == template.source or wording
    return replace(
        template,
        strings=strings,
        notes=old.notes,
        flags=old.flags if same else old.flags | {FUZZY},
        previous=old.previous if same else (old.previous or old.source),
    )
