"""A long page in several: how much fits on each, and the buttons between them."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from flows.pages.cited import Cited
from flows.pages.frame import Frame, Row
from flows.views import MOST_PAGES, number_of, numbered

T = TypeVar("T")
Item = Mapping[str, object]
_UNSEEN = ("address",)
_UNSEEN_SIGNS = re.compile("<[^<>]*>|[\ue000-\uf8ff]")
"""Tags, and the marks of the preview."""


@dataclass(frozen=True, slots=True)
class Room:
    """What fits on a page: so many signs that are seen, and so many items."""

    signs: int
    items: int


def part(items: Sequence[T], room: Room, weigh: Callable[[T], int]) -> int:
    """Return how many items fit on one page; at least one where there is any."""
    left = room.signs
    for count, item in enumerate(items[: room.items]):
        left -= weigh(item)
        if left < 0 and count:
            return count
    return min(len(items), room.items)


def cut_up(items: Sequence[T], room: Room, weigh: Callable[[T], int]) -> list[list[T]]:
    """Return the items page by page; one empty page where there are none."""
    rest = list(items)
    found: list[list[T]] = []
    while rest and len(found) < MOST_PAGES - 1:
        count = part(rest, room, weigh)
        found.append(rest[:count])
        rest = rest[count:]
    return [*found, rest] if rest or not found else found


def opened(frame: Frame, pages: Sequence[Sequence[T]]) -> tuple[int, Sequence[T]]:
    """Return the number and the items of the page that is open, the last one at most."""
    number = min(number_of(frame.scene.session.view), len(pages))
    return number, pages[number - 1]


def page_rows(frame: Frame, base: str, number: int, last: int, more: str) -> list[Row]:
    """Return the button to the next page, called `more`, and the one to the page before."""
    rows: list[Row] = []
    if number < last:
        rows.append((frame.button(more, "show", argument=numbered(base, number + 1)),))
    if number > 1:
        rows.append((frame.button("previous", "show", argument=numbered(base, number - 1)),))
    return rows


def length(value: object) -> int:
    """Return how many signs of an item are seen: texts, what is in lists, titles of sources."""
    if isinstance(value, str):
        return len(_UNSEEN_SIGNS.sub("", value))
    if isinstance(value, Cited):
        return sum(len(line["title"]) + len(line["published"]) + 4 for line in value.lines)
    if isinstance(value, Mapping):
        return sum(length(each) for name, each in value.items() if name not in _UNSEEN)
    if isinstance(value, list | tuple):
        return sum(length(each) + 2 for each in value)
    return 0
