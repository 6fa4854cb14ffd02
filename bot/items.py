"""What the ledger can be asked to write, and what it answers."""

import asyncio
from dataclasses import dataclass

from bot.intake.arrival import Arrival
from bot.storage.graves import Grave


class Overloaded(Exception):
    """Too much is waiting; the same update should be brought again later."""


class Unavailable(Exception):
    """The database can't be reached; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of an arrival: the answer to the tap, if it was one."""

    callback: str = ""
    toast: str = ""
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class Receipt:
    """Letters of a chat up to `seq` were delivered, or can never be; `live` holds the screen."""

    key: str
    chat_id: int
    seq: int
    live: int
    blocked: bool = False


@dataclass(frozen=True, slots=True)
class Adoption:
    """A chat whose letters nobody sends."""

    key: str


@dataclass(frozen=True, slots=True)
class Unreadable:
    """An update that could not be read."""

    update_id: int | None
    grave: Grave


Item = Arrival | Receipt | Adoption | Unreadable
Ticket = tuple[Item, asyncio.Future[Settled]]
