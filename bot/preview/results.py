"""The result of a made-up person: every page behind it, found as people find it, by buttons."""

from collections.abc import Iterator
from dataclasses import replace

from bot.preview.people import Person
from bot.preview.screens import FIRST, Screen
from bot.preview.stage import Stage
from flows.session import Session
from flows.terms import Page
from flows.views import RESULT, base_of, number_of

_TITLES = {
    "question": "Result",
    "todo": "What to do",
    "papers": "Papers",
    "unknowns": "What we don't know",
    "who": "Who can help",
    "changes": "What would change it",
    "timeline": "Dates",
    "more": "More",
    "readings": "The announcement",
    "reset": "Stay or leave",
    "reasons.renewal": "Why: renewal",
    "reasons.change": "Why: change",
    "reasons.coe": "Why: COE",
    "for.renewal": "What speaks for: renewal",
    "for.change": "What speaks for: change",
    "for.coe": "What speaks for: COE",
}


def result_screen(person: Person, language: str) -> Screen:
    """Return the first screen of a result."""
    session = person.session(language)
    return Screen(f"result.{person.id}", _group(person), "Result", session)


def stop_screen(person: Person, language: str) -> Screen:
    """Return what stands before anything about leaving Japan."""
    session = replace(person.session(language), leaving="")
    return Screen("front.stop", FIRST, "Before anything about leaving Japan", session)


def result_screens(stage: Stage, person: Person, language: str) -> Iterator[tuple[Screen, Page]]:
    """Yield every page of a result."""
    first = result_screen(person, language)
    waiting, seen = ["question"], {"question"}
    while waiting:
        view = waiting.pop(0)
        assert first.session is not None  # noqa: S101  # a result has one
        session = replace(first.session, view=view)
        page = stage.desk.page(session, stage.today)
        name = first.id if view == "question" else f"{first.id}.{view}"
        yield Screen(name, first.group, _title(view), session), page
        for found in _leads(page, session):
            if found not in seen:
                seen.add(found)
                waiting.append(found)


def _leads(page: Page, session: Session) -> list[str]:
    actions = [button.action for row in page.rows for button in row if button.action]
    shown = [each.argument for each in actions if each.verb == "show"]
    return [view for view in shown if base_of(view) in RESULT and view != session.view]


def _title(view: str) -> str:
    number = number_of(view)
    return _TITLES[base_of(view)] + (f", page {number}" if number > 1 else "")


def _group(person: Person) -> str:
    return f"Result: {person.title}"
