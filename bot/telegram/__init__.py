"""The thin door to Telegram: python-telegram-bot's Bot over aiohttp."""
