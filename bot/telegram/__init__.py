"""The thin door to Telegram: python-telegram-bot's Bot over aiohttp."""

import os

# Times as timedelta, as the next release has them; without this every 429 raises a warning.
os.environ.setdefault("PTB_TIMEDELTA", "true")
