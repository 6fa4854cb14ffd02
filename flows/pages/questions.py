"""The open question, its explanation, and the read-back of a typed answer."""

from datetime import date

from flows.pages.calendar import date_rows
from flows.pages.frame import Frame, Row, cut
from flows.pages.paging import length
from flows.progress import questions_left
from flows.questions import Kind, Option, Question
from flows.statuses import StatusOfResidence, load_groups, load_statuses
from flows.terms import NONE, SAME, UNKNOWN, Button, Page, Value
from flows.views import GROUP

NEVER = "never_resided"
_MOST_SIGNS = 450
"""What a question and its notes may take; group, ticks and progress come on top."""


def question_page(frame: Frame, question: Question) -> Page:
    """Return the page that asks a question, with earlier and picked answers marked."""
    scene, words = frame.scene, frame.words
    earlier, draft, group = scene.earlier, scene.session.draft, _group(frame)
    fewest, most = questions_left(scene.questionnaire, scene.standing)
    values: dict[str, object] = {
        "title": words.question(question, "title"),
        "help": words.question(question, "help"),
        "group": words.group(group) if group else "",
        "statuses": [
            {"name": words.status(each.code), "about": words.status_about(each.code)}
            for each in _inside(group)
        ],
        "section": words.section(question),
        "notes": [] if _is_long(frame, question) else _notes(frame, question),
        "earlier": words.value(question, earlier) if earlier is not None else "",
        "picked": _picked(frame, question, draft),
        "kind": question.kind.value,
        "fewest": fewest,
        "most": 0 if scene.session.editing else most,
    }
    return frame.page("question", values, _answer_rows(frame, question) + _foot(frame, question))


def explain_page(frame: Frame, question: Question) -> Page:
    """Return what a question means, why it is asked and where the answer is printed."""
    words = frame.words
    fields = ("title", "what", "why", "where", "find_out")
    values: dict[str, object] = {name: words.question(question, name) for name in fields}
    values["japanese"] = question.words.get("japanese", "")
    values["reading"] = question.words.get("reading", "")
    values["notes"] = _notes(frame, question) if _is_long(frame, question) else []
    return frame.page("explain", values, frame.return_rows())


def confirm_page(frame: Frame, question: Question) -> Page:
    """Return the read-back of a typed answer that is not yet certain."""
    guess: Value = question.read(frame.scene.session.guess)
    values = {
        "title": frame.words.question(question, "title"),
        "answer": frame.words.value(question, guess),
        "is_date": question.kind is Kind.date,
    }
    rows: list[Row] = [(frame.button("yes", "accept"),), (frame.button("no", "decline"),)]
    return frame.page("confirm", values, [*rows, (frame.show("language"),)])


def _notes(frame: Frame, question: Question) -> list[dict[str, str]]:
    words = frame.words
    return [
        {"label": words.option(option), "text": words.note(option)}
        for option in question.options
        if option.note
    ]


def _is_long(frame: Frame, question: Question) -> bool:
    """Return whether the notes would make the page too long; then they stand in the explanation."""
    told = [frame.words.question(question, name) for name in ("title", "help")]
    return length([*told, *_notes(frame, question)]) > _MOST_SIGNS


def _group(frame: Frame) -> str:
    """Return the group of statuses that is open, or ''."""
    view = frame.scene.session.view
    return view.removeprefix(GROUP) if view.startswith(GROUP) else ""


def _inside(group: str) -> list[StatusOfResidence]:
    return [each for each in load_statuses().values() if group and each.group == group]


def _picked(frame: Frame, question: Question, draft: tuple[str, ...]) -> str:
    if not draft:
        return ""
    if question.kind is Kind.multi:
        return frame.words.value(question, draft)
    year = int(draft[0])
    if len(draft) == 1:
        return frame.language.year(year)
    return frame.language.month(date(year, int(draft[1]), 1))


def _answer_rows(frame: Frame, question: Question) -> list[Row]:
    if question.kind is Kind.date:
        return date_rows(frame, question)
    if question.kind is Kind.multi:
        return _ticks(frame, question)
    if question.id in ("status", "target"):
        return _status_rows(frame, question)
    return [(_option(frame, question, option),) for option in question.options]


def _option(frame: Frame, question: Question, option: Option) -> Button:
    return frame.labelled(frame.words.option(option), "answer", question.id, option.code)


def _ticks(frame: Frame, question: Question) -> list[Row]:
    """Ticked options carry a word-free mark in front; the text above lists them in words."""
    ticked = frame.scene.session.draft
    rows: list[Row] = []
    for option in question.options:
        label = ("☑ " if option.code in ticked else "☐ ") + frame.words.option(option)
        rows.append((frame.labelled(label, "toggle", question.id, option.code),))
    if ticked:
        return [*rows, (frame.button("confirm", "confirm", question.id),)]
    if question.none:
        return [(frame.button("none", "answer", question.id, NONE),), *rows]
    return rows


def _status_rows(frame: Frame, question: Question) -> list[Row]:
    """Two taps: the group, then the status. `same` and never_resided stand outside the groups."""
    if inside := _inside(_group(frame)):
        return [(_status(frame, question, each),) for each in inside]
    rows: list[Row] = []
    first = question.options[0]
    if first.code == SAME:
        rows.append((_option(frame, question, first),))
    rows += [
        (frame.labelled(frame.words.group(group.id), "show", argument=f"{GROUP}{group.id}"),)
        for group in load_groups()
    ]
    if question.id == "status" and frame.scene.standing.facts.get("where") == "abroad":
        label = frame.words.status(NEVER)
        rows.append((frame.labelled(label, "answer", question.id, NEVER),))
    return rows


def _status(frame: Frame, question: Question, status: StatusOfResidence) -> Button:
    """The fullest label that fits: both names, the short one, the name alone."""
    labels = frame.words.status_labels(status.code)
    label = next((each for each in labels if each and cut(each) == each), labels[0])
    return frame.labelled(label, "answer", question.id, status.code)


def _foot(frame: Frame, question: Question) -> list[Row]:
    scene = frame.scene
    rows: list[Row] = []
    if scene.earlier is not None and not scene.session.draft:
        rows.append((frame.button("keep", "confirm", question.id),))
    if question.unknown and not scene.session.draft:
        rows.append((frame.button("unknown", "answer", question.id, UNKNOWN),))
    rows.append((frame.show("explain"),))
    rows.append((frame.button("back", "back"), frame.show("answers")))
    rows.append((frame.show("language"), frame.show("help")))
    return rows
