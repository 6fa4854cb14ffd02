"""Journeys without Telegram: what people do, as deeds that any desk in any language can be given.

A text that is typed is kept as what it came to, since the words of another language differ.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from flows.desk import Desk
from flows.hearing import Heard
from flows.questions import Kind, Question
from flows.scene import Scene
from flows.session import Session
from flows.statuses import load_statuses
from flows.terms import NONE, UNKNOWN, Action, Value
from flows.turn import Turn
from flows.views import GROUP
from tests.bot.builders import TODAY
from tests.bot.journeys.journey import ANSWER, Journey

RUN = "Ab3dE"
_LOOKS = ("asks", "sees", "reads", "toast", "holds", "forgets", "speaks", "restart")
_VAIN = ("stale", "forged")
_DEEDS = ("start", "command", "say", "send", "tap", "twice", "label")


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing done: begin, press, command, notice, or take over what a typed text came to."""

    verb: str
    action: Action | None = None
    name: str = ""
    argument: str = ""
    guess: str = ""


def apply(desk: Desk, session: Session | None, deed: Deed, language: str = "") -> Turn:
    """Do a deed; `language` stands in for the one that was chosen."""
    if session is None:
        client = language or deed.name
        begun = desk.begin(RUN, client, "" if language else deed.argument, TODAY)
        if not language:
            return begun
        return Turn(replace(begun.session, language=language), begun.page)
    if deed.verb == "press":
        assert deed.action is not None
        action = deed.action
        if language and action.verb == "language":
            action = replace(action, argument=language)
        return desk.press(session, action, TODAY)
    if deed.verb == "command":
        argument = language if language and is_choice(deed) else deed.argument
        return desk.command(session, deed.name, argument, TODAY)
    if deed.verb == "notice":
        return desk.notice(session, deed.name, TODAY)
    shown = session.step(view="confirm", guess=deed.guess)
    return Turn(shown, desk.page(shown, TODAY))


def is_choice(deed: Deed) -> bool:
    """Return whether a command names the language it wants."""
    return deed.name in ("language", "settings") and bool(deed.argument)


def journey_turns(desk: Desk, journey: Journey) -> Iterator[tuple[Deed, Turn]]:
    """Yield each deed of a journey, and what came of it in the journey's own languages."""
    session: Session | None = None
    waiting: dict[str, str] = {}
    steps = [each for each in journey.steps if each.verb not in _LOOKS + _VAIN]
    assert steps
    for number, step in enumerate(steps):
        if step.verb == ANSWER:
            name, _, value = step.what.partition(":")
            waiting[name] = value.strip()
            if number + 1 < len(steps) and steps[number + 1].verb == ANSWER:
                continue
            deeds = None
        else:
            assert step.verb in _DEEDS, step
            deeds = [_deed(desk, session, step.verb, step.what, journey.client)]
        while deeds is not None or waiting:
            for deed in deeds if deeds is not None else _answering(desk, session, waiting):
                turn = apply(desk, session, deed)
                yield deed, turn
                session = None if turn.erase else turn.session
            if deeds is not None:
                break


def _answering(desk: Desk, session: Session | None, waiting: dict[str, str]) -> list[Deed]:
    """Answer the question that is open with one of the answers that wait."""
    assert session is not None
    question = desk._scene(session, TODAY).open
    assert question is not None, f"nobody asks for {waiting}"
    assert question.id in waiting, f"asks {question.id}; waiting are {waiting}"
    return [Deed("press", each) for each in _taps(question, waiting.pop(question.id))]


def _taps(question: Question, told: str) -> list[Action]:
    name = question.id
    if told in (UNKNOWN, NONE) and not (told == NONE and question.kind is Kind.date):
        return [Action("answer", name, told)]
    if question.kind is Kind.multi:
        codes = [part.strip() for part in told.split(",")]
        return [*(Action("toggle", name, code) for code in codes), Action("confirm", name)]
    if question.kind is Kind.date:
        year, month, _ = told.split("-")
        return [Action("part", name, part) for part in (year, f"{year}-{month}", told)]
    if name in ("status", "target") and told in load_statuses() and told != "never_resided":
        group = load_statuses()[told].group
        return [Action("show", "", f"{GROUP}{group}"), Action("answer", name, told)]
    return [Action("answer", name, told)]


def _deed(desk: Desk, session: Session | None, verb: str, what: str, client: str) -> Deed:
    if session is None:
        return Deed("begin", name=client, argument=what if verb == "start" else "")
    if verb in ("start", "command"):
        name, _, argument = what.partition(" ") if verb == "command" else ("start", "", what)
        return Deed("command", name=name, argument=argument)
    if verb == "send":
        return Deed("notice", name="only_text")
    if verb == "label":
        page = desk.page(session, TODAY)
        found = [b.action for row in page.rows for b in row if b.label == what and b.action]
        return Deed("press", found[0])
    if verb == "say":
        return _said(desk, session, what)
    told, *rest = what.split()
    question, argument = ("", rest[0]) if told in ("show", "language") else (*rest, "", "")[:2]
    return Deed("press", Action(told, question, argument))


def _said(desk: Desk, session: Session, what: str) -> Deed:
    now = desk._scene(session, TODAY)
    text = what.encode("ascii", "backslashreplace").decode("unicode_escape")
    heard: Heard = desk._hearing.hear(now, desk.page(session, TODAY), text)
    if heard.action is not None:
        return Deed("press", heard.action)
    if heard.session is not None:
        return Deed("guess", guess=heard.session.guess)
    return Deed("notice", name=heard.notice)


def answers(desk: Desk, session: Session) -> dict[str, Value]:
    """Return the answers that stand."""
    scene: Scene = desk._scene(session, TODAY)
    return dict(scene.standing.facts.answers)
