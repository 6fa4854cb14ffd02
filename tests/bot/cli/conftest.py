"""A terminal."""

import pytest

from tests.bot.cli.terminal import Terminal


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Terminal:
    for name in ("TELEGRAM_BOT_TOKEN", "DATABASE_URL", "WEBHOOK_URL", "SECRET_KEY", "BOT_NAME"):
        monkeypatch.delenv(name, raising=False)
    return Terminal(monkeypatch, capsys)
