from pathlib import Path

from bot.intake.address import webhook_address, webhook_secrets
from bot.settings import Settings

OLD, NEW = "the older of the secrets", "the newer of the secrets"


def settings(**more: str) -> Settings:
    return Settings.read({"TELEGRAM_BOT_TOKEN": "1:A", "SECRET_KEY": OLD, **more}, Path("nowhere"))


def test_replicas_with_the_same_keys_in_any_order_let_in_the_same_secrets() -> None:
    one = webhook_secrets(settings(SECRET_KEY=f"{OLD},{NEW}"))
    other = webhook_secrets(settings(SECRET_KEY=f"{NEW},{OLD}"))
    assert one[0] != other[0]
    assert set(one) == set(other)
    assert not any(key in secret for key in (OLD, NEW) for secret in one)


def test_the_address_has_a_path_of_its_own_when_none_is_given() -> None:
    assert webhook_address(settings(WEBHOOK_URL="https://a.example")).endswith("/telegram")
    assert webhook_address(settings(WEBHOOK_URL="https://a.example/b/")) == "https://a.example/b"
