"""One chat as it is stored, opened."""

from dataclasses import dataclass
from datetime import date

from flows.session import Session


@dataclass(frozen=True, slots=True)
class Chat:
    """A chat: where it is, the session, the live screen, and who sends its letters.

    `sealed` is the session as it was found, when nobody asked to open it.
    """

    key: str
    chat_id: int
    touched_on: date
    session: Session | None = None
    sealed: bytes | None = None
    version: int = 0
    seq: int = 0
    live: int = 0
    owner: int | None = None
    blocked: bool = False
    told: bool = False
    gone: bool = False
