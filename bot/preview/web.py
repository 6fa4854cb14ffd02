"""The preview's page and what it asks for. It answers to this machine only, and changes nothing."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import orjson
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from bot.preview.answer import answer, named
from bot.preview.draft import signed
from bot.preview.theatre import Theatre
from bot.preview.walking import Walking
from locales.glossary import REFERENCE
from locales.registry import ACCENTED, MIRRORED, SOURCE

PAGE = Path(__file__).parent / "page"
KINDS = {".html": "text/html", ".css": "text/css", ".js": "text/javascript"}
HEADERS = {
    "content-security-policy": "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
}
_HOSTS = ["127.0.0.1", "localhost"]
_NAMES = {ACCENTED: "Pseudo", MIRRORED: "Pseudo RTL"}


def application(theatre: Theatre, key: str = "") -> Starlette:
    """Return the application; `key` is the entry to begin with."""
    doors, walking = _Doors(theatre, key), Walking(theatre)
    return Starlette(
        routes=[
            Route("/", doors.file),
            Route("/page/{name}", doors.file),
            Route("/about", doors.about),
            Route("/texts", doors.texts),
            Route("/entry", doors.entry),
            Route("/mistakes", doors.mistakes),
            Route("/events", doors.events),
            Route("/screen", walking.screen, methods=["POST"]),
            Route("/act", walking.act, methods=["POST"]),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=_HOSTS)],
    )


class _Doors:
    """One method for each address. Nothing is kept here."""

    def __init__(self, theatre: Theatre, key: str) -> None:
        self._theatre = theatre
        self._key = key

    async def file(self, request: Request) -> Response:
        path = PAGE / request.path_params.get("name", "index.html")
        if path.parent != PAGE or path.suffix not in KINDS or not path.is_file():
            return Response("not here", 404, media_type="text/plain")
        return Response(path.read_bytes(), 200, HEADERS, KINDS[path.suffix])

    async def about(self, request: Request) -> Response:
        """Tell what there is to choose from."""
        stage, index = self._theatre.stage, self._theatre.index
        codes = dict.fromkeys((SOURCE, REFERENCE, stage.code, ACCENTED, MIRRORED))
        languages = [
            {"code": code, "name": _NAMES.get(code) or stage.languages.get(code).endonym}
            for code in codes
        ]
        screens = [named(index.screens[name]) for name in index.listed]
        profile = stage.desk.profile(stage.code)
        draft = stage.drafts.get(stage.code)
        return answer(
            {
                "code": stage.code,
                "languages": languages,
                "signed": signed(draft.locale) if draft else "",
                "screens": screens,
                "commands": [name for name, _ in profile.commands],
                "key": self._key,
            }
        )

    async def texts(self, request: Request) -> Response:
        """Tell every text in short, for the search and the neighbours."""
        stage = self._theatre.stage
        mine, japanese = stage.draft(stage.code), stage.draft(REFERENCE)
        told = {
            key: (
                message.text,
                japanese.string(key) if japanese else "",
                mine.written(key)[:1] if mine else (),
                stage.state(stage.code, key),
            )
            for key, message in stage.messages.items()
        }
        return answer(told)

    async def entry(self, request: Request) -> Response:
        """Tell everything about one text."""
        key = request.query_params.get("key", "")
        if key not in self._theatre.stage.messages:
            return answer({"error": "no text has this key"}, 404)
        told = self._theatre.entries.beside(key)
        found = [named(each) for each in self._theatre.index.find(key)]
        return answer(replace(told, screens=found))

    async def mistakes(self, request: Request) -> Response:
        """Tell what the checks find in the whole language."""
        return answer(self._theatre.entries.mistakes())

    async def events(self, request: Request) -> Response:
        """Say the version now and each time something was saved."""

        async def told() -> AsyncIterator[bytes]:
            theatre = self._theatre
            while not theatre.closing:
                news = {"version": theatre.version, "trouble": theatre.trouble}
                yield b"data: " + orjson.dumps(news) + b"\n\n"
                await theatre.changed()

        return StreamingResponse(told(), 200, HEADERS, "text/event-stream")
