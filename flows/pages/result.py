"""The first screen of the result: one line for each route, side by side; and the stop screen."""

from collections.abc import Mapping

from flows.assessment import RouteResult
from flows.factors import load_factors
from flows.pages.frame import Frame, Row
from flows.pages.shown import inner_page, level_name, result_page, route_name, shown_routes
from flows.readings import subjects_for
from flows.referrals import is_urgent, referrals_for
from flows.rules import CERTAINTIES
from flows.terms import CANNOT_SAY, Page, Scrutiny

_MOST_NAMED = 2


def result_view(frame: Frame) -> Page:
    """Return the headline, a line for each route, and the ways to everything behind it."""
    routes = shown_routes(frame)
    values = {
        "lines": [_line(frame, each) for each in routes],
        "hidden": _hidden(frame),
        "urgent": is_pressing(frame),
    }
    return result_page(frame, "result", values, _rows(frame, routes))


def stop_page(frame: Frame) -> Page:
    """Return what can't be undone, before anything about leaving Japan is shown."""
    rows: list[Row] = [
        (frame.button("stop_accept", "accept"),),
        (frame.button("stop_decline", "decline"),),
        (frame.show("who"),),
        (frame.button("back", "back"), frame.show("language")),
    ]
    return frame.page("stop", {}, rows)


def is_pressing(frame: Frame) -> bool:
    """Return whether the person should also talk to somebody soon."""
    facts = frame.outlook.facts
    if any(is_urgent(each, facts) for each in referrals_for(facts)):
        return True
    return any(
        each.known is not None and each.known >= Scrutiny.strict for each in shown_routes(frame)
    )


def _hidden(frame: Frame) -> bool:
    scene = frame.scene
    plan = scene.standing.facts.get("plan")
    return plan in ("reset", "compare") and not scene.may_speak_of_leaving


def _line(frame: Frame, result: RouteResult) -> Mapping[str, object]:
    deciding = [each.rule for each in result.deciding if each.level > Scrutiny.standard]
    open_range = result.level == CANNOT_SAY and result.low is not None and result.high is not None
    titles = [_title(frame, name) for name in result.missing[:_MOST_NAMED]]
    return {
        "route": route_name(frame, result.route),
        "level": level_name(frame, result.level),
        "open": open_range,
        "low": level_name(frame, result.low) if result.low is not None else "",
        "high": level_name(frame, result.high) if result.high is not None else "",
        "reasons": _factors(frame, tuple(rule.factor for rule in deciding)),
        "certainty": _certainty(frame, tuple(rule.certainty for rule in deciding)),
        "missing": frame.language.list(titles),
    }


def _factors(frame: Frame, names: tuple[str, ...]) -> str:
    known = load_factors()
    named = list(dict.fromkeys(names))[:_MOST_NAMED]
    return frame.language.list([frame.words.factor(known[name]) for name in named])


def _certainty(frame: Frame, certainties: tuple[str, ...]) -> str:
    """Return the firmest certainty among the rows that decide; one of them is enough to decide."""
    found = [each for each in CERTAINTIES if each in certainties]
    return frame.words.name(f"certainty.{found[0]}") if found else ""


def _title(frame: Frame, name: str) -> str:
    return str(frame.words.question(frame.scene.questionnaire.questions[name], "title"))


def _rows(frame: Frame, routes: list[RouteResult]) -> list[Row]:
    """Few rows: on a phone the levels above them must stay in sight."""
    staying = tuple(frame.show(f"reasons.{each.route}") for each in routes if each.route != "coe")
    leaving = tuple(frame.show("reasons.coe") for each in routes if each.route == "coe")
    return [
        staying,
        leaving,
        (frame.button("stop_open", "show", argument="reset"),) if _hidden(frame) else (),
        (frame.show("todo"),),
        (frame.show("papers"), frame.show("who")),
        (frame.show("unknowns"), frame.button("more_result", "show", argument="more")),
        (frame.button("back", "back"), frame.show("answers")),
        (frame.show("language"),),
    ]


def more_page(frame: Frame) -> Page:
    """Return the ways to what fewer people look for."""
    routes = shown_routes(frame)
    rows: list[Row] = [(frame.show("changes"),), (frame.show("timeline"),)]
    if subjects_for(frame.outlook.facts):
        rows.append((frame.show("readings"),))
    if any(each.route == "coe" for each in routes) and frame.scene.leaves_japan:
        rows.append((frame.show("reset"),))
    rows.append((frame.button("compare", "change", "plan"),))
    rows.append((frame.button("filing_date", "change", "filing_date"),))
    rows.append((frame.show("help"), frame.show("about")))
    return inner_page(frame, "more", {}, rows)
