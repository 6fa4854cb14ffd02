"""The answer to a tap."""

from bot.sandbox.telegram.address import link
from bot.sandbox.telegram.callbacks import too_old
from bot.sandbox.telegram.chat import Toast
from bot.sandbox.telegram.parameters import Values
from bot.sandbox.telegram.refusal import bad_request
from bot.sandbox.telegram.units import units
from bot.sandbox.telegram.world import World

TOAST_UNITS = 200
TOASTS_KEPT = 20


def answer_callback_query(world: World, values: Values) -> bool:
    """Stop the spinner of a tap and maybe show a toast. Once, and in time."""
    text = values.get("text", "")
    if len(text) > TOAST_UNITS // 2 and units(text) > TOAST_UNITS:
        raise bad_request("MESSAGE_TOO_LONG")
    url = values.get("url")
    if url and link(url) is None:
        raise bad_request("URL_INVALID")
    tap = world.taps.get(values.get("callback_query_id", ""))
    late = tap is None or world.clock.now() - tap.at > world.limits.answer_seconds
    if tap is None or late or tap.answered:
        raise too_old()
    tap.answered = True
    chat = world.chats.get(tap.chat_id)
    if chat is not None:
        chat.waiting.pop(tap.id, None)
        if text or url:
            chat.toasts.append(Toast(int(tap.id), text, values.get("show_alert", False), url))
            del chat.toasts[:-TOASTS_KEPT]
        chat.touch(by_bot=False)
    return True
