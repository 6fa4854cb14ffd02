"""Where Telegram brings updates to, and the secret by which it is known there."""

from urllib.parse import urlsplit

from bot.settings import Settings
from bot.storage.seal import derive


def webhook_secret(settings: Settings) -> str:
    """Return what Telegram must repeat with each update; the same on all replicas."""
    return derive(settings.secrets[0], "webhook").hex()


def webhook_path(settings: Settings) -> str:
    """Return the path under which updates come in."""
    path = urlsplit(settings.webhook_url).path.rstrip("/")
    return path or "/telegram"


def webhook_address(settings: Settings) -> str:
    """Return the whole address that Telegram is told."""
    parts = urlsplit(settings.webhook_url)
    return parts._replace(path=webhook_path(settings)).geturl()
