"""Methods that decide how updates reach the bot."""

import re
from typing import Any
from urllib.parse import urlsplit

from bot.sandbox.telegram.parameters import Values
from bot.sandbox.telegram.refusal import bad_request
from bot.sandbox.telegram.world import Webhook, World

LOOPBACK = {"127.0.0.1", "localhost", "::1"}
PORTS = {443, 80, 88, 8443}
TERMINATED = "terminated by setWebhook request"
_SECRET = re.compile(r"[A-Za-z0-9_-]*")


def set_webhook(world: World, values: Values) -> bool:
    """Switch to a webhook, or back to polling when the address is empty."""
    url = values.get("url", "")
    secret = values.get("secret_token", "")
    if url:
        _check_address(url)
        if len(secret) > 256:
            raise bad_request("secret token is too long")
        if not _SECRET.fullmatch(secret):
            raise bad_request("secret token contains unallowed characters")
    if values.get("drop_pending_updates"):
        world.updates.forget(list(world.updates.pending))
    if isinstance(values.get("allowed_updates"), list):
        world.updates.allowed = values["allowed_updates"] or None
    connections = min(100, max(1, values.get("max_connections", 40)))
    world.webhook = Webhook(url, secret, connections, values.get("ip_address", ""))
    world.webhook_turn += 1
    if url:
        world.polling.cut(TERMINATED)
    world.webhook_changed.ring()
    return True


def _check_address(url: str) -> None:
    parts = urlsplit(url)
    if parts.hostname is None or parts.scheme not in {"http", "https"}:
        raise bad_request("invalid webhook URL specified")
    if parts.hostname in LOOPBACK:
        return  # only the stand-in: tests have no certificate
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if parts.port is not None and parts.port not in PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


def delete_webhook(world: World, values: Values) -> bool:
    """Return to polling."""
    return set_webhook(world, values)


def get_webhook_info(world: World, values: Values) -> dict[str, Any]:
    """Tell where updates go and how that fares."""
    webhook = world.webhook
    world.updates.drop_expired()
    info: dict[str, Any] = {
        "url": webhook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates.pending),
    }
    if world.updates.allowed:
        info["allowed_updates"] = world.updates.allowed
    if webhook.url:
        info["max_connections"] = webhook.max_connections
        info["ip_address"] = webhook.ip_address or "127.0.0.1"
        if webhook.last_error:
            info["last_error_date"] = int(webhook.last_error_at)
            info["last_error_message"] = webhook.last_error
    return info


def log_out(world: World, values: Values) -> bool:
    """Agree, as the cloud server does; there is nothing to move away from."""
    return True
