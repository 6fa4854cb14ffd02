"""Which builder makes the page that is open. Nothing about leaving Japan passes the stop screen."""

from collections.abc import Callable

from flows.pages.frame import Frame
from flows.pages.front import (
    about_page,
    answers_page,
    deleted_page,
    help_page,
    language_page,
    privacy_page,
    resume_page,
    welcome_page,
)
from flows.pages.later import changes_page, timeline_page, unknowns_page
from flows.pages.leaving import readings_page, reset_page
from flows.pages.questions import confirm_page, explain_page, question_page
from flows.pages.reasons import reasons_page, standing_page
from flows.pages.result import more_page, result_view, stop_page
from flows.pages.steps import papers_page, who_page
from flows.pages.todo import todo_page
from flows.questions import Question
from flows.terms import BadAnswer, Page
from flows.views import LANGUAGE, base_of

_FRONT: dict[str, Callable[[Frame], Page]] = {
    "welcome": welcome_page,
    "help": help_page,
    "privacy": privacy_page,
    "about": about_page,
    "resume": resume_page,
    "deleted": deleted_page,
    "answers": answers_page,
}
_RESULT: dict[str, Callable[[Frame], Page]] = {
    "reasons.renewal": lambda frame: reasons_page(frame, "renewal"),
    "reasons.change": lambda frame: reasons_page(frame, "change"),
    "reasons.coe": lambda frame: reasons_page(frame, "coe"),
    "for.renewal": lambda frame: standing_page(frame, "renewal"),
    "for.change": lambda frame: standing_page(frame, "change"),
    "for.coe": lambda frame: standing_page(frame, "coe"),
    "todo": todo_page,
    "papers": papers_page,
    "unknowns": unknowns_page,
    "who": who_page,
    "changes": changes_page,
    "timeline": timeline_page,
    "more": more_page,
    "readings": readings_page,
    "reset": reset_page,
}


def build(frame: Frame) -> Page:
    """Return the page of the view that is open; the open question where the view does not fit."""
    scene = frame.scene
    view = scene.session.view
    if view.startswith(LANGUAGE):
        return language_page(frame)
    if view in _FRONT:
        return _FRONT[view](frame)
    if view == "who":
        return who_page(frame)
    if scene.open is not None:
        return _asking(frame, scene.open)
    if scene.stops:
        return stop_page(frame)
    return _RESULT.get(base_of(view), result_view)(frame)


def speaks_of_law(frame: Frame) -> bool:
    """Return whether the open page holds advice, which is shown wholly in one language."""
    scene = frame.scene
    view = scene.session.view
    if view.startswith(LANGUAGE) or view in _FRONT:
        return False
    return view == "who" or scene.open is None


def _asking(frame: Frame, question: Question) -> Page:
    view = frame.scene.session.view
    if view == "explain":
        return explain_page(frame, question)
    if view == "confirm" and _reads(question, frame.scene.session.guess):
        return confirm_page(frame, question)
    return question_page(frame, question)


def _reads(question: Question, guess: str) -> bool:
    try:
        question.read(guess)
    except BadAnswer:
        return False
    return True
