"""Keyboards under a message, checked as Telegram checks them."""

from typing import Any

from bot.sandbox.telegram.address import link
from bot.sandbox.telegram.refusal import Refusal, bad_request
from bot.sandbox.telegram.units import units

BUTTONS = 100
ROW = 8
DATA_BYTES = 64
COPY_UNITS = 256
STYLES = {"primary", "success", "danger"}
ACTIONS = {
    "url",
    "callback_data",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
}
FIELDS = ACTIONS | {"text", "style", "icon_custom_emoji_id", "disabled"}
KEYBOARDS = {
    "inline_keyboard": {"inline_keyboard", "force_reply", "input_field_placeholder", "selective"},
    "keyboard": {
        "keyboard",
        "is_persistent",
        "resize_keyboard",
        "one_time_keyboard",
        "input_field_placeholder",
        "selective",
        "force_reply",
    },
    "remove_keyboard": {"remove_keyboard", "selective"},
    "force_reply": {"force_reply", "input_field_placeholder", "selective"},
}

Markup = dict[str, Any]


def reply_markup(given: Any) -> Markup | None:
    """Return a keyboard, None for none. Raises Refusal for one Telegram would refuse."""
    if given is None:
        return None
    if not isinstance(given, dict):
        raise bad_request("object expected as reply markup")
    kind = next((name for name in KEYBOARDS if name in given), None)
    if kind is None:
        if given:
            raise bad_request(f"stand-in: no keyboard has the fields {sorted(given)}")
        return None
    odd = set(given) - KEYBOARDS[kind]
    if odd:
        raise bad_request(f"stand-in: unknown field {sorted(odd)[0]!r} in the keyboard")
    return _inline(given) if kind == "inline_keyboard" else given


def _inline(given: Markup) -> Markup | None:
    rows = given["inline_keyboard"]
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(
            'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'
        )
    total = 0
    for row in rows:
        for button in row:
            _check(button)
        if len(row) > ROW:
            raise bad_request("reply markup is too long")
        total += len(row)
    if total > BUTTONS:
        raise bad_request("reply markup is too long")
    kept = [row for row in rows if row]
    return {"inline_keyboard": kept} if kept else None


def _unparsed(message: str) -> Refusal:
    return bad_request(f"can't parse inline keyboard button: {message}")


def _check(button: Any) -> None:
    if not isinstance(button, dict):
        raise _unparsed("InlineKeyboardButton must be an Object")
    odd = button.keys() - FIELDS
    if odd:
        raise _unparsed(f"stand-in: unknown field {sorted(odd)[0]!r}")
    label = button.get("text")
    if label is None:
        raise _unparsed('Can\'t find field "text"')
    if not isinstance(label, str):
        raise _unparsed('Field "text" must be of type String')
    if not label.strip():
        raise _unparsed("Inline keyboard button text must be non-empty")
    if button.get("style") is not None and button["style"] not in STYLES:
        raise _unparsed("invalid button style specified")
    _check_action(button)


def _check_action(button: Markup) -> None:
    """Check the first action a button has, in the order in which Telegram looks for them."""
    if button.get("callback_data"):
        _check_data(button["callback_data"])
    elif button.get("url"):
        _check_url(button["url"])
    elif isinstance(button.get("copy_text"), dict):
        if not 1 <= units(str(button["copy_text"].get("text", ""))) <= COPY_UNITS:
            raise bad_request("BUTTON_COPY_TEXT_INVALID")
    elif not button.keys() & (ACTIONS - {"callback_data", "url"}):
        raise _unparsed("Text buttons are unallowed in the inline keyboard")


def _check_data(data: Any) -> None:
    if not isinstance(data, str):
        raise _unparsed('Field "callback_data" must be of type String')
    if len(data) > DATA_BYTES // 4 and len(data.encode()) > DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")


def _check_url(address: Any) -> None:
    if link(str(address)) is None:
        raise bad_request(f"inline keyboard button URL '{address}' is invalid: Wrong HTTP URL")
