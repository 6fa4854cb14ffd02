"""Reads updates through python-telegram-bot's Update, one at a time, and believes none of them."""

from typing import Any

import orjson
from telegram import ChatMember, Message, Update

from bot.intake.arrival import UPDATES, Arrival, BadUpdate, Kind

MOST_TEXT = 600
PLAIN = 2  # fields of an update: its number and one content


def read_bytes(body: bytes) -> Arrival:
    """Read one update from the body of a webhook call; BadUpdate when that is not possible."""
    try:
        told = orjson.loads(body)
    except ValueError as error:
        raise BadUpdate(None, 0, body, type(error).__name__) from error
    return read(told, body)


def read(told: Any, raw: bytes = b"") -> Arrival:
    """Read one update; BadUpdate when it is not one that python-telegram-bot understands."""
    tap = _tap(told, raw)
    if tap is not None:
        return tap
    try:
        update = Update.de_json(told, None)
        return _sound(_arrival(update, raw or orjson.dumps(told)))
    except Exception as error:
        number = told.get("update_id") if isinstance(told, dict) else None
        known = number if type(number) is int and 0 <= number < 2**63 else None
        raise BadUpdate(known, _chat_id(told), raw or _dump(told), type(error).__name__) from error


def _tap(told: Any, raw: bytes) -> Arrival | None:
    """Read the plain tap, nearly all there is to read, from what it says; None for anything else.

    Telegram's objects for it would cost more than all that the interview does with it.
    """
    try:
        query = told["callback_query"]
        person, message = query["from"], query["message"]
        chat, number = message["chat"], told["update_id"]
        words = (query["id"], query["data"], person.get("language_code") or "")
        numbers = (number, person["id"], message["message_id"], chat["id"])
        private = chat["type"] == "private"
    except (KeyError, TypeError, AttributeError):
        return None
    if not private or len(told) != PLAIN or not message.get("date"):
        return None
    if any(type(each) is not int or not 0 < each < 2**63 for each in numbers):
        return None
    if not all(isinstance(each, str) for each in words):
        return None
    callback, data, language = words
    return Arrival(
        number,
        Kind.press,
        chat_id=person["id"],
        language=language,
        text=data,
        callback=callback,
        message_id=message["message_id"],
        raw=raw or orjson.dumps(told),
    )


def _sound(arrival: Arrival) -> Arrival:
    """Return the arrival; TypeError when a field is not of its kind, which Update lets pass."""
    for number in (arrival.update_id, arrival.chat_id, arrival.message_id):
        if type(number) is not int or abs(number) >= 2**63:
            raise TypeError("a number of the update is none")
    for word in (arrival.text, arrival.callback, arrival.language):
        if not isinstance(word, str):
            raise TypeError("a text of the update is none")
    return arrival


def _arrival(update: Update, raw: bytes) -> Arrival:
    if update.callback_query:
        return _press(update, raw)
    if update.my_chat_member:
        return _member(update, raw)
    message = update.message or update.edited_message
    if message is None:
        return Arrival(update.update_id, Kind.nothing, raw=raw)
    person = message.from_user
    kind, name, text = _said(message, edited=update.edited_message is not None)
    return Arrival(
        update.update_id,
        kind,
        name=name,
        text=text,
        chat_id=message.chat.id,
        language=(person.language_code or "") if person else "",
        message_id=message.message_id,
        raw=raw,
    )


def _press(update: Update, raw: bytes) -> Arrival:
    query = update.callback_query
    assert query is not None  # noqa: S101 (the caller looked)
    chat_id, kind = query.from_user.id, Kind.press
    if query.message is not None and query.message.chat.type != "private":
        chat_id, kind = query.message.chat.id, Kind.group
    return Arrival(
        update.update_id,
        kind,
        chat_id=chat_id,
        language=query.from_user.language_code or "",
        text=query.data or "",
        callback=query.id,
        message_id=query.message.message_id if query.message else 0,
        raw=raw,
    )


def _member(update: Update, raw: bytes) -> Arrival:
    member = update.my_chat_member
    assert member is not None  # noqa: S101 (the caller looked)
    left = member.new_chat_member.status in (ChatMember.BANNED, ChatMember.LEFT)
    kind = Kind.blocked if left else Kind.returned
    if not left and member.chat.type != "private":
        kind = Kind.group
    if member.chat.type == "channel":
        kind = Kind.nothing
    language = member.from_user.language_code or ""
    return Arrival(update.update_id, kind, member.chat.id, language, raw=raw)


def _said(message: Message, edited: bool) -> tuple[Kind, str, str]:
    """Return (kind, name, text) in which the arrival begins."""
    if message.chat.type != "private":
        return _group(message, edited)
    if edited:
        return Kind.notice, "edited", ""
    text = message.text
    if not text:
        return _unspoken(message)
    if text.startswith("/") and len(text) > 1:
        word, _, argument = text[1:].partition(" ")
        name = word.split("\n")[0].partition("@")[0].lower()[:32]
        return Kind.command, name, argument.strip()[:MOST_TEXT]
    if len(text) > MOST_TEXT:
        return Kind.notice, "too_long", ""
    return Kind.text, "", text


def _unspoken(message: Message) -> tuple[Kind, str, str]:
    """A sticker, photo, voice, place … is met by a notice; what Telegram itself wrote is not."""
    service = (
        message.pinned_message
        or message.message_auto_delete_timer_changed
        or message.write_access_allowed
    )
    return (Kind.nothing, "", "") if service else (Kind.notice, "only_text", "")


def _group(message: Message, edited: bool) -> tuple[Kind, str, str]:
    ours = not edited and (message.text or message.group_chat_created or message.new_chat_members)
    return (Kind.group if ours else Kind.nothing), "", ""


def _chat_id(told: Any) -> int:
    """Find the chat of an update that could not be read, so that erasing a person finds it too."""
    if not isinstance(told, dict):
        return 0
    for kind in UPDATES:
        inner = told.get(kind)
        if isinstance(inner, dict):
            for place in (inner, inner.get("message")):
                chat = place.get("chat") if isinstance(place, dict) else None
                if isinstance(chat, dict) and isinstance(chat.get("id"), int):
                    return int(chat["id"])
            person = inner.get("from")
            if isinstance(person, dict) and isinstance(person.get("id"), int):
                return int(person["id"])
    return 0


def _dump(told: Any) -> bytes:
    try:
        return orjson.dumps(told)
    except TypeError:
        return repr(told).encode()
