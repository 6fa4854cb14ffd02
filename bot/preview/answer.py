"""What the preview answers its page: plain values, screens and sessions as JSON."""

from dataclasses import fields, is_dataclass

import orjson
from starlette.responses import Response

from bot.preview.screens import Screen
from flows.session import Session


def answer(value: object, status: int = 200) -> Response:
    """Return a value as JSON; a session as the text that it travels as."""
    body = orjson.dumps(value, _plain, orjson.OPT_PASSTHROUGH_DATACLASS)
    return Response(body, status, {"cache-control": "no-store"}, "application/json")


def named(screen: Screen) -> dict[str, str]:
    """Return what the list of screens tells of one."""
    return {"id": screen.id, "group": screen.group, "title": screen.title}


def _plain(value: object) -> object:
    if isinstance(value, Session):
        return value.to_json()
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: getattr(value, each.name) for each in fields(value)}
    raise TypeError(f"{type(value).__name__} can't be told")
