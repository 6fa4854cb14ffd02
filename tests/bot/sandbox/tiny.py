"""A bot of three screens, so that the stand-in has somebody to talk to."""

import asyncio
import contextlib
from typing import Any, Self

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.error import TelegramError
from telegram.request import HTTPXRequest


def keyboard(*rows: tuple[str, ...]) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(label, callback_data=f"say:{label}") for label in row]
            for row in rows
        ]
    )


def plain_bot(token: str, base_url: str) -> Bot:
    """A Bot that loads no certificates: there is no HTTPS here, and loading takes long."""
    requests = [HTTPXRequest(httpx_kwargs={"verify": False}) for _ in range(2)]
    return Bot(token, base_url=base_url, request=requests[0], get_updates_request=requests[1])


MENU = keyboard(("Yes", "No"), ("Tell me more",))


class Tiny:
    """Echoes texts with a keyboard; a tap edits the screen and shows a toast."""

    def __init__(self, bot: Bot, menu: InlineKeyboardMarkup = MENU) -> None:
        self.bot = bot
        self.menu = menu
        self.seen: list[Update] = []

    async def handle(self, update: Update) -> None:
        self.seen.append(update)
        if update.callback_query and update.effective_chat:
            await self.tapped(update)
        elif update.message and update.message.text:
            await self.bot.send_message(
                update.message.chat_id,
                f"You said: <b>{len(update.message.text)} letters</b>",
                parse_mode="HTML",
                reply_markup=self.menu,
            )
        elif update.message:
            await self.bot.send_message(update.message.chat_id, "That is no text.")

    async def tapped(self, update: Update) -> None:
        query: Any = update.callback_query
        await query.answer(f"Tapped {query.data}")
        with contextlib.suppress(TelegramError):
            await query.edit_message_text(f"Answer: {query.data}", reply_markup=self.menu)

    async def poll(self) -> None:
        offset = 0
        while True:
            updates = await self.bot.get_updates(offset, timeout=10)
            for update in updates:
                await self.handle(update)
                offset = update.update_id + 1

    async def __aenter__(self) -> Self:
        self._task = asyncio.create_task(self.poll())
        return self

    async def __aexit__(self, *_: object) -> None:
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)
