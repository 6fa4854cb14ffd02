"""Walking through the screens: opening one, tapping, typing. The page keeps the session."""

from dataclasses import replace
from html import escape
from typing import Any

import orjson
from starlette.requests import Request
from starlette.responses import Response

from bot.preview.answer import answer, named
from bot.preview.screens import Screen
from bot.preview.theatre import Theatre
from flows.session import Session
from flows.terms import Action, BadSession
from flows.turn import Turn


class Walking:
    """One method for each address; nothing is kept here."""

    def __init__(self, theatre: Theatre) -> None:
        """Take what is walked through."""
        self._theatre = theatre

    async def screen(self, request: Request) -> Response:
        """Draw a screen of the list, or a session as it is, in a language."""
        given = await _given(request)
        language = self._language(given)
        if "session" in given:
            session = _session(given, language)
            return answer(
                {"session": session, "shown": self._theatre.easel.session(session, language)}
            )
        screen = self._found(str(given.get("screen", "")))
        if screen is None:
            return answer({"error": "there is no such screen"}, 404)
        shown = self._theatre.index.draw(screen, language)
        return answer({**named(screen), "session": screen.session, "shown": shown})

    async def act(self, request: Request) -> Response:
        """Do what was tapped or typed."""
        given = await _given(request)
        session = _session(given, self._language(given))
        turn = self._turn(given, session)
        easel = self._theatre.easel
        language = turn.session.language
        return answer(
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
