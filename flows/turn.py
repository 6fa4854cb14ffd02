"""What one act did, and how the bot presents itself: the values that the desk hands out."""

from dataclasses import dataclass

from flows.session import Session
from flows.terms import Page


@dataclass(frozen=True, slots=True)
class Turn:
    """The session after an act and the page to show.

    `recap` is a line of Telegram HTML into which the old screen is frozen after an answer; `toast`
    is plain text for the answer to a tap; `erase` asks the host to erase everything about this
    person; `fresh` asks for a new message instead of an edit.
    """

    session: Session
    page: Page
    recap: str = ""
    toast: str = ""
    erase: bool = False
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """The bot's name, descriptions and menu of commands in one language."""

    name: str
    short_description: str
    description: str
    commands: tuple[tuple[str, str], ...]
