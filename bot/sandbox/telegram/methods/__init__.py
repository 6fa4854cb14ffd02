"""The methods of the Bot API, one module a family. Each takes the world and typed values.

A method returns the plain `result`, or raises Refusal. getUpdates is missing: it waits, and
everything here answers at once.
"""

from collections.abc import Callable
from typing import Any

from bot.sandbox.telegram.methods import about, answering, delivering, editing, sending
from bot.sandbox.telegram.parameters import Values
from bot.sandbox.telegram.world import World

Method = Callable[[World, Values], Any]

TABLE: dict[str, Method] = {
    "getMe": about.get_me,
    "logOut": delivering.log_out,
    "close": delivering.log_out,
    "setWebhook": delivering.set_webhook,
    "deleteWebhook": delivering.delete_webhook,
    "getWebhookInfo": delivering.get_webhook_info,
    "sendMessage": sending.send_message,
    "sendDocument": sending.send_document,
    "sendPhoto": sending.send_photo,
    "sendChatAction": sending.send_chat_action,
    "editMessageText": editing.edit_message_text,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
    "answerCallbackQuery": answering.answer_callback_query,
    "setMyCommands": about.set_my_commands,
    "getMyCommands": about.get_my_commands,
    "deleteMyCommands": about.delete_my_commands,
    "setMyName": about.set_my_name,
    "getMyName": about.get_my_name,
    "setMyDescription": about.set_my_description,
    "getMyDescription": about.get_my_description,
    "setMyShortDescription": about.set_my_short_description,
    "getMyShortDescription": about.get_my_short_description,
    "setChatMenuButton": about.set_chat_menu_button,
    "getChatMenuButton": about.get_chat_menu_button,
}
