"""Methods that change or remove what is already in a chat."""

from bot.sandbox.telegram.chat import Chat, Message
from bot.sandbox.telegram.keyboard import Markup, reply_markup
from bot.sandbox.telegram.parameters import Values
from bot.sandbox.telegram.refusal import bad_request
from bot.sandbox.telegram.text import message_text
from bot.sandbox.telegram.world import World

DELETABLE_SECONDS = 48 * 3600
SAME = (
    "message is not modified: specified new message content and reply markup are exactly the same "
    "as a current content and reply markup of the message"
)


def edit_message_text(world: World, values: Values) -> Message:
    """Replace text and keyboard of a message of the bot; no keyboard given removes it."""
    text, entities = message_text(
        values.get("text", ""), values.get("parse_mode"), values.get("entities")
    )
    markup = reply_markup(values.get("reply_markup"))
    chat, message = _own(world, values)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    same_text = message["text"] == text and message.get("entities", []) == entities
    if same_text and message.get("reply_markup") == markup:
        raise bad_request(SAME)
    world.throttle.spend(chat.id, world.clock.now())
    changed = {**message, "text": text}
    changed.pop("entities", None)
    if entities:
        changed["entities"] = entities
    return _store(world, chat, changed, markup)


def edit_message_reply_markup(world: World, values: Values) -> Message:
    """Replace or remove the keyboard of a message of the bot."""
    markup = reply_markup(values.get("reply_markup"))
    chat, message = _own(world, values)
    if message.get("reply_markup") == markup:
        raise bad_request(SAME)
    world.throttle.spend(chat.id, world.clock.now())
    return _store(world, chat, dict(message), markup)


def delete_message(world: World, values: Values) -> bool:
    """Remove a message younger than 48 hours."""
    if "chat_id" not in values:
        raise bad_request("Chat identifier is not specified")
    if not values.get("message_id"):
        raise bad_request("Message identifier is not specified")
    chat = world.chat(values["chat_id"])
    message = world.message(chat, values["message_id"], "delete")
    if world.second() - message["date"] > DELETABLE_SECONDS:
        raise bad_request("message can't be deleted for everyone")
    del chat.messages[message["message_id"]]
    chat.touch(by_bot=True)
    return True


def _own(world: World, values: Values) -> tuple[Chat, Message]:
    if values.get("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    if "chat_id" not in values:
        raise bad_request("chat_id is empty")
    if not values.get("message_id"):
        raise bad_request("Message identifier is not specified")
    chat = world.chat(values["chat_id"])
    message = world.message(chat, values["message_id"], "edit")
    if message["from"]["id"] != world.bot["id"]:
        raise bad_request("message can't be edited")
    return chat, message


def _store(world: World, chat: Chat, message: Message, markup: Markup | None) -> Message:
    message.pop("reply_markup", None)
    if markup is not None:
        if "inline_keyboard" not in markup:
            raise bad_request("inline keyboard expected")
        message["reply_markup"] = markup
    message["edit_date"] = world.second()
    chat.messages[message["message_id"]] = message
    chat.busy_until = 0.0
    chat.touch(by_bot=True)
    return message
