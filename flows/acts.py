"""How each tap changes a session. An act that does not fit leaves the session as it is."""

from collections.abc import Callable

from flows.interview import Interview, settle
from flows.questions import Kind, Question
from flows.scene import Scene, are_date_parts
from flows.session import Session
from flows.statuses import load_groups
from flows.terms import Action, BadAnswer, Value
from flows.views import GROUP, LANGUAGE, LEAVING, STOP, base_of, behind, is_view

GIVING = ("answer", "confirm", "part", "accept")
"""The verbs that can give an answer."""


def act(now: Scene, action: Action) -> Session:
    """Return the session after an action; the same session when the action does not fit."""
    perform = _ACTS.get(action.verb)
    return perform(now, action) if perform else now.session


def give(now: Scene, question: Question, value: Value) -> Session:
    """Return the session with one answer given, set-aside answers kept for later."""
    interview = now.session.interview.answered(question.id, question.read(value))
    settled = settle(now.questionnaire, interview, now.today)
    note = "set_aside" if len(settled.answers) < len(interview.answers) else ""
    return now.session.step(
        interview=settled, view="question", editing="", draft=(), guess="", note=note
    )


def gave(now: Scene, after: Session, action: Action) -> bool:
    """Return whether the act gave an answer to the open question."""
    return action.verb in GIVING and after.interview is not now.session.interview


def _try(now: Scene, question: Question, value: Value) -> Session:
    try:
        return give(now, question, value)
    except BadAnswer:
        return now.session


def _asked(now: Scene, action: Action, kind: Kind | None = None) -> Question | None:
    """Return the open question if the action is about it, and it is of the kind."""
    question = now.open
    if question is None or question.id != action.question:
        return None
    return question if kind in (None, question.kind) else None


def _answer(now: Scene, action: Action) -> Session:
    question = _asked(now, action)
    return now.session if question is None else _try(now, question, action.argument)


def _toggle(now: Scene, action: Action) -> Session:
    question = _asked(now, action, Kind.multi)
    if question is None or action.argument not in question.codes:
        return now.session
    ticked = set(now.session.draft) ^ {action.argument}
    return now.session.step(
        draft=tuple(option.code for option in question.options if option.code in ticked)
    )


def _confirm(now: Scene, action: Action) -> Session:
    """Take the ticks, or the earlier answer where nothing is ticked."""
    question = _asked(now, action)
    if question is None:
        return now.session
    if question.kind is Kind.multi and now.session.draft:
        return _try(now, question, now.session.draft)
    earlier = now.earlier
    return now.session if earlier is None else _try(now, question, earlier)


def _part(now: Scene, action: Action) -> Session:
    question = _asked(now, action, Kind.date)
    if question is None:
        return now.session
    parts = tuple(action.argument.split("-")) if action.argument else ()
    if len(parts) == 3:
        return _try(now, question, action.argument)
    fitting = not parts or are_date_parts(parts)
    return now.session.step(draft=parts) if fitting else now.session


def _show(now: Scene, action: Action) -> Session:
    view, session = action.argument, now.session
    if view == "language":
        return session.step(view=f"{LANGUAGE}{_return_view(session.view)}")
    if not is_view(view, tuple(group.id for group in load_groups())):
        return session
    if base_of(view) in LEAVING and not now.may_speak_of_leaving:
        return session.step(view=f"{STOP}{view}")
    return session.step(view=view)


def _return_view(view: str) -> str:
    """Return the page to come back to from the language picker."""
    return "question" if view.startswith(GROUP) else view.removeprefix(LANGUAGE)


def _back(now: Scene, action: Action) -> Session:
    session = now.session
    if session.guess or session.view != "question":
        return session.step(view="question", guess="")
    if session.draft:
        is_date = now.open is not None and now.open.kind is Kind.date
        return session.step(draft=session.draft[:-1] if is_date else ())
    if session.editing:
        return session.step(editing="", view="answers")
    if not now.standing.path:
        return session.step(view="welcome")
    on_way = set(now.standing.path)
    newest = next(name for name in reversed(list(session.interview.answers)) if name in on_way)
    return session.step(interview=session.interview.without(newest))


def _change(now: Scene, action: Action) -> Session:
    question = now.questionnaire.questions.get(action.question)
    if question is None:
        return now.session
    if question.id not in now.standing.facts.answers and not question.accept_always:
        return now.session
    return now.session.step(editing=question.id, draft=(), view="question", guess="")


def _restart(now: Scene, action: Action) -> Session:
    return now.session.step(
        interview=Interview(), view="question", editing="", draft=(), guess="", leaving=""
    )


def _language(now: Scene, action: Action) -> Session:
    return now.session.step(language=action.argument, view=behind(now.session.view))


def _accept(now: Scene, action: Action) -> Session:
    session, question = now.session, now.open
    if now.stops:
        return session.step(leaving="yes", view=behind(session.view))
    if question is None or not session.guess:
        return session.step(view="question", guess="")
    if question.kind is Kind.multi and session.guess in question.codes:
        ticked = {*session.draft, session.guess}
        draft = tuple(option.code for option in question.options if option.code in ticked)
        return session.step(view="question", guess="", draft=draft)
    after = _try(now, question, session.guess)
    return session.step(view="question", guess="") if after is session else after


def _decline(now: Scene, action: Action) -> Session:
    if now.stops:
        return now.session.step(leaving="no", view="question")
    return now.session.step(view="question", guess="")


def _begin(now: Scene, action: Action) -> Session:
    return now.session.step(view="question", guess="")


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
