"""Translations that are saved while the bot runs, for development: `RELOAD_WORDS=1`."""

import asyncio
from typing import Any

from bot.log import tell, warn
from locales.problem import BadLocaleData

EVERY = 0.3


async def keep_fresh(desk: Any) -> None:
    """Look at the files now and then, and take over what was saved; never ends by itself."""
    while True:
        await asyncio.sleep(EVERY)
        try:
            changed = await asyncio.to_thread(desk.refresh_words)
        except BadLocaleData as error:
            warn("words_not_read", reason=str(error))
        else:
            if changed:
                tell("words_read", languages=", ".join(changed))
