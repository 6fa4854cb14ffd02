"""The open question, its explanation, and the read-back of a typed answer."""

from datetime import date

from flows.pages.calendar import date_rows
from flows.pages.frame import Frame, Row
from flows.progress import questions_left
from flows.questions import Kind, Option, Question
from flows.statuses import load_groups, load_statuses
from flows.terms import SAME, UNKNOWN, Action, Button, Page, Value


def question_page(frame: Frame, question: Question) -> Page:
    """Return the page that asks a question, with earlier and picked answers marked."""
    scene, words = frame.scene, frame.words
    earlier = _earlier(frame, question)
    fewest, most = questions_left(scene.questionnaire, scene.standing)
    draft = scene.session.draft
    values = {
        "note": words.notice(scene.session.note) if scene.session.note else "",
        "title": words.question(question, "title"),
        "help": words.question(question, "help"),
        "notes": [
            {"label": words.option(option), "text": words.note(option)}
            for option in _offered(question)
            if option.note
        ],
        "earlier": words.value(question, earlier) if earlier is not None else "",
        "picked": _picked(frame, question, draft),
        "kind": question.kind.value,
        "fewest": fewest,
        "most": 0 if scene.session.editing else most,
    }
    rows = _answer_rows(frame, question) + _foot(frame, question)
    return frame.page("question", values, rows)


def explain_page(frame: Frame, question: Question) -> Page:
    """Return what a question means, why it is asked and where the answer is printed."""
    words = frame.words
    values = {name: words.question(question, name) for name in ("title", "what", "why", "where", "find_out")}
    values["japanese"] = question.words.get("japanese", "")
    values["reading"] = question.words.get("reading", "")
    return frame.page("explain", values, [frame.return_row()])


def confirm_page(frame: Frame, question: Question) -> Page:
    """Return the read-back of a typed answer that is not yet certain."""
    guess: Value = frame.scene.session.guess
    values = {
        "title": frame.words.question(question, "title"),
        "answer": frame.words.value(question, guess),
        "is_date": question.kind is Kind.date,
    }
    rows = [(frame.button("yes", "accept"),), (frame.button("no", "decline"),)]
    return frame.page("confirm", values, rows)


def _earlier(frame: Frame, question: Question) -> Value | None:
    interview = frame.scene.session.interview
    return interview.answers.get(question.id, interview.offered.get(question.id))


def _picked(frame: Frame, question: Question, draft: tuple[str, ...]) -> str:
    if not draft:
        return ""
    if question.kind is Kind.multi:
        return frame.words.value(question, tuple(code for code in draft))
    year = int(draft[0])
    if len(draft) == 1:
        return frame.words.language.year(year)
    return frame.words.language.month(date(year, int(draft[1]), 1))


def _offered(question: Question) -> tuple[Option, ...]:
    return question.options


def _answer_rows(frame: Frame, question: Question) -> list[Row]:
    if question.kind is Kind.date:
        return date_rows(frame, question)
    if question.kind is Kind.multi:
        return _ticks(frame, question)
    if question.id in ("status", "target"):
        return _status_rows(frame, question)
    return [(_option(frame, question, option),) for option in question.options]


def _option(frame: Frame, question: Question, option: Option) -> Button:
    return Button(frame.words.option(option), Action("answer", question.id, option.code))


def _ticks(frame: Frame, question: Question) -> list[Row]:
    """Ticked options carry a word-free mark in front; the text above lists them in words."""
    ticked = frame.scene.session.draft
    rows: list[Row] = [
        (
            Button(
                ("☑ " if option.code in ticked else "☐ ") + frame.words.option(option),
                Action("toggle", question.id, option.code),
            ),
        )
        for option in question.options
    ]
    if ticked:
        rows.append((frame.button("confirm", "confirm", question.id),))
    elif question.none:
        rows.insert(0, (frame.button("none", "answer", question.id, "none"),))
    return rows


def _status_rows(frame: Frame, question: Question) -> list[Row]:
    """Two taps: the group, then the status. `same` and never_resided stand outside the groups."""
    view = frame.scene.session.view
    statuses = load_statuses()
    if view.startswith("group."):
        inside = [each for each in statuses.values() if each.group == view.removeprefix("group.")]
        return [
            (Button(frame.words.status(each.code), Action("answer", question.id, each.code)),)
            for each in inside
        ]
    rows: list[Row] = []
    first = question.options[0]
    if first.code == SAME:
        rows.append((_option(frame, question, first),))
    rows += [
        (Button(frame.words.group(group.id), Action("show", argument=f"group.{group.id}")),)
        for group in load_groups()
    ]
    if question.id == "status" and frame.scene.standing.facts.get("where") == "abroad":
        code = "never_resided"
        rows.append((Button(frame.words.status(code), Action("answer", question.id, code)),))
    return rows


def _foot(frame: Frame, question: Question) -> list[Row]:
    rows: list[Row] = []
    if question.unknown and not frame.scene.session.draft:
        rows.append((frame.button("unknown", "answer", question.id, UNKNOWN),))
    rows.append((frame.show("explain"),))
    rows.append((frame.button("back", "back"), frame.show("answers")))
    rows.append((frame.show("language"), frame.show("help")))
    return rows
