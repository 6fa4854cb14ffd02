"""A date in three taps: year (with the Reiwa year beside it), month, day."""

from calendar import monthrange
from datetime import date

from flows.pages.frame import Frame, Row
from flows.questions import Question
from flows.terms import Action, Button

_YEARS_A_ROW, _MONTHS_A_ROW, _DAYS_A_ROW = 2, 3, 7


def date_rows(frame: Frame, question: Question) -> list[Row]:
    """Return the buttons for the part of the date that is open."""
    draft = frame.scene.session.draft
    if not draft:
        return _years(frame, question)
    if len(draft) == 1:
        return _months(frame, question, int(draft[0]))
    return _days(question, int(draft[0]), int(draft[1]))


def _years(frame: Frame, question: Question) -> list[Row]:
    today = frame.scene.today
    low, high = question.years
    buttons = [
        frame.labelled(frame.language.year(year), "part", question.id, str(year))
        for year in range(today.year + low, today.year + high + 1)
    ]
    rows = _in_rows(buttons, _YEARS_A_ROW)
    if low <= 0 <= high and question.accept_always:
        code = today.isoformat()
        rows.insert(0, (frame.button("today", "answer", question.id, code),))
    return rows


def _months(frame: Frame, question: Question, year: int) -> list[Row]:
    buttons = [
        frame.labelled(frame.language.month_name(month), "part", question.id, f"{year}-{month:02}")
        for month in range(1, 13)
    ]
    return _in_rows(buttons, _MONTHS_A_ROW)


def _days(question: Question, year: int, month: int) -> list[Row]:
    buttons = [
        Button(str(day), Action("part", question.id, date(year, month, day).isoformat()))
        for day in range(1, monthrange(year, month)[1] + 1)
    ]
    return _in_rows(buttons, _DAYS_A_ROW)


def _in_rows(buttons: list[Button], width: int) -> list[Row]:
    return [tuple(buttons[start : start + width]) for start in range(0, len(buttons), width)]
