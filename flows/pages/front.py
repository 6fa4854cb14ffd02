"""Pages that need no question: welcome, languages, help, privacy, about, resume, answers."""

from flows.pages.frame import Frame, Row
from flows.sources import load_sources
from flows.terms import Button, Page
from flows.views import behind

_LANGUAGES_A_ROW, _NUMBERS_A_ROW = 2, 5


def welcome_page(frame: Frame) -> Page:
    """Return what the bot does, before the first question."""
    rows: list[Row] = [
        (frame.button("begin", "begin"),),
        (frame.show("language"), frame.show("help")),
        (frame.show("privacy"), frame.show("about")),
    ]
    return frame.page("welcome", {}, rows)


def language_page(frame: Frame) -> Page:
    """Return the languages by their own names, the person's first."""
    mine = frame.scene.session.language
    ordered = sorted(frame.offered, key=lambda each: each.code != mine)
    buttons = [frame.labelled(each.endonym, "language", argument=each.code) for each in ordered]
    back = behind(frame.scene.session.view)
    rows = [*in_rows(buttons, _LANGUAGES_A_ROW), (frame.button("back", "show", argument=back),)]
    started = bool(frame.scene.session.interview.answers)
    first = back == "welcome" and not started
    return frame.page("language", {"started": started}, rows[:-1] if first else rows)


def help_page(frame: Frame) -> Page:
    """Return how to use the bot."""
    rows: list[Row] = [(frame.show("privacy"), frame.show("about"))]
    return frame.page("help", {}, [*rows, *frame.return_rows()])


def privacy_page(frame: Frame) -> Page:
    """Return what is kept and for how long."""
    return frame.page("privacy", {}, frame.return_rows())


def about_page(frame: Frame) -> Page:
    """Return who says all this and how sure it is."""
    book = frame.outlook.book
    values = {
        "version": book.version,
        "count": frame.language.number(len(book.rules)),
        "sources": frame.language.number(len(load_sources())),
    }
    return frame.page("about", values, frame.return_rows())


def resume_page(frame: Frame) -> Page:
    """Return the choice between going on and beginning anew."""
    rows: list[Row] = [
        (frame.button("continue", "begin"),),
        (frame.button("restart", "restart"),),
        (frame.show("answers"), frame.show("language")),
    ]
    return frame.page("resume", {"count": len(frame.scene.standing.path)}, rows)


def deleted_page(frame: Frame) -> Page:
    """Return what was erased; nothing can be pressed any more but the start command typed."""
    return frame.page("deleted", {}, [])


def answers_page(frame: Frame) -> Page:
    """Return every answer that stands with a number to change it, and those set aside."""
    scene, words = frame.scene, frame.words
    questions = scene.questionnaire.questions
    order = scene.questionnaire.order
    told = scene.standing.facts.answers
    names = sorted(told, key=lambda name: order[name])
    aside = [name for name in scene.session.interview.offered if name in questions]
    values = {
        "answers": [
            {
                "title": words.question(questions[name], "title"),
                "value": words.value(questions[name], told[name]),
            }
            for name in names
        ],
        "aside": [words.question(questions[name], "title") for name in aside],
    }
    buttons = [frame.labelled(str(number), "change", name) for number, name in enumerate(names, 1)]
    rows: list[Row] = [*in_rows(buttons, _NUMBERS_A_ROW)]
    if names:
        rows.append((frame.button("restart", "show", argument="resume"),))
    return frame.page("answers", values, [*rows, *frame.return_rows()])


def in_rows(buttons: list[Button], width: int) -> list[Row]:
    """Return buttons in rows of at most `width`."""
    return [tuple(buttons[start : start + width]) for start in range(0, len(buttons), width)]
