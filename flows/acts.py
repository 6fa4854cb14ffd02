"""How each tap changes a session. An act that does not fit leaves the session as it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from flows.interview import Interview, Standing, locate, settle
from flows.questionnaire import RESULT, Questionnaire
from flows.questions import Kind, Question
from flows.session import Session
from flows.terms import NONE, UNKNOWN, Action, BadAnswer, Value

VIEWS = (
    "welcome", "question", "explain", "answers", "language", "help", "privacy", "about", "resume",
    "confirm", "stop", "reasons.renewal", "reasons.change", "reasons.coe", "todo", "papers",
    "unknowns", "who", "changes", "timeline", "readings", "reset",
)  # fmt: skip
LEAVING_VIEWS = ("reasons.coe", "reset")
_ALONE = (NONE, UNKNOWN)


@dataclass(frozen=True, slots=True)
class Scene:
    """A session with where it stands on a day; what every act looks at."""

    questionnaire: Questionnaire
    session: Session
    standing: Standing
    today: date

    @property
    def open(self) -> Question | None:
        """The question that waits for an answer, or None at the result."""
        name = self.session.editing or self.standing.place
        return None if name == RESULT else self.questionnaire.questions[name]

    @property
    def leaves_japan(self) -> bool:
        """Whether the person is in Japan, so that a reset would mean leaving."""
        return self.standing.facts.get("where") != "abroad"

    @property
    def must_stop(self) -> bool:
        """Whether the stop screen stands before the result."""
        wants = self.standing.facts.get("plan") in ("reset", "compare")
        return wants and self.leaves_japan and not self.session.leaving


def scene(questionnaire: Questionnaire, session: Session, today: date) -> Scene:
    """Return the scene of a session on a day."""
    return Scene(questionnaire, session, locate(questionnaire, session.interview, today), today)


def act(now: Scene, action: Action) -> Session:
    """Return the session after an action; the same session when the action does not fit."""
    perform = _ACTS.get(action.verb)
    return perform(now, action) if perform else now.session


def give(now: Scene, question: Question, value: Value) -> Session:
    """Return the session with one answer given, set-aside answers kept for later."""
    interview = now.session.interview.answered(question.id, question.read(value))
    settled = settle(now.questionnaire, interview, now.today)
    return now.session.step(interview=settled, view="question", editing="", draft=(), guess="")


def _answer(now: Scene, action: Action) -> Session:
    question = now.open
    if question is None or question.id != action.question:
        return now.session
    try:
        return give(now, question, action.argument)
    except BadAnswer:
        return now.session


def _toggle(now: Scene, action: Action) -> Session:
    question = now.open
    if question is None or question.id != action.question or question.kind is not Kind.multi:
        return now.session
    if action.argument not in question.codes:
        return now.session
    ticked = now.session.draft
    if action.argument in ticked:
        draft = tuple(code for code in ticked if code != action.argument)
    else:
        draft = (*ticked, action.argument)
    return now.session.step(draft=draft)


def _confirm(now: Scene, action: Action) -> Session:
    question = now.open
    if question is None or question.id != action.question or not now.session.draft:
        return now.session
    if question.kind is not Kind.multi:
        return now.session
    return give(now, question, now.session.draft)


def _part(now: Scene, action: Action) -> Session:
    question = now.open
    if question is None or question.id != action.question or question.kind is not Kind.date:
        return now.session
    parts = tuple(action.argument.split("-")) if action.argument else ()
    if len(parts) < 3:
        return now.session.step(draft=parts) if all(map(str.isdigit, parts)) else now.session
    return _answer(now, action)


def _show(now: Scene, action: Action) -> Session:
    view = action.argument
    if view.startswith("group."):
        return now.session.step(view=view)
    if view not in VIEWS:
        return now.session
    if view in LEAVING_VIEWS and now.leaves_japan and now.session.leaving != "yes":
        return now.session.step(view="stop")
    return now.session.step(view=view)


def _back(now: Scene, action: Action) -> Session:
    session = now.session
    if session.guess or session.view != "question":
        return session.step(view="question", guess="")
    if session.draft:
        shorter = session.draft[:-1] if _is_date(now) else ()
        return session.step(draft=shorter)
    if session.editing:
        return session.step(editing="", view="answers")
    if not now.standing.path:
        return session.step(view="welcome")
    last = now.standing.path[-1]
    return session.step(interview=session.interview.without(last), view="question")


def _is_date(now: Scene) -> bool:
    return now.open is not None and now.open.kind is Kind.date


def _change(now: Scene, action: Action) -> Session:
    if action.question not in now.questionnaire.questions:
        return now.session
    known = action.question in now.standing.facts.answers
    welcome = now.questionnaire.questions[action.question].accept_always
    if not known and not welcome:
        return now.session
    return now.session.step(editing=action.question, draft=(), view="question", guess="")


def _restart(now: Scene, action: Action) -> Session:
    return now.session.step(
        interview=Interview(), view="question", editing="", draft=(), guess="", leaving=""
    )


def _language(now: Scene, action: Action) -> Session:
    view = now.session.view
    return now.session.step(
        language=action.argument, view="question" if view == "language" else view
    )


def _accept(now: Scene, action: Action) -> Session:
    if now.session.view == "confirm" and now.session.guess:
        question = now.open
        if question is None:
            return now.session.step(view="question", guess="")
        try:
            return give(now, question, now.session.guess)
        except BadAnswer:
            return now.session.step(view="question", guess="")
    return now.session.step(leaving="yes", view="question")


def _decline(now: Scene, action: Action) -> Session:
    if now.session.view == "confirm":
        return now.session.step(view="question", guess="")
    return now.session.step(leaving="no", view="question")


def _begin(now: Scene, action: Action) -> Session:
    return now.session.step(view="question")


_ACTS: dict[str, Callable[[Scene, Action], Session]] = {
    "answer": _answer,
    "toggle": _toggle,
    "confirm": _confirm,
    "part": _part,
    "show": _show,
    "back": _back,
    "change": _change,
    "restart": _restart,
    "language": _language,
    "accept": _accept,
    "decline": _decline,
    "begin": _begin,
}
VERBS = tuple(_ACTS)
