"""A chat as its person's client shows it."""

from dataclasses import asdict
from typing import Any

from bot.sandbox.telegram.chat import Chat
from bot.sandbox.telegram.things import THINGS
from bot.sandbox.telegram.world import World

SHOWN = 200


def chat_view(world: World, chat: Chat) -> dict[str, Any]:
    """Return everything a client needs to draw the chat."""
    code = chat.person.language_code if chat.person else None
    profile = world.profile
    return {
        "id": chat.id,
        "version": chat.version,
        "bot_version": chat.bot_version,
        "bot": {
            "id": world.bot["id"],
            "name": profile.text("name", code) or world.bot["first_name"],
            "about": profile.text("short_description", code),
            "description": profile.text("description", code),
        },
        "person": person_view(chat.person) if chat.person else None,
        "commands": profile.shown_commands(chat.id, code),
        "messages": list(chat.messages.values())[-SHOWN:],
        "toasts": [asdict(toast) for toast in chat.toasts],
        "waiting": chat.waiting,
        "busy": chat.busy_until > world.clock.now(),
        "blocked": chat.blocked,
        "things": list(THINGS),
    }


def person_view(person: Any) -> dict[str, Any]:
    """Return a person as plain data."""
    return {**asdict(person), "direction": person.direction}
