"""The first words with Telegram: is the token good, and where updates are to go."""

import asyncio

from telegram.error import InvalidToken, NetworkError, TelegramError

from bot.intake.address import webhook_address, webhook_secrets
from bot.intake.arrival import UPDATES
from bot.log import warn
from bot.settings import CannotRun, Settings
from bot.telegram.gateway import Gateway

MOST_PAUSE = 30.0


async def meet(gateway: Gateway) -> None:
    """Make sure of the token, waiting for a Telegram that is away. CannotRun: it was refused."""
    attempt = 0
    while True:
        try:
            await gateway.initialize()
            return
        except InvalidToken as error:
            raise CannotRun("TELEGRAM_BOT_TOKEN was refused by Telegram: ask @BotFather") from error
        except (NetworkError, TelegramError) as error:
            attempt += 1
            warn("telegram_unreachable", kind=type(error).__name__, attempt=attempt)
            await asyncio.sleep(min(MOST_PAUSE, 0.5 * 2**attempt))


async def set_webhook(gateway: Gateway, settings: Settings) -> None:
    """Have updates sent to the address of the settings. CannotRun when Telegram refuses it."""
    try:
        await gateway.set_webhook(
            webhook_address(settings),
            secret_token=webhook_secrets(settings)[0],
            allowed_updates=UPDATES,
            max_connections=40,
        )
    except TelegramError as error:
        raise CannotRun(f"WEBHOOK_URL was refused by Telegram: {type(error).__name__}") from error
