"""The names of the pages that a session can have open."""

FRONT = ("welcome", "help", "privacy", "about", "resume", "deleted")
MIDDLE = ("question", "explain", "confirm", "answers")
LEAVING = ("reasons.coe", "readings", "reset")
RESULT = (
    "reasons.renewal", "reasons.change", "todo", "papers", "unknowns", "who", "changes",
    "timeline", *LEAVING,
)  # fmt: skip
"""Pages of the result; those in LEAVING speak of leaving Japan and stand behind the stop screen."""

PLAIN = (*FRONT, *MIDDLE, *RESULT)
GROUP, LANGUAGE, STOP = "group.", "language.", "stop."
"""What stands before the dot takes over; behind it is the group, or the page to go on with."""


def is_view(name: str, groups: tuple[str, ...]) -> bool:
    """Return whether a page of this name can be open; `groups` are those of the statuses."""
    if name.startswith(GROUP):
        return name.removeprefix(GROUP) in groups
    return name.removeprefix(LANGUAGE).removeprefix(STOP) in PLAIN


def behind(name: str) -> str:
    """Return the page that follows the language picker or the stop screen."""
    if name.startswith(LANGUAGE):
        return name.removeprefix(LANGUAGE)
    return name.removeprefix(STOP)
