"""The names of the pages that a session can have open."""

FRONT = ("welcome", "help", "privacy", "about", "resume", "deleted")
MIDDLE = ("question", "explain", "confirm", "answers")
LEAVING = ("reasons.coe", "for.coe", "readings", "reset")
RESULT = (
    "reasons.renewal", "reasons.change", "for.renewal", "for.change", "todo", "papers", "unknowns",
    "who", "changes", "timeline", "more", *LEAVING,
)  # fmt: skip
"""Pages of the result; those in LEAVING speak of leaving Japan and stand behind the stop screen."""

PAGED = ("todo", "reasons.renewal", "reasons.change", "for.renewal", "for.change", *LEAVING)
"""Pages that go on on further ones, such as todo.2."""
MOST_PAGES = 9

PLAIN = (*FRONT, *MIDDLE, *RESULT)
GROUP, LANGUAGE, STOP = "group.", "language.", "stop."
"""What stands before the dot takes over; behind it is the group, or the page to go on with."""


def is_view(name: str, groups: tuple[str, ...]) -> bool:
    """Return whether a page of this name can be open; `groups` are those of the statuses."""
    if name.startswith(GROUP):
        return name.removeprefix(GROUP) in groups
    return base_of(name.removeprefix(LANGUAGE).removeprefix(STOP)) in PLAIN


def base_of(name: str) -> str:
    """Return the view without the number of a further page."""
    return name if number_of(name) == 1 else name[:-2]


def number_of(name: str) -> int:
    """Return which page of a view is open, counted from 1."""
    base, dot, number = name.rpartition(".")
    paged = base in PAGED and len(number) == 1 and number in "23456789"
    return int(number) if dot and paged else 1


def numbered(base: str, number: int) -> str:
    """Return the name of a page of a view."""
    return base if number == 1 else f"{base}.{number}"


def behind(name: str) -> str:
    """Return the page that follows the language picker or the stop screen."""
    if name.startswith(LANGUAGE):
        return name.removeprefix(LANGUAGE)
    return name.removeprefix(STOP)
