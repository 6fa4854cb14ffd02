"""Erases what nobody needs any more: idle interviews, and numbers of updates taken long ago."""

import time
from datetime import date, timedelta

from sqlalchemy import delete, select

from bot.day import today_in_japan
from bot.log import tell
from bot.storage.database import Database
from bot.storage.tables import chat, claim, dead_letter, outbox

CLAIMS_KEPT = 3 * 86_400
"""Telegram brings an update again for a day at most; twice that and a day more is kept."""


async def purge(database: Database, days: int, today: date | None = None) -> int:
    """Erase interviews idle for more than `days` days and return how many there were."""
    now = int(time.time())
    today = today or today_in_japan()
    idle = select(chat.c.key).where(chat.c.touched_on < today - timedelta(days=days))
    async with database.begin() as connection:
        await connection.execute(delete(outbox).where(outbox.c.chat.in_(idle)))
        await connection.execute(delete(dead_letter).where(dead_letter.c.chat.in_(idle)))
        erased = (await connection.execute(delete(chat).where(chat.c.key.in_(idle)))).rowcount
        await connection.execute(delete(claim).where(claim.c.claimed_at < now - CLAIMS_KEPT))
        old = dead_letter.c.noted_at < now - days * 86_400
        await connection.execute(delete(dead_letter).where(old))
    if erased:
        await database.scrub()
    tell("purged", erased=erased)
    return int(erased)
