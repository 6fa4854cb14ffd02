import stat
from pathlib import Path

import pytest

from bot.settings import CannotRun, Settings

GOOD = {"TELEGRAM_BOT_TOKEN": "123456:ABC-DEF"}


def test_a_token_is_enough_on_a_fresh_machine(tmp_path: Path) -> None:
    settings = Settings.read(GOOD, tmp_path)
    assert settings.database_url == f"sqlite+aiosqlite:///{tmp_path / 'zairyu.sqlite'}"
    assert settings.api_url == "https://api.telegram.org"
    assert (settings.listen_host, settings.listen_port) == ("127.0.0.1", 8080)
    assert settings.retention_days == 30
    assert settings.webhook_url == ""


def test_the_key_is_made_once_kept_and_readable_by_its_owner_alone(tmp_path: Path) -> None:
    first, second = Settings.read(GOOD, tmp_path), Settings.read(GOOD, tmp_path)
    assert first.secrets == second.secrets
    mode = (tmp_path / "secret.key").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


def test_several_keys_are_newest_first(tmp_path: Path) -> None:
    told = {**GOOD, "SECRET_KEY": "the newer of the keys, the older of the keys"}
    assert Settings.read(told, tmp_path).secrets == (
        "the newer of the keys",
        "the older of the keys",
    )
    assert not (tmp_path / "secret.key").exists()


@pytest.mark.parametrize(
    ("told", "named"),
    [
        ({"TELEGRAM_BOT_TOKEN": ""}, "TELEGRAM_BOT_TOKEN"),
        ({"TELEGRAM_BOT_TOKEN": "no token"}, "TELEGRAM_BOT_TOKEN"),
        ({"LISTEN_PORT": "http"}, "LISTEN_PORT"),
        ({"LISTEN_PORT": "70000"}, "LISTEN_PORT"),
        ({"LISTEN_PORT": "-1"}, "LISTEN_PORT"),
        ({"RETENTION_DAYS": "0"}, "RETENTION_DAYS"),
        ({"RETENTION_DAYS": "a month"}, "RETENTION_DAYS"),
        ({"DATABASE_URL": "mysql://somewhere/x"}, "DATABASE_URL"),
        ({"DATABASE_URL": "not an address"}, "DATABASE_URL"),
        ({"DATABASE_URL": "sqlite://"}, "DATABASE_URL"),
        ({"DATABASE_URL": "postgresql://somewhere/x"}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"WEBHOOK_URL": "example.org"}, "WEBHOOK_URL"),
        ({"TELEGRAM_API_URL": "ftp://example.org"}, "TELEGRAM_API_URL"),
        ({"LOG_LEVEL": "loud"}, "LOG_LEVEL"),
    ],
)
def test_what_is_wrong_is_named_in_one_line(
    told: dict[str, str], named: str, tmp_path: Path
) -> None:
    with pytest.raises(CannotRun) as caught:
        Settings.read({**GOOD, **told}, tmp_path)
    assert named in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "told", ["postgres://u:p@h/d", "postgresql://u:p@h/d", "postgresql+psycopg://u:p@h/d"]
)
def test_postgresql_is_spoken_to_by_asyncpg(told: str, tmp_path: Path) -> None:
    given = {**GOOD, "DATABASE_URL": told, "SECRET_KEY": "a secret of many letters"}
    assert Settings.read(given, tmp_path).database_url == "postgresql+asyncpg://u:p@h/d"


def test_empty_values_count_as_absent(tmp_path: Path) -> None:
    told = {
        **GOOD,
        "WEBHOOK_URL": "",
        "DATABASE_URL": "",
        "LISTEN_PORT": "",
        "TELEGRAM_API_URL": " ",
    }
    assert Settings.read(told, tmp_path) == Settings.read(GOOD, tmp_path)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(CannotRun, match="SECRET_KEY can't be kept"):
        Settings.read(GOOD, tmp_path / "file")
