"""Every call that the bot makes to Telegram, in one place.

The three calls of a conversation skip what they do not need: a Message built from each answer, of
which only the number is used.
"""

from datetime import timedelta
from typing import Any

from telegram import Bot
from telegram.error import RetryAfter
from telegram.request import BaseRequest

from bot.intake.arrival import UPDATES
from bot.screens import Keys
from bot.settings import Settings
from bot.telegram.request import AiohttpRequest, JsonData

LONG_POLL = 25
SENDING = 30.0
"""Seconds until an answer to a new message is given up: the message would come twice."""
MOST_TOAST = 200
NO_PREVIEW = {"is_disabled": True}


class Gateway(Bot):
    """python-telegram-bot's Bot with the calls of a conversation."""

    @classmethod
    def of(cls, settings: Settings) -> "Gateway":
        """Return the gateway to the Bot API that the settings name."""
        return cls(
            settings.token,
            base_url=f"{settings.api_url}/bot",
            base_file_url=f"{settings.api_url}/file/bot",
            request=AiohttpRequest(),
            # Its own pool: a long poll that hangs must not hold up a message.
            get_updates_request=AiohttpRequest(connections=4),
        )

    async def close_lines(self) -> None:
        """Close all connections, also of a gateway that Telegram never let in."""
        for request in self._request:
            await request.shutdown()

    async def fetch(self, offset: int | None) -> list[Any]:
        """Return the next updates unparsed, so that a bad one harms no other."""
        data = {
            "offset": offset,
            "timeout": LONG_POLL,
            "limit": 100,
            "allowed_updates": list(UPDATES),
        }
        told = await self._post("getUpdates", data, read_timeout=LONG_POLL + 10)
        return told if isinstance(told, list) else []

    async def show(self, chat_id: int, html: str, keys: Keys, plain: bool = False) -> int:
        """Send a message and return its number."""
        values = _message(chat_id, html, keys, plain)
        told: Any = await self._call("sendMessage", values, read_timeout=SENDING)
        return int(told["message_id"])

    async def redraw(
        self, chat_id: int, message: int, html: str, keys: Keys, plain: bool = False
    ) -> None:
        """Put another text and keyboard in the place of a message."""
        await self._call(
            "editMessageText", {**_message(chat_id, html, keys, plain), "message_id": message}
        )

    async def strip(self, chat_id: int, message: int) -> None:
        """Take the keyboard off a message."""
        await self._call("editMessageReplyMarkup", {"chat_id": chat_id, "message_id": message})

    async def _call(
        self,
        method: str,
        values: dict[str, Any],
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> Any:
        """Make a call of plain values, past what Bot does for those of its own types."""
        return await self.request.post(
            f"{self._base_url}/{method}", JsonData(values), read_timeout=read_timeout
        )

    async def greet(self, callback: str, toast: str) -> None:
        """Answer a tap, which ends the spinner on its button."""
        await self._call("answerCallbackQuery", answer(callback, toast), read_timeout=5)


def seconds(error: RetryAfter) -> float:
    """Return how long Telegram asks us to wait."""
    told = error.retry_after
    return told.total_seconds() if isinstance(told, timedelta) else float(told)


def answer(callback: str, toast: str) -> dict[str, Any]:
    """Return the parameters of the answer to a tap."""
    told: dict[str, Any] = {"callback_query_id": callback}
    if toast:
        told["text"] = toast[:MOST_TOAST]
    return told


def _message(chat_id: int, html: str, keys: Keys, plain: bool) -> dict[str, Any]:
    data: dict[str, Any] = {"chat_id": chat_id, "text": html, "link_preview_options": NO_PREVIEW}
    if not plain:
        data["parse_mode"] = "HTML"
    if keys:
        data["reply_markup"] = {"inline_keyboard": [[_key(*key) for key in row] for row in keys]}
    return data


def _key(label: str, data: str, url: str) -> dict[str, str]:
    return {"text": label, "url": url} if url else {"text": label, "callback_data": data}
