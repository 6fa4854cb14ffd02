"""What the bot tells about itself, by language: commands, name, descriptions, menu button."""

import re
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.telegram.refusal import bad_request

COMMANDS = 100
SIZES = {"name": 64, "description": 512, "short_description": 120}
SCOPES = {
    "default": (),
    "all_private_chats": (),
    "all_group_chats": (),
    "all_chat_administrators": (),
    "chat": ("chat_id",),
    "chat_administrators": ("chat_id",),
    "chat_member": ("chat_id", "user_id"),
}
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_LANGUAGE = re.compile(r"(?:[a-z]{2})?")
ScopeKey = tuple[Any, ...]


def language(code: str | None) -> str:
    """Return a language code Telegram takes here. Raises Refusal for any but two letters."""
    if not _LANGUAGE.fullmatch(code or ""):
        raise bad_request("invalid language code specified")
    return code or ""


def scope_key(scope: Any) -> ScopeKey:
    """Return a scope as a key. Raises Refusal for one that does not exist."""
    if scope is None:
        return ("default",)
    if not isinstance(scope, dict) or scope.get("type") not in SCOPES:
        raise bad_request("can't parse BotCommandScope: Unsupported type specified")
    try:
        return (scope["type"], *(int(scope[name]) for name in SCOPES[scope["type"]]))
    except KeyError:
        raise bad_request("can't parse BotCommandScope: Empty chat_id specified") from None


def checked_commands(given: Any) -> list[dict[str, str]]:
    """Return a list of commands. Raises Refusal for one that Telegram would refuse."""
    if not isinstance(given, list):
        raise bad_request("expected an Array of BotCommand")
    if len(given) > COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    return [_checked_command(item) for item in given]


def _checked_command(item: Any) -> dict[str, str]:
    if not isinstance(item, dict) or not {"command", "description"} <= item.keys():
        raise bad_request("can't parse BotCommand: expected an Object")
    name = str(item["command"]).strip().removeprefix("/")
    description = str(item["description"]).strip()
    if not name:
        raise bad_request("Command must be non-empty")
    if len(name) > 32:
        raise bad_request("Command length must not exceed 32")
    if not _COMMAND.fullmatch(name):
        raise bad_request("BOT_COMMAND_INVALID")
    if not description:
        raise bad_request("Command description must be non-empty")
    if len(description) > 256:
        raise bad_request("Command description length must not exceed 256")
    return {"command": name, "description": description}


@dataclass(slots=True)
class Profile:
    """All that is set, keyed by language and, for commands, scope."""

    commands: dict[tuple[ScopeKey, str], list[dict[str, str]]] = field(default_factory=dict)
    texts: dict[tuple[str, str], str] = field(default_factory=dict)
    buttons: dict[int, dict[str, Any]] = field(default_factory=dict)

    def set_text(self, kind: str, code: str | None, text: str) -> None:
        """Set name, description or short_description. Raises Refusal when too long."""
        key = (kind, language(code))
        if len(text) > SIZES[kind]:
            raise bad_request(f"bot {kind.replace('_', ' ')} is too long")
        if text:
            self.texts[key] = text
        else:
            self.texts.pop(key, None)

    def text(self, kind: str, code: str | None) -> str:
        """Return a text in the language, or the one for all languages, or nothing."""
        code = code or ""
        return self.texts.get((kind, code[:2])) or self.texts.get((kind, "")) or ""

    def shown_commands(self, chat_id: int, code: str | None) -> list[dict[str, str]]:
        """Return the commands a client in this language shows in this private chat."""
        for scope in (("chat", chat_id), ("all_private_chats",), ("default",)):
            for tongue in ((code or "")[:2], ""):
                if (scope, tongue) in self.commands:
                    return self.commands[scope, tongue]
        return []
