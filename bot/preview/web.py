"""The preview's page and what it asks for. It answers to this machine only, and changes nothing."""

from collections.abc import AsyncIterator
from dataclasses import fields, is_dataclass, replace
from html import escape
from pathlib import Path
from typing import Any

import orjson
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from bot.preview.screens import Screen
from bot.preview.theatre import Theatre
from flows.session import Session
from flows.terms import Action, BadSession
from flows.turn import Turn
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
    doors = _Doors(theatre, key)
    return Starlette(
        routes=[
            Route("/", doors.file),
            Route("/page/{name}", doors.file),
            Route("/about", doors.about),
            Route("/texts", doors.texts),
            Route("/entry", doors.entry),
            Route("/mistakes", doors.mistakes),
            Route("/events", doors.events),
            Route("/screen", doors.screen, methods=["POST"]),
            Route("/act", doors.act, methods=["POST"]),
        ],
        middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=_HOSTS)],
    )


class _Doors:
    """One method for each address. The page keeps the session; nothing is kept here."""

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
        screens = [_named(index.screens[name]) for name in index.listed]
        profile = stage.desk.profile(stage.code)
        draft = stage.drafts.get(stage.code)
        return _json(
            {
                "code": stage.code,
                "languages": languages,
                "reviewers": draft.locale.reviewers if draft else (),
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
        return _json(told)

    async def entry(self, request: Request) -> Response:
        """Tell everything about one text."""
        key = request.query_params.get("key", "")
        if key not in self._theatre.stage.messages:
            return _json({"error": "no text has this key"}, 404)
        told = self._theatre.entries.beside(key)
        found = [_named(each) for each in self._theatre.index.find(key)]
        return _json(replace(told, screens=found))

    async def mistakes(self, request: Request) -> Response:
        """Tell what the checks find in the whole language."""
        return _json(self._theatre.entries.mistakes())

    async def events(self, request: Request) -> Response:
        """Say the version now and each time something was saved."""

        async def told() -> AsyncIterator[bytes]:
            theatre = self._theatre
            while not theatre.closing:
                news = {"version": theatre.version, "trouble": theatre.trouble}
                yield b"data: " + orjson.dumps(news) + b"\n\n"
                await theatre.changed()

        return StreamingResponse(told(), 200, HEADERS, "text/event-stream")

    async def screen(self, request: Request) -> Response:
        """Draw a screen of the list, or a session as it is, in a language."""
        given = await _given(request)
        language = self._language(given)
        if "session" in given:
            session = _session(given, language)
            return _json(
                {"session": session, "shown": self._theatre.easel.session(session, language)}
            )
        screen = self._found(str(given.get("screen", "")))
        if screen is None:
            return _json({"error": "there is no such screen"}, 404)
        shown = self._theatre.index.draw(screen, language)
        return _json({**_named(screen), "session": screen.session, "shown": shown})

    async def act(self, request: Request) -> Response:
        """Do what was tapped or typed."""
        given = await _given(request)
        session = _session(given, self._language(given))
        turn = self._turn(given, session)
        easel = self._theatre.easel
        language = turn.session.language
        return _json(
            {
                "session": turn.session,
                "language": language,
                "shown": easel.page(turn.page),
                "recap": easel.line(language, turn.recap),
                "toast": easel.line(language, escape(turn.toast)),
            }
        )

    def _turn(self, given: dict[str, Any], session: Session) -> Turn:
        stage = self._theatre.stage
        text = str(given.get("say", ""))
        if text.startswith("/"):
            name, _, argument = text[1:].partition(" ")
            return stage.desk.command(session, name, argument, stage.today)
        if text:
            return stage.desk.say(session, text, stage.today)
        action = Action(*(str(given.get(each, "")) for each in ("verb", "question", "argument")))
        return stage.desk.press(session, action, stage.today)

    def _found(self, name: str) -> Screen | None:
        index = self._theatre.index
        key = name.removeprefix("alone.")
        if key != name and key in self._theatre.stage.messages:
            return self._theatre.stills.alone(key)
        return index.screens.get(name)

    def _language(self, given: dict[str, Any]) -> str:
        code = str(given.get("language", ""))
        known = code in self._theatre.stage.languages.codes
        if known:
            self._theatre.stage.draft(code)
        return code if known else self._theatre.stage.code


def _named(screen: Screen) -> dict[str, str]:
    return {"id": screen.id, "group": screen.group, "title": screen.title}


async def _given(request: Request) -> dict[str, Any]:
    try:
        given = orjson.loads(await request.body())
    except orjson.JSONDecodeError:
        given = None
    return given if isinstance(given, dict) else {}


def _session(given: dict[str, Any], language: str) -> Session:
    """Return the session that the page holds; one it made up itself counts as new."""
    try:
        session = Session.from_json(str(given.get("session", "")))
    except BadSession:
        session = Session("view0", 1, language, view="welcome")
    return replace(session, language=language)


def _json(value: object, status: int = 200) -> Response:
    headers = {"cache-control": "no-store"}
    return Response(
        orjson.dumps(value, _plain, orjson.OPT_PASSTHROUGH_DATACLASS),
        status,
        headers,
        "application/json",
    )


def _plain(value: object) -> object:
    if isinstance(value, Session):
        return value.to_json()
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: getattr(value, each.name) for each in fields(value)}
    raise TypeError(f"{type(value).__name__} can't be told")
