"""Methods about the bot itself: identity, commands, name, descriptions, menu button."""

from typing import Any

from bot.sandbox.telegram.parameters import Values
from bot.sandbox.telegram.profile import checked_commands, language, scope_key
from bot.sandbox.telegram.refusal import bad_request
from bot.sandbox.telegram.world import World

MENU_BUTTONS = {"default", "commands", "web_app"}


def get_me(world: World, values: Values) -> dict[str, Any]:
    """Return the bot as its owner sees it."""
    return {
        **world.bot,
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def set_my_commands(world: World, values: Values) -> bool:
    """Set the command menu of one scope and language."""
    key = (scope_key(values.get("scope")), language(values.get("language_code")))
    commands = checked_commands(values.get("commands"))
    if commands:
        world.profile.commands[key] = commands
    else:
        world.profile.commands.pop(key, None)
    _touch(world)
    return True


def get_my_commands(world: World, values: Values) -> list[dict[str, str]]:
    """Return exactly what was set for this scope and language."""
    key = (scope_key(values.get("scope")), language(values.get("language_code")))
    return world.profile.commands.get(key, [])


def delete_my_commands(world: World, values: Values) -> bool:
    """Remove the command menu of one scope and language."""
    key = (scope_key(values.get("scope")), language(values.get("language_code")))
    world.profile.commands.pop(key, None)
    _touch(world)
    return True


def _set(world: World, values: Values, kind: str) -> bool:
    world.profile.set_text(kind, values.get("language_code"), values.get(kind, ""))
    _touch(world)
    return True


def _get(world: World, values: Values, kind: str) -> dict[str, str]:
    text = world.profile.text(kind, language(values.get("language_code")))
    return {kind: text or (world.bot["first_name"] if kind == "name" else "")}


def set_my_name(world: World, values: Values) -> bool:
    """Set the name, 64 characters."""
    return _set(world, values, "name")


def get_my_name(world: World, values: Values) -> dict[str, str]:
    """Return the name in a language."""
    return _get(world, values, "name")


def set_my_description(world: World, values: Values) -> bool:
    """Set what an empty chat shows, 512 characters."""
    return _set(world, values, "description")


def get_my_description(world: World, values: Values) -> dict[str, str]:
    """Return the description in a language."""
    return _get(world, values, "description")


def set_my_short_description(world: World, values: Values) -> bool:
    """Set the text of the profile page, 120 characters."""
    return _set(world, values, "short_description")


def get_my_short_description(world: World, values: Values) -> dict[str, str]:
    """Return the short description in a language."""
    return _get(world, values, "short_description")


def set_chat_menu_button(world: World, values: Values) -> bool:
    """Set the button beside the text box, for a chat or for all."""
    button = values.get("menu_button") or {"type": "default"}
    if not isinstance(button, dict) or button.get("type") not in MENU_BUTTONS:
        raise bad_request("can't parse menu button: MenuButton has unsupported type")
    if "chat_id" in values:
        world.chat(values["chat_id"])
    world.profile.buttons[values.get("chat_id", 0)] = button
    return True


def get_chat_menu_button(world: World, values: Values) -> dict[str, Any]:
    """Return the button of a chat, or the common one."""
    buttons = world.profile.buttons
    return buttons.get(values.get("chat_id", 0)) or buttons.get(0) or {"type": "commands"}


def _touch(world: World) -> None:
    for chat in world.chats.values():
        chat.touch(by_bot=False)
