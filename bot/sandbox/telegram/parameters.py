"""Which parameters each method takes, and how a request spells their values."""

from collections.abc import Callable, Mapping
from typing import Any

import orjson

from bot.sandbox.telegram.refusal import Refusal, bad_request

Values = dict[str, Any]
Read = Callable[[str, Any], Any]


def _integer(name: str, value: Any) -> Any:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise bad_request(f'field "{name}" must be a Number')
    try:
        return int(value)
    except ValueError:
        raise bad_request(f'field "{name}" must be a Number') from None


def _boolean(name: str, value: Any) -> Any:
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in {"true", "false", "0", "1", "yes", "no"}:
        return value.lower() in {"true", "1", "yes"}
    raise bad_request(f'field "{name}" must be a Boolean')


def _string(name: str, value: Any) -> Any:
    if isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise bad_request(f'field "{name}" must be a String')


def _json(name: str, value: Any) -> Any:
    if not isinstance(value, str | bytes):
        return value
    try:
        return orjson.loads(value)
    except orjson.JSONDecodeError:
        raise bad_request(f"can't parse {name.replace('_', ' ')} JSON object") from None


def _chat(name: str, value: Any) -> Any:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    if not isinstance(value, str) or not value:
        raise bad_request(f"{name} is empty")
    try:
        return int(value)
    except ValueError:
        if value.startswith("@"):
            raise bad_request("chat not found") from None
        raise bad_request("chat identifier must be a valid Integer") from None


def _upload(name: str, value: Any) -> Any:
    return value


def _table(text: str, read: Read) -> dict[str, Read]:
    return dict.fromkeys(text.split(), read)


_SEND = (
    _table("chat_id", _chat)
    | _table("message_thread_id direct_messages_topic_id", _integer)
    | _table("business_connection_id message_effect_id", _string)
    | _table("disable_notification protect_content allow_paid_broadcast", _boolean)
    | _table("reply_parameters reply_markup suggested_post_parameters", _json)
)
_TEXT = (
    _table("text parse_mode", _string)
    | _table("entities link_preview_options", _json)
    | _table("disable_web_page_preview", _boolean)
)
_CAPTION = (
    _table("caption parse_mode", _string)
    | _table("caption_entities", _json)
    | _table("show_caption_above_media has_spoiler", _boolean)
)
_EDIT = (
    _table("chat_id", _chat)
    | _table("message_id", _integer)
    | _table("inline_message_id business_connection_id", _string)
    | _table("reply_markup", _json)
)
_LANGUAGE = _table("language_code", _string)
_SCOPE = _LANGUAGE | _table("scope", _json)

METHODS: dict[str, dict[str, Read]] = {
    "getMe": {},
    "logOut": {},
    "close": {},
    "getUpdates": _table("offset limit timeout", _integer) | _table("allowed_updates", _json),
    "setWebhook": _table("url ip_address secret_token", _string)
    | _table("max_connections", _integer)
    | _table("allowed_updates", _json)
    | _table("drop_pending_updates", _boolean)
    | _table("certificate", _upload),
    "deleteWebhook": _table("drop_pending_updates", _boolean),
    "getWebhookInfo": {},
    "sendMessage": _SEND | _TEXT,
    "sendDocument": _SEND
    | _CAPTION
    | _table("document thumbnail", _upload)
    | _table("disable_content_type_detection", _boolean),
    "sendPhoto": _SEND | _CAPTION | _table("photo", _upload),
    "sendChatAction": _table("chat_id", _chat)
    | _table("action business_connection_id", _string)
    | _table("message_thread_id", _integer),
    "editMessageText": _EDIT | _TEXT,
    "editMessageReplyMarkup": _EDIT,
    "deleteMessage": _table("chat_id", _chat) | _table("message_id", _integer),
    "answerCallbackQuery": _table("callback_query_id text url", _string)
    | _table("show_alert", _boolean)
    | _table("cache_time", _integer),
    "setMyCommands": _SCOPE | _table("commands", _json),
    "getMyCommands": _SCOPE,
    "deleteMyCommands": _SCOPE,
    "setMyName": _LANGUAGE | _table("name", _string),
    "getMyName": _LANGUAGE,
    "setMyDescription": _LANGUAGE | _table("description", _string),
    "getMyDescription": _LANGUAGE,
    "setMyShortDescription": _LANGUAGE | _table("short_description", _string),
    "getMyShortDescription": _LANGUAGE,
    "setChatMenuButton": _table("chat_id", _chat) | _table("menu_button", _json),
    "getChatMenuButton": _table("chat_id", _chat),
}
# Telegram reads method names without regard to case.
CANONICAL = {name.lower(): name for name in METHODS}


def canonical(method: str) -> str:
    """Return the method's own spelling. Raises Refusal 404 for one the stand-in does not know."""
    if method in METHODS:
        return method
    name = CANONICAL.get(method.lower())
    if name is None:
        raise Refusal(404, "Not Found: method not found")
    return name


def read(method: str, given: Mapping[str, Any]) -> Values:
    """Return the values of a call, typed. Raises Refusal for a wrong name or a wrong kind.

    Telegram ignores a parameter it does not know; here that is an error, because it is a typo.
    """
    known = METHODS[method]
    values = {}
    for name, value in given.items():
        reader = known.get(name)
        if reader is None:
            raise bad_request(f'stand-in: {method} has no parameter "{name}"')
        if value is not None:
            values[name] = reader(name, value)
    return values
