"""Methods that put something new into a chat."""

from typing import Any

from bot.sandbox.telegram.chat import Chat, Message
from bot.sandbox.telegram.html import Entity
from bot.sandbox.telegram.keyboard import reply_markup
from bot.sandbox.telegram.parameters import Values
from bot.sandbox.telegram.refusal import bad_request
from bot.sandbox.telegram.text import caption_text, message_text
from bot.sandbox.telegram.upload import Upload
from bot.sandbox.telegram.world import World

UPLOAD_BYTES = 50 * 1024 * 1024
ACTION_SECONDS = 5.0
ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


def send_message(world: World, values: Values) -> Message:
    """Send a text."""
    text, entities = message_text(
        values.get("text", ""), values.get("parse_mode"), values.get("entities")
    )
    content: dict[str, Any] = {"text": text}
    if entities:
        content["entities"] = entities
    if values.get("link_preview_options"):
        content["link_preview_options"] = values["link_preview_options"]
    return _send(world, values, content)


def send_document(world: World, values: Values) -> Message:
    """Send a file."""
    chat = _target(world, values)
    upload = _upload(values.get("document"), "document")
    document = {**_stored(world, chat, upload), "file_name": upload.name}
    if upload.content_type:
        document["mime_type"] = upload.content_type
    return _send(world, values, {"document": document, **_caption(values)})


def send_photo(world: World, values: Values) -> Message:
    """Send a picture."""
    chat = _target(world, values)
    stored = _stored(world, chat, _upload(values.get("photo"), "photo"))
    return _send(
        world, values, {"photo": [{**stored, "width": 640, "height": 480}], **_caption(values)}
    )


def send_chat_action(world: World, values: Values) -> bool:
    """Show for five seconds that the bot is at work."""
    chat = _target(world, values)
    if values.get("action") not in ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat.busy_until = world.clock.now() + ACTION_SECONDS
    chat.version += 1
    chat.changed.ring()
    return True


def _target(world: World, values: Values) -> Chat:
    if "chat_id" not in values:
        raise bad_request("chat_id is empty")
    return world.chat(values["chat_id"])


def _send(world: World, values: Values, content: dict[str, Any]) -> Message:
    markup = reply_markup(values.get("reply_markup"))
    chat = _target(world, values)
    world.throttle.spend(chat.id, world.clock.now())
    message: Message = {
        "message_id": next(world.message_ids),
        "from": world.bot,
        "chat": chat.outline(),
        "date": world.second(),
        **_reply(chat, values),
        **content,
    }
    if markup is not None and "inline_keyboard" in markup:
        message["reply_markup"] = markup
    if values.get("protect_content"):
        message["has_protected_content"] = True
    chat.keep(message)
    chat.busy_until = 0.0
    chat.touch(by_bot=True)
    return message


def _reply(chat: Chat, values: Values) -> dict[str, Any]:
    wanted = values.get("reply_parameters")
    if not wanted:
        return {}
    original = chat.messages.get(wanted.get("message_id", 0))
    if original is None:
        if wanted.get("allow_sending_without_reply"):
            return {}
        raise bad_request("message to be replied not found")
    return {"reply_to_message": {k: v for k, v in original.items() if k != "reply_to_message"}}


def _caption(values: Values) -> dict[str, Any]:
    text, entities = caption_text(
        values.get("caption", ""), values.get("parse_mode"), values.get("caption_entities")
    )
    caption: dict[str, str | list[Entity]] = {"caption": text} if text else {}
    if entities:
        caption["caption_entities"] = entities
    return caption


def _upload(given: Any, kind: str) -> Upload:
    if not isinstance(given, Upload):
        if given:
            raise bad_request("stand-in: files are only taken as uploads")
        raise bad_request(f"there is no {kind} in the request")
    if not given.data:
        raise bad_request("file must be non-empty")
    if len(given.data) > UPLOAD_BYTES:
        raise bad_request("file is too big")
    return given


def _stored(world: World, chat: Chat, upload: Upload) -> dict[str, Any]:
    number = next(world.file_ids)
    chat.files[f"file-{number}"] = upload.data
    return {
        "file_id": f"file-{number}",
        "file_unique_id": f"unique-{number}",
        "file_size": len(upload.data),
    }
