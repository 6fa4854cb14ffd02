"""The sources that a page names: the firmest first, few enough to read, the others counted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flows.sources import Source, load_sources

MOST = 2
_LAST = ("practitioner", "our_inference")


@dataclass(frozen=True, slots=True)
class Cited:
    """Lines to show, and how many more sources there are."""

    lines: tuple[Mapping[str, str], ...]
    more: int


def cited(names: Iterable[str], most: int = MOST) -> Cited:
    """Return the sources to show; `address` is '' where none opens in a browser."""
    known = load_sources()
    found = sorted((known[name] for name in names), key=_rank)
    return Cited(tuple(_line(each) for each in found[:most]), max(0, len(found) - most))


def _rank(source: Source) -> int:
    """Official pages and press reports come before what practitioners write, our reading last."""
    return _LAST.index(source.kind) + 1 if source.kind in _LAST else 0


def _line(source: Source) -> Mapping[str, str]:
    return {
        "title": source.title,
        "address": source.address if source.online else "",
        "published": "" if source.published == "unknown" else source.published,
    }
