"""Structured logs that can't tell about a person: one JSON line, a closed list of fields.

A message is a fixed name of what happened. Values pass only under the names below. Of other
libraries the template of a message is written, never its values, and of an error only its kind:
a traceback or an address could carry a text, a number or the token.
"""

import json
import logging
import sys
import time
import traceback
from typing import Final

ALLOWED: Final = frozenset(
    {
        "alarm", "attempt", "backlog", "batch", "behind", "chats", "count", "erased", "host",
        "kind", "language", "languages", "mode", "ms", "pending", "port", "reason", "release",
        "retry_after", "seconds", "step", "where",
    }
)  # fmt: skip
QUIET = (
    "httpx",
    "httpcore",
    "telegram",
    "transitions",
    "aiosqlite",
    "uvicorn",
    "aiohttp",
    "alembic",
)

logger = logging.getLogger("bot")


class Lines(logging.Formatter):
    """Writes a record as one JSON line."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; fields that are not allowed don't pass."""
        told = {
            "at": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)),
            "level": record.levelname.lower(),
            "from": record.name,
            "event": str(record.msg) if record.name == "bot" else "library",
        }
        fields = getattr(record, "fields", {})
        told.update({name: value for name, value in fields.items() if name in ALLOWED})
        if record.exc_info and record.exc_info[1]:
            told["reason"] = type(record.exc_info[1]).__name__
            told["where"] = place(record.exc_info[1])
        return json.dumps(told, default=str)


def place(error: BaseException) -> str:
    """Return where an error was raised: a module and a line, which tell about no person."""
    frames = traceback.extract_tb(error.__traceback__)
    if not frames:
        return ""
    ours = [each for each in frames if "/bot/" in each.filename or "/flows/" in each.filename]
    last = (ours or list(frames))[-1]
    return f"{'/'.join(last.filename.split('/')[-2:])}:{last.lineno}"


def tell(event: str, **fields: object) -> None:
    """Log what happened; the fields must be among the allowed ones."""
    logger.info(event, extra={"fields": fields})


def warn(event: str, **fields: object) -> None:
    """Log what went wrong and will be tried again."""
    logger.warning(event, extra={"fields": fields})


def alarm(event: str, error: BaseException | None = None, **fields: object) -> None:
    """Log what an operator must look at."""
    if error is not None:
        fields = {"reason": type(error).__name__, "where": place(error), **fields}
    logger.error(event, extra={"fields": {"alarm": True, **fields}})


def set_up(level: str = "info") -> None:
    """Send all logs of this process to standard error in our form."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Lines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logger.setLevel(level.upper())
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
