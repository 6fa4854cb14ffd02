"""What would change the result: an answer, a later day, or something that is not known yet."""

from collections.abc import Mapping
from datetime import date

from flows.assessment import RouteResult
from flows.earlier import EarlierFiling
from flows.improvements import Improvement
from flows.pages.dates import date_lines
from flows.pages.frame import Frame, Row
from flows.pages.shown import inner_page, level_name, result_page, route_name, shown_routes
from flows.terms import CANNOT_SAY, Page, Scrutiny
from flows.timeline import Turn

_MOST_BUTTONS = 8


def changes_page(frame: Frame) -> Page:
    """Return, for each shown route, the smallest changes that lower its level."""
    groups = [
        {
            "route": route_name(frame, each.route),
            "level": level_name(frame, each.level),
            "open": each.level == CANNOT_SAY,
            "lowest": each.level == Scrutiny.standard.name,
            "earlier": _earlier(frame, frame.outlook.earlier.get(each.route)),
            "improvements": [
                _improvement(frame, way) for way in frame.outlook.improvements[each.route]
            ],
        }
        for each in shown_routes(frame)
    ]
    return inner_page(frame, "changes", {"groups": groups})


def timeline_page(frame: Frame) -> Page:
    """Return the days that matter, and the filing days from which a route stands differently."""
    groups = [
        {
            "route": route_name(frame, each.route),
            "turns": [_turn(frame, each, turn) for turn in frame.outlook.timeline[each.route]],
        }
        for each in shown_routes(frame)
    ]
    values = {
        "dates": date_lines(frame),
        "groups": groups,
    }
    return inner_page(frame, "timeline", values)


def unknowns_page(frame: Frame) -> Page:
    """Return the unknown answers that matter to the shown routes, with buttons to answer them."""
    questions = frame.scene.questionnaire.questions
    names = list(dict.fromkeys(name for each in shown_routes(frame) for name in each.missing))
    missing = [
        {
            "title": frame.words.question(questions[name], "title"),
            "find_out": frame.words.question(questions[name], "find_out"),
        }
        for name in names
    ]
    answered = frame.scene.standing.facts.answers
    buttons = [
        frame.labelled(str(number), "change", name)
        for number, name in enumerate(names, 1)
        if name in answered or questions[name].accept_always
    ]
    rows: list[Row] = [tuple(buttons[:_MOST_BUTTONS]), *frame.return_rows()]
    values = {"missing": missing, "can_answer": bool(buttons)}
    return result_page(frame, "unknowns", values, rows)


def _improvement(frame: Frame, way: Improvement) -> Mapping[str, object]:
    return {
        "texts": [frame.words.change(each) for each in way.changes],
        "level": level_name(frame, way.level),
    }


def _earlier(frame: Frame, filing: EarlierFiling | None) -> Mapping[str, object]:
    if filing is None:
        return {}
    return {
        "day": frame.language.date(filing.last),
        "start": frame.language.date(filing.first),
        "open": filing.first <= frame.scene.today,
        "level": level_name(frame, filing.level),
        "later": level_name(frame, filing.later),
        "announced": any(frame.outlook.book.rules[name].announced for name in filing.rules),
    }


def _turn(frame: Frame, result: RouteResult, turn: Turn) -> Mapping[str, object]:
    rules = frame.outlook.book.rules
    expiry = frame.outlook.facts.get("expiry_date")
    late = isinstance(expiry, date) and expiry < turn.start and result.route != "coe"
    return {
        "day": frame.language.date(turn.start),
        "level": level_name(frame, turn.level),
        "announced": any(rules[name].announced for name in turn.rules),
        "after_expiry": late,
    }
