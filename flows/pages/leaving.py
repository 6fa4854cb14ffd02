"""Pages that speak of leaving Japan: stay or reset, and the two readings of June 2025."""

from flows.costs import costs_for
from flows.pages.frame import Frame
from flows.pages.shown import inner_page, level_name, route_name, shown_routes, source_lines
from flows.readings import load_reading_kinds, subjects_for
from flows.terms import Page


def reset_page(frame: Frame) -> Page:
    """Return the routes side by side, and what leaving costs whatever the level."""
    facts = frame.outlook.facts
    values = {
        "lines": [
            {"route": route_name(frame, each.route), "level": level_name(frame, each.level)}
            for each in shown_routes(frame)
        ],
        "costs": [
            {"text": frame.words.cost(each), "sources": source_lines(each.sources)}
            for each in costs_for(facts)
        ],
    }
    return inner_page(frame, "reset", values)


def readings_page(frame: Frame) -> Page:
    """Return what is established, announced, seen and supported about the announcement."""
    kinds = load_reading_kinds()
    groups = [
        {
            "subject": frame.words.subject(subject),
            "readings": [
                {
                    "kind": frame.words.reading_kind(kinds[each.kind]),
                    "text": frame.words.reading(each),
                    "sources": source_lines(each.sources),
                }
                for each in subject.readings
            ],
        }
        for subject in subjects_for(frame.outlook.facts)
    ]
    return inner_page(frame, "readings", {"groups": groups})
