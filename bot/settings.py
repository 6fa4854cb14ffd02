"""What the operator can set, read once from the environment. Every complaint is one line."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

TELEGRAM = "https://api.telegram.org"
DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
}
MIN_SECRET = 16


class CannotRun(Exception):
    """A reason not to start or to go on: one line that says where and what to do. Exit code 2."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the running bot is told from outside. A rate of 0 means no limit."""

    token: str
    database_url: str
    secrets: tuple[str, ...]
    api_url: str = TELEGRAM
    webhook_url: str = ""
    listen_host: str = "127.0.0.1"
    listen_port: int = 8080
    retention_days: int = 30
    sends_a_second: float = 28
    sends_a_second_in_a_chat: float = 1
    steps_a_minute: int = 120
    drain_seconds: float = 10
    log_level: str = "info"
    reload_words: bool = False

    @property
    def on_sqlite(self) -> bool:
        """Whether the database is a file of this machine."""
        return self.database_url.startswith("sqlite")

    @classmethod
    def read(cls, environ: Mapping[str, str] = os.environ, var: Path = Path("var")) -> "Settings":
        """Return the settings of an environment; CannotRun names the variable that is wrong."""
        token = environ.get("TELEGRAM_BOT_TOKEN", "").strip()
        if not token:
            raise CannotRun(
                "TELEGRAM_BOT_TOKEN is not set: ask @BotFather for a token, "
                "or try the bot without one by 'zairyu-bot sandbox'"
            )
        if ":" not in token or any(letter.isspace() or letter == "/" for letter in token):
            raise CannotRun("TELEGRAM_BOT_TOKEN is no token: it looks like 123456:ABC-DEF")
        database = database_url(environ, var)
        return cls(
            token=token,
            database_url=database,
            secrets=secret_keys(environ, var, on_sqlite=database.startswith("sqlite")),
            api_url=_address(environ, "TELEGRAM_API_URL", TELEGRAM),
            webhook_url=_address(environ, "WEBHOOK_URL", ""),
            listen_host=environ.get("LISTEN_HOST", "").strip() or "127.0.0.1",
            listen_port=_number(environ, "LISTEN_PORT", 8080, 1, 65535),
            retention_days=retention_days(environ),
            sends_a_second=_number(environ, "SENDS_A_SECOND", 28, 0, 1000),
            sends_a_second_in_a_chat=_number(environ, "SENDS_A_SECOND_IN_A_CHAT", 1, 0, 1000),
            steps_a_minute=_number(environ, "STEPS_A_MINUTE", 120, 0, 100_000),
            drain_seconds=_number(environ, "DRAIN_SECONDS", 10, 0, 600),
            log_level=_level(environ),
            reload_words=_number(environ, "RELOAD_WORDS", 0, 0, 1) == 1,
        )


def database_url(environ: Mapping[str, str], var: Path) -> str:
    """Return the address of the database with the driver we use; CannotRun when it is none."""
    told = environ.get("DATABASE_URL", "").strip() or f"sqlite:///{var / 'zairyu.sqlite'}"
    try:
        url = make_url(told)
    except ArgumentError:
        raise CannotRun(
            "DATABASE_URL is no address: write sqlite:///file or postgresql://…"
        ) from None
    kind = url.drivername.split("+")[0]
    if kind not in DRIVERS:
        raise CannotRun(f"DATABASE_URL names {kind}: allowed are sqlite and postgresql")
    if DRIVERS[kind].startswith("sqlite") and url.database in (None, "", ":memory:"):
        raise CannotRun("DATABASE_URL names no file: write sqlite:///var/zairyu.sqlite")
    return url.set(drivername=DRIVERS[kind]).render_as_string(hide_password=False)


def retention_days(environ: Mapping[str, str]) -> int:
    """Return after how many days an idle interview is erased."""
    return _number(environ, "RETENTION_DAYS", 30, 1, 3650)


def secret_keys(environ: Mapping[str, str], var: Path, on_sqlite: bool) -> tuple[str, ...]:
    """Return the keys, newest first. On SQLite one is made and kept in a file of our own."""
    told = tuple(part.strip() for part in environ.get("SECRET_KEY", "").split(",") if part.strip())
    if not told and not on_sqlite:
        raise CannotRun(
            "SECRET_KEY is not set: on PostgreSQL every replica needs the same one; "
            "make it by 'openssl rand -base64 32'"
        )
    keys = told or (_kept(var / "secret.key"),)
    if min(map(len, keys)) < MIN_SECRET:
        raise CannotRun(f"SECRET_KEY is too short: each key needs {MIN_SECRET} characters or more")
    return keys


def _kept(path: Path) -> str:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        made = secrets.token_urlsafe(32)
        try:
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            return path.read_text("ascii").strip()
        with os.fdopen(handle, "w") as file:
            file.write(made)
    except OSError as error:
        raise CannotRun(f"SECRET_KEY can't be kept in {path}: {error.strerror}") from error
    return made


def _number(environ: Mapping[str, str], name: str, default: int, low: int, high: int) -> int:
    told = environ.get(name, "").strip()
    if not told:
        return default
    if not told.isascii() or not told.isdigit() or not low <= int(told) <= high:
        raise CannotRun(f"{name} is {told!r}: allowed is a whole number from {low} to {high}")
    return int(told)


def _address(environ: Mapping[str, str], name: str, default: str) -> str:
    told = environ.get(name, "").strip().rstrip("/")
    if not told:
        return default
    parts = urlsplit(told)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise CannotRun(f"{name} is {told!r}: write an address like https://example.org")
    return told


def _level(environ: Mapping[str, str]) -> str:
    told = environ.get("LOG_LEVEL", "").strip().lower() or "info"
    if told not in ("debug", "info", "warning", "error"):
        raise CannotRun(f"LOG_LEVEL is {told!r}: allowed are debug, info, warning, error")
    return told
