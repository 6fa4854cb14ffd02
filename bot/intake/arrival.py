"""What one update means to us, as one small value."""

from dataclasses import dataclass
from enum import StrEnum

UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")


class Kind(StrEnum):
    """What a person, or Telegram, did."""

    press = "press"
    text = "text"
    command = "command"
    notice = "notice"
    blocked = "blocked"
    returned = "returned"
    group = "group"
    nothing = "nothing"


QUIET = (Kind.blocked, Kind.returned, Kind.nothing)
"""What is noted of people we know, and leaves no trace of others."""


class BadUpdate(ValueError):
    """An update that can't be read. `chat_id` is told where it could be made out."""

    def __init__(self, update_id: int | None, chat_id: int, raw: bytes, reason: str) -> None:
        """Keep what is needed to put the update aside."""
        super().__init__("an update can't be read")
        self.update_id = update_id
        self.chat_id = chat_id
        self.raw = raw
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Arrival:
    """One update. `text` is what was typed or the data of a tap; `name` a command or a notice."""

    update_id: int
    kind: Kind
    chat_id: int = 0
    language: str = ""
    name: str = ""
    text: str = ""
    callback: str = ""
    message_id: int = 0
    raw: bytes = b""
