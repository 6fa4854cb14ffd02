"""Brings one letter to Telegram, until it is delivered or can never be."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TypeVar

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.log import alarm, warn
from bot.meters import Meters
from bot.outbox.budget import Budget
from bot.outbox.letter import Letter
from bot.outbox.line import Line, Shown
from bot.pace import Limits
from bot.screens import Keys, visible
from bot.settings import CannotRun
from bot.telegram.gateway import Gateway, seconds
from bot.telegram.request import NotSentInTime

AT_ONCE = 100
BURST = 6.0
AN_EDIT = 0.5
SLOWEST = 30.0
JUST_NOW = 3.0
LOST = ("message to edit not found", "message can't be edited", "message_id_invalid")
T = TypeVar("T")


class Undeliverable(Exception):
    """Nobody will ever receive this: the bot was blocked, or the chat is no more."""

    def __init__(self, blocked: bool) -> None:
        """Say whether the person did it."""
        super().__init__()
        self.blocked = blocked


class ScreenLost(Exception):
    """The message to edit is not there any more."""


class Delivery:
    """Sends letters within the limits of a chat and of all chats together."""

    def __init__(self, gateway: Gateway, budget: Budget, rate: float, meters: Meters) -> None:
        """Take the way to Telegram and the messages a second in one chat."""
        self.gateway = gateway
        self.budget = budget
        self.meters = meters
        self.limits = Limits(rate, BURST)
        self._gate = asyncio.Semaphore(AT_ONCE)

    async def deliver(self, line: Line, letter: Letter) -> None:
        """Deliver a letter and note on the line which message is live now.

        Raises CannotRun when Telegram refuses the token.
        """
        try:
            if letter.redraw:
                await self._redraw(line, letter)
            else:
                await self._show(line, letter)
        except Undeliverable as error:
            line.blocked = error.blocked
        line.shown = Shown(letter.version, letter.redraw, time.monotonic())

    async def _show(self, line: Line, letter: Letter) -> None:
        live = letter.target or line.live
        doubled = live != line.live or line.unsure
        if live != line.live and line.live:
            await self._strip(line, line.live)  # a double of the live screen; one is enough
        line.live = live
        if letter.recap and live:
            # The next question first, which is what the person waits for.
            await self._send(line, letter)
            await self._edit(line, live, letter.recap, [])
        elif letter.fresh or doubled or not live:
            # Others may stand below it: sent by a replica that died before it could say so, or come
            # late after all. Only a new message is sure to be the last one in the chat.
            await self._send(line, letter)
            if live and live != line.live:
                await self._strip(line, live)
        else:
            await self._replace(line, letter)

    async def _redraw(self, line: Line, letter: Letter) -> None:
        """Show the live screen again after a tap on an old one, at the foot of the chat.

        After a double tap it stands there already, and is not sent a second time.
        """
        last = line.shown
        doubled = time.monotonic() - last.at < JUST_NOW and last.version == letter.version
        stands = letter.target == line.live or (doubled and not last.again)
        if line.live and stands and not line.unsure:
            await self._replace(line, letter)
            return
        if letter.target:
            await self._strip(line, letter.target)
        old = line.live
        await self._send(line, letter)
        if old:
            await self._strip(line, old)

    async def _replace(self, line: Line, letter: Letter) -> None:
        first, keys = letter.parts[0], letter.keys if len(letter.parts) == 1 else []
        try:
            await self._edit(line, line.live, first, keys, must=True)
        except ScreenLost:
            await self._send(line, letter)
        else:
            await self._send(line, letter, skip=1)

    async def _send(self, line: Line, letter: Letter, skip: int = 0) -> None:
        last = len(letter.parts) - 1
        for number, part in enumerate(letter.parts):
            if number >= skip:
                keys = letter.keys if number == last else []
                sent = await self._say(line, part, keys)
                if number == last and sent:
                    line.live = sent

    async def _say(self, line: Line, html: str, keys: Keys) -> int:
        async def show(text: str, plain: bool) -> int:
            try:
                return await self.gateway.show(line.chat_id, text, keys, plain=plain)
            except TimedOut as error:
                line.unsure = line.unsure or not isinstance(error, NotSentInTime)
                raise

        try:
            return await self._insist(line, 1, lambda: show(html, False))
        except BadRequest as error:
            alarm("screen_refused", reason=_kind(error))
        plain = visible(html)
        try:
            return await self._insist(line, 1, lambda: show(plain, True))
        except BadRequest as error:
            alarm("screen_dropped", reason=_kind(error))
            return 0

    async def _edit(
        self, line: Line, message: int, html: str, keys: Keys, must: bool = False
    ) -> None:
        try:
            await self._insist(
                line, AN_EDIT, lambda: self.gateway.redraw(line.chat_id, message, html, keys)
            )
        except BadRequest as error:
            told = str(error).lower()
            if "not modified" in told:
                return
            if not any(words in told for words in LOST):
                alarm("edit_refused", reason=_kind(error))
            if must:
                raise ScreenLost from error

    async def _strip(self, line: Line, message: int) -> None:
        """Take an old keyboard off, if that does not hold up what the person waits for."""
        if self.limits.wait(line.key, time.monotonic(), AN_EDIT):
            return
        try:
            await self._insist(line, 0, lambda: self.gateway.strip(line.chat_id, message))
        except BadRequest:
            return  # already without one, or gone: both are fine

    async def _insist(self, line: Line, cost: float, call: Callable[[], Awaitable[T]]) -> T:
        """Make a call within the limits, again when it failed in passing.

        Raises BadRequest and Undeliverable. What may have arrived is repeated: an edit twice is one
        edit, and the older of two equal screens is recognised by its version.
        """
        attempt = 0
        while True:
            await self._wait(line, cost)
            try:
                async with self._gate:
                    return await call()
            except BadRequest as error:
                if "chat not found" in str(error).lower():
                    raise Undeliverable(blocked=True) from error
                raise
            except (Forbidden, ChatMigrated) as error:
                raise Undeliverable(blocked=isinstance(error, Forbidden)) from error
            except InvalidToken as error:
                raise CannotRun("TELEGRAM_BOT_TOKEN was refused by Telegram") from error
            except TelegramError as error:
                attempt += 1
                await asyncio.sleep(self._pause(error, attempt))

    async def _wait(self, line: Line, cost: float) -> None:
        """Wait until this chat, and all chats together, may have one more call."""
        while wait := self.limits.wait(line.key, time.monotonic(), cost):  # noqa: ASYNC110 - time
            await asyncio.sleep(wait)
        await self.budget.take()

    def _pause(self, error: TelegramError, attempt: int) -> float:
        if isinstance(error, RetryAfter):
            self.meters.count("flood_waits")
            warn("flood_wait", retry_after=seconds(error))
            return seconds(error)
        self.meters.count("send_retries")
        warn("send_failed", kind=type(error).__name__, attempt=attempt)
        return min(SLOWEST, 0.2 * 2.0**attempt)


def _kind(error: BadRequest) -> str:
    """Name a refusal by its first words, which are Telegram's own and quote nothing of the text."""
    words = [word for word in str(error).split() if word.isascii() and word.strip(":,'").isalpha()]
    return " ".join(words[:4])
