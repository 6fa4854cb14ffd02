"""The statuses of residence (在留資格), their groups on screen and their traits, from data."""

from dataclasses import dataclass
from functools import cache

from flows.datafile import rows


@dataclass(frozen=True, slots=True)
class StatusOfResidence:
    """One status: its code, English and Japanese names, group on screen, and traits for rules.

    `short` is what stands on a button where both names are too long for it, '' elsewhere.
    """

    code: str
    name: str
    japanese: str
    reading: str
    group: str
    traits: frozenset[str]
    about: str
    short: str


@dataclass(frozen=True, slots=True)
class StatusGroup:
    """A heading under which statuses are listed on screen."""

    id: str
    title: str
    order: int


@cache
def load_statuses() -> dict[str, StatusOfResidence]:
    """Return every status by code, in the order of the file."""
    found = {}
    for row in rows("law/statuses.toml", "status", identity="code"):
        row.only("code", "name", "japanese", "reading", "group", "traits", "about", "short")
        code = row.take("code", str)
        found[code] = StatusOfResidence(
            code=code,
            name=row.take("name", str),
            japanese=row.take("japanese", str, ""),
            reading=row.take("reading", str, ""),
            group=row.take("group", str, ""),
            traits=frozenset(row.codes("traits")),
            about=row.take("about", str, ""),
            short=row.take("short", str, ""),
        )
    return found


@cache
def load_groups() -> tuple[StatusGroup, ...]:
    """Return the groups of statuses in their order on screen."""
    found = [
        StatusGroup(row.take("id", str), row.take("title", str), row.take("order", int))
        for row in rows("law/statuses.toml", "group")
    ]
    return tuple(sorted(found, key=lambda group: group.order))
