"""The published texts that rules rest on: each once, with its weight, address and dates."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from flows.datafile import Row, rows
from flows.terms import BadData

WEIGHTS = (
    "statute",
    "ordinance",
    "guideline",
    "document_list",
    "government_plan",
    "court",
    "practitioner",
    "our_inference",
)
"""Legal weight, from binding text to our own reading. The words shown keep these apart."""

KINDS = (*WEIGHTS, "official_page", "press")
"""What a source is: a weight, a page of a public body that is none of these, or a press report."""


@dataclass(frozen=True, slots=True)
class Source:
    """One published text: who issued it, where it stands, when it was published and checked.

    `unread` says that only its address is known, or what others tell of it.
    """

    id: str
    title: str
    issuer: str
    kind: str
    address: str
    published: str
    checked: date
    note: str
    unread: bool

    @property
    def online(self) -> bool:
        """Whether the address opens in a browser; our own reading is a page of the handbook."""
        return self.address.startswith(("https://", "http://"))


@cache
def load_sources() -> dict[str, Source]:
    """Return every source by id. BadData when one address stands under two ids."""
    found: dict[str, Source] = {}
    by_address: dict[str, str] = {}
    for row in rows("law/sources", "source"):
        source = _source(row)
        if source.address in by_address:
            other = by_address[source.address]
            raise BadData(f"{row.place}: same address as {other}; keep one and cite it twice")
        by_address[source.address] = source.id
        found[source.id] = source
    return found


def _source(row: Row) -> Source:
    row.only("id", "title", "issuer", "kind", "address", "published", "checked", "note", "unread")
    kind = row.take("kind", str)
    if kind not in KINDS:
        raise BadData(f"{row.place}: kind is {kind!r}; allowed: {', '.join(KINDS)}")
    published = row.values.get("published", "unknown")
    return Source(
        id=row.take("id", str),
        title=row.take("title", str),
        issuer=row.take("issuer", str, "unknown"),
        kind=kind,
        address=row.take("address", str),
        published=str(published),
        checked=row.take("checked", date),
        note=row.take("note", str, ""),
        unread=row.take("unread", bool, False),
    )
