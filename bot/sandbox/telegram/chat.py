"""A chat and the messages in it."""

import time
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.telegram.bell import Bell
from bot.sandbox.telegram.person import Person

Message = dict[str, Any]
# Older messages of a chat are forgotten, so that a long load run stays small.
KEPT = 2000


@dataclass(slots=True)
class Toast:
    """What `answerCallbackQuery` showed to a person."""

    id: int
    text: str
    alert: bool = False
    url: str | None = None


@dataclass(slots=True)
class Chat:
    """One private chat or group. `version` counts every change, `bot_version` those by the bot."""

    id: int
    title: str
    person: Person | None = None
    members: set[int] = field(default_factory=set)
    messages: OrderedDict[int, Message] = field(default_factory=OrderedDict)
    toasts: list[Toast] = field(default_factory=list)
    waiting: dict[str, int] = field(default_factory=dict)  # unanswered tap -> message
    files: dict[str, bytes] = field(default_factory=dict)
    begun: bool = False  # the bot may only write once the person or group has let it in
    blocked: bool = False
    busy_until: float = 0.0  # the bot is "typing" until then
    version: int = 0
    bot_version: int = 0
    touched_at: float = 0.0
    changed: Bell = field(default_factory=Bell)

    def outline(self) -> dict[str, Any]:
        """Return the Chat object."""
        if self.person is not None:
            return {"id": self.id, "type": "private", **self.person.names()}
        return {
            "id": self.id,
            "type": "group",
            "title": self.title,
            "all_members_are_administrators": True,
        }

    def keep(self, message: Message) -> None:
        """Store a new message."""
        self.messages[message["message_id"]] = message
        if len(self.messages) > KEPT:
            self.messages.popitem(last=False)

    def touch(self, *, by_bot: bool) -> None:
        """Note a change and wake those who watch this chat."""
        self.version += 1
        self.touched_at = time.monotonic()
        if by_bot:
            self.bot_version += 1
        self.changed.ring()
