"""How much of each language is done, by domain."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from locales import registry
from locales.catalogues import po_path
from locales.message import DOMAINS, Message
from locales.po_file import read
from locales.registry import HERE, SOURCE
from locales.reviews import Reviewed, state

WHOLE = 100
_PROMISED = 1
"""Languages up to this wave of the registry have every text."""


@dataclass(frozen=True, slots=True)
class Share:
    """Counts of one language and domain. `reviewed` counts only what a named person signed."""

    locale: str
    domain: str
    total: int
    translated: int
    fuzzy: int
    reviewed: int

    @property
    def percent(self) -> int:
        """The translated share, rounded down: 100 means all."""
        return WHOLE * self.translated // self.total if self.total else WHOLE


def complete() -> list[str]:
    """Return the languages that must have every text: those of waves 0 and 1."""
    return [each.dir for each in registry.load().values() if each.wave <= _PROMISED]


def stats(messages: Iterable[Message], codes: Iterable[str], root: Path = HERE) -> list[Share]:
    """Return the share of every language and domain."""
    keys = {domain: {each.key for each in messages if each.domain == domain} for domain in DOMAINS}
    return [_share(code, domain, keys[domain], root) for code in codes for domain in DOMAINS]


def _share(code: str, domain: str, keys: set[str], root: Path) -> Share:
    if code == SOURCE:
        return Share(code, domain, len(keys), len(keys), 0, 0)
    path = po_path(root, code, domain)
    entries = read(path).current.values() if path.exists() else ()
    told = [entry for entry in entries if entry.key in keys]
    locale = registry.load()[code]
    return Share(
        code,
        domain,
        len(keys),
        sum(entry.translated for entry in told),
        sum(entry.fuzzy for entry in told),
        sum(state(entry, locale) is Reviewed.reviewed for entry in told),
    )
