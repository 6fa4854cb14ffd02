"""Where Telegram brings updates to, and the secret by which it is known there."""

from urllib.parse import urlsplit

from bot.settings import Settings
from bot.storage.seal import derive


def webhook_secrets(settings: Settings) -> tuple[str, ...]:
    """Return what Telegram may repeat with each update, the one it is told first.

    While keys are rotated, replicas tell it different ones, and each must let in what all are sent.
    """
    return tuple(derive(each, "webhook").hex() for each in settings.secrets)


def webhook_path(settings: Settings) -> str:
    """Return the path under which updates come in."""
    path = urlsplit(settings.webhook_url).path.rstrip("/")
    return path or "/telegram"


def webhook_address(settings: Settings) -> str:
    """Return the whole address that Telegram is told."""
    parts = urlsplit(settings.webhook_url)
    return parts._replace(path=webhook_path(settings)).geturl()
