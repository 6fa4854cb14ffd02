"""Updates as Telegram writes them, and a ledger without a network."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from typing import Any

from bot.conversation import Conversation
from bot.intake.arrival import Arrival
from bot.intake.reading import read
from bot.ledger import Ledger
from bot.meters import Meters
from bot.outbox.letter import Letter
from bot.pace import Limits
from bot.replica import Replica
from bot.sheet import Clerk
from bot.storage.database import Database
from bot.storage.record import Chat
from bot.storage.seal import Seals
from bot.storage.shelf import Shelf
from tests.bot.tiny_desk import TinyDesk

TODAY = date(2026, 11, 25)
SECRET = "a secret of many letters"


def person(number: int) -> dict[str, Any]:
    return {"id": number, "is_bot": False, "first_name": "Ann", "language_code": "en"}


def message(number: int, chat: int, text: str | None, **more: Any) -> dict[str, Any]:
    inner = {
        "message_id": number,
        "date": 1_760_000_000,
        "chat": {"id": chat, "type": "private", "first_name": "Ann"},
        "from": person(chat),
        **({"text": text} if text is not None else {}),
        **more,
    }
    return {"update_id": number, "message": inner}


def tap(number: int, chat: int, data: str, on: int = 1) -> dict[str, Any]:
    shown = message(on, chat, "a screen")["message"]
    shown["from"] = {"id": 1, "is_bot": True, "first_name": "Bot"}
    query = {
        "id": f"tap-{number}", "from": person(chat), "chat_instance": "1",
        "data": data, "message": shown,
    }  # fmt: skip
    return {"update_id": number, "callback_query": query}


def said(number: int, text: str, chat: int = 1001) -> Arrival:
    return read(message(number, chat, text))


def tapped(number: int, data: str, chat: int = 1001, on: int = 1) -> Arrival:
    return read(tap(number, chat, data, on))


class Tray:
    """Stands where the sender would: keeps what it is handed."""

    def __init__(self) -> None:
        self.handed: list[tuple[Chat, int, Letter]] = []
        self.cleared: list[str] = []
        self.last: dict[str, int] = {}

    def known(self, key: str) -> int | None:
        return self.last.get(key)

    def hand(self, chat: Chat, letters: list[tuple[int, Letter]], clear: bool) -> None:
        if clear:
            self.cleared.append(chat.key)
        for seq, letter in letters:
            self.handed.append((chat, seq, letter))
            self.last[chat.key] = seq

    @property
    def texts(self) -> list[str]:
        return [letter.parts[0] for _, _, letter in self.handed]

    def button(self, label: str) -> str:
        """The data of a button on the newest screen."""
        [found] = [
            data for row in self.handed[-1][2].keys for name, data, _ in row if name == label
        ]
        return found


class Counted:
    """Makes names of runs that a test can tell apart."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> str:
        self.count += 1
        return f"Run{self.count:02}"


@asynccontextmanager
async def a_ledger(
    database: Database, steps_a_second: float = 0, secrets: tuple[str, ...] = (SECRET,)
) -> AsyncIterator[tuple[Ledger, Tray]]:
    replica, meters, tray = Replica(database), Meters(), Tray()
    await replica.beat()
    limits = Limits(steps_a_second, 3)
    clerk = Clerk(Conversation(TinyDesk(), Counted()), replica, limits, meters, lambda: TODAY)
    ledger = Ledger(Shelf(database, Seals(secrets), 1), clerk, meters)
    ledger.post = tray
    running = asyncio.create_task(ledger.run())
    try:
        yield ledger, tray
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
