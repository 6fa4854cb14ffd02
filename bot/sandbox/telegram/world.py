"""Everything the stand-in holds: one bot, its people and chats, and what is under way."""

import itertools
import time
from collections import Counter
from dataclasses import dataclass
from typing import Any

from bot.sandbox.telegram.bell import Bell
from bot.sandbox.telegram.callbacks import Tap
from bot.sandbox.telegram.calls import CallLog
from bot.sandbox.telegram.chat import Chat, Message
from bot.sandbox.telegram.clock import Clock
from bot.sandbox.telegram.faults import Faults
from bot.sandbox.telegram.limits import Limits, Throttle
from bot.sandbox.telegram.person import Person, first_people
from bot.sandbox.telegram.polling import Polling
from bot.sandbox.telegram.profile import Profile
from bot.sandbox.telegram.refusal import bad_request, forbidden
from bot.sandbox.telegram.updates import Updates

TOKEN = "4200000000:stand-in-for-telegram"  # noqa: S105 - opens nothing but the stand-in
FIRST_UPDATE = 500_000
FIRST_TAP = 7_000_000_000_000
NAMES = {"first_name": "Sandbox bot", "username": "sandbox_bot"}


@dataclass(slots=True)
class Webhook:
    """What setWebhook asked for, and how delivery goes."""

    url: str = ""
    secret: str = ""
    max_connections: int = 40
    ip_address: str = ""
    last_error_at: float = 0.0
    last_error: str = ""


class World:
    """The state of the stand-in. Methods of the Bot API and the simulated people work on it."""

    def __init__(
        self,
        *,
        token: str = TOKEN,
        clock: Clock | None = None,
        limits: Limits | None = None,
        first_number: int = 1,
    ) -> None:
        self.token = token
        self.clock = clock or Clock()
        self.limits = limits or Limits()
        self.activity = Bell()
        self.webhook_changed = Bell()
        self.webhook_turn = 0
        self.updates = Updates(self.clock, FIRST_UPDATE + first_number)
        self.message_ids = itertools.count(first_number)
        self.tap_ids = itertools.count(FIRST_TAP + first_number)
        self.polling = Polling(self.updates, self.limits)
        self.closing = False
        self.reset()

    def reset(self) -> None:
        """Forget chats, updates, calls and settings; people, clock and limits stay as at first."""
        number = int(self.token.split(":", 1)[0])
        self.bot: dict[str, Any] = {"id": number, "is_bot": True, **NAMES}
        self.people = {person.id: person for person in first_people()}
        self.chats: dict[int, Chat] = {}
        self.taps: dict[str, Tap] = {}
        self.profile = Profile()
        self.webhook = Webhook()
        self.webhook_turn += 1
        self.calls = CallLog()
        self.faults = Faults()
        self.throttle = Throttle(self.limits)
        self.polling.cut()
        # Numbers go on: a bot that remembers those it saw must not mistake new ones for them.
        self.updates = Updates(self.clock, self.updates.next_id)
        self.polling = Polling(self.updates, self.limits)
        self.file_ids = itertools.count(1)
        self.in_flight = 0
        self.in_flight_of: Counter[int] = Counter()
        self.stirred_at = 0.0
        self.webhook_changed.ring()
        self.stir()

    def stir(self) -> None:
        """Note that something happened, for those who wait until nothing does."""
        self.stirred_at = time.monotonic()
        self.activity.ring()

    def chat(self, chat_id: int) -> Chat:
        """Return a chat the bot may write to. Raises Refusal when it may not."""
        chat = self.chats.get(chat_id)
        if chat is None or not chat.begun:
            raise bad_request("chat not found")
        if chat.person is not None and chat.person.deactivated:
            raise forbidden("user is deactivated")
        if chat.blocked:
            if chat.person is None:
                raise forbidden("bot was kicked from the group chat")
            raise forbidden("bot was blocked by the user")
        return chat

    def message(self, chat: Chat, message_id: int, wish: str) -> Message:
        """Return a message; `wish` completes the refusal: "edit", "delete"."""
        message = chat.messages.get(message_id)
        if message is None:
            raise bad_request(f"message to {wish} not found")
        return message

    def private(self, person: Person) -> Chat:
        """Return the private chat with a person, empty and not begun if it is new."""
        chat = self.chats.get(person.id)
        if chat is None:
            chat = self.chats[person.id] = Chat(person.id, person.first_name, person)
        return chat

    def second(self) -> int:
        """Return the present moment as Telegram dates things: whole seconds."""
        return int(self.clock.now())
