"""Pages that speak of leaving Japan: stay or reset, and the two readings of June 2025."""

from collections.abc import Mapping

from flows.costs import costs_for
from flows.pages.cited import cited
from flows.pages.frame import Frame
from flows.pages.paging import Room, cut_up, length, opened, page_rows
from flows.pages.shown import inner_page, level_name, route_name, shown_routes
from flows.readings import Reading, Subject, load_reading_kinds, subjects_for
from flows.terms import Page

_ROOM = Room(1800, 9)


def reset_page(frame: Frame) -> Page:
    """Return the routes side by side, and what leaving costs whatever the level."""
    costs = [
        {"text": frame.words.cost(each), "sources": cited(each.sources)}
        for each in costs_for(frame.outlook.facts)
    ]
    pages = cut_up(costs, _ROOM, length)
    number, shown = opened(frame, pages)
    lines = [
        {"route": route_name(frame, each.route), "level": level_name(frame, each.level)}
        for each in shown_routes(frame)
    ]
    values = {"lines": lines if number == 1 else (), "costs": shown}
    return inner_page(frame, "reset", values, page_rows(frame, "reset", number, len(pages), "more"))


def readings_page(frame: Frame) -> Page:
    """Return what is established, announced, seen and supported about the announcement."""
    told = [
        _reading(frame, subject, each)
        for subject in subjects_for(frame.outlook.facts)
        for each in subject.readings
    ]
    pages = cut_up(told, _ROOM, length)
    number, shown = opened(frame, pages)
    subjects = dict.fromkeys(each["subject"] for each in shown)
    groups = [
        {"subject": name, "readings": [each for each in shown if each["subject"] == name]}
        for name in subjects
    ]
    rows = page_rows(frame, "readings", number, len(pages), "more")
    return inner_page(frame, "readings", {"groups": groups}, rows)


def _reading(frame: Frame, subject: Subject, reading: Reading) -> Mapping[str, object]:
    return {
        "subject": frame.words.subject(subject),
        "kind": frame.words.reading_kind(load_reading_kinds()[reading.kind]),
        "text": frame.words.reading(reading),
        "sources": cited(reading.sources),
    }
