"""The frozen values that pass between the core and whoever shows them. No behaviour lives here."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import IntEnum

UNKNOWN = "unknown"
NONE = "none"
SAME = "same"

Value = str | tuple[str, ...]
"""An answer: an option code, a tuple of codes (multi), or an ISO date."""

Answers = Mapping[str, Value]
"""Question id -> answer."""

ROUTES = ("renewal", "change", "coe")
NOT_APPLICABLE = "not_applicable"
CANNOT_SAY = "cannot_say"


class Scrutiny(IntEnum):
    """How closely an application is likely to be examined; ordered from mild to impossible."""

    standard = 0
    closer_look = 1
    strict = 2
    likely_refused = 3
    not_possible = 4


@dataclass(frozen=True, slots=True)
class Action:
    """What a person asks for by a tap: a verb, and what it is about."""

    verb: str
    question: str = ""
    argument: str = ""


@dataclass(frozen=True, slots=True)
class Button:
    """A label and what it does: an action, or an address to open."""

    label: str
    action: Action | None
    url: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """What the person should see: text in Telegram's HTML subset and rows of buttons.

    `text` may exceed one message; paragraphs are separated by an empty line.
    """

    view: str
    text: str
    rows: tuple[tuple[Button, ...], ...]
    language: str


class BadAnswer(ValueError):
    """An answer that the questionnaire does not know.

    The message is one line: the place, what was found, what is allowed.
    """


class BadData(ValueError):
    """A data file that can't be used. One line: file, place, what was found, the remedy."""


class BadSession(ValueError):
    """A stored session that can't be read."""
