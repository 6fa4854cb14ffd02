"""What several pages of the result share: which routes are shown, names of levels, the footer."""

from collections.abc import Mapping, Sequence

from flows.assessment import RouteResult
from flows.pages.frame import Frame, Row
from flows.terms import ROUTES, Page, Scrutiny
from locales import registry

_ROUTES_OF_PLAN = {"renew": ("renewal",), "change": ("renewal", "change")}


def shown_routes(frame: Frame) -> list[RouteResult]:
    """Return the routes that exist for this person and that the plan asks about.

    Leaving Japan is not among them before the stop screen is accepted.
    """
    plan = frame.scene.standing.facts.get("plan")
    wanted = _ROUTES_OF_PLAN.get(str(plan), ROUTES)
    results = frame.outlook.assessment.routes
    shown = [results[route] for route in wanted if results[route].exists]
    return [each for each in shown if each.route != "coe" or frame.scene.may_speak_of_leaving]


def level_name(frame: Frame, level: str | Scrutiny) -> str:
    """Return the name of a level or of an answer beside the scale."""
    return frame.words.name(f"level.{level.name if isinstance(level, Scrutiny) else level}")


def route_name(frame: Frame, route: str) -> str:
    """Return the name of a route."""
    return frame.words.name(f"route.{route}")


def result_page(frame: Frame, template: str, values: Mapping[str, object], rows: list[Row]) -> Page:
    """Return a page of the result with the footer and what has to be said of its language."""
    wanted = registry.load().get(frame.wanted.code)
    translated = wanted is not None and wanted.min_reviewed > 0 and not wanted.reviewers
    foot = {
        "as_of": frame.language.date(frame.scene.today),
        "version": frame.outlook.book.version,
        "draft": translated,
        "instead": frame.language.code != frame.wanted.code,
    }
    if translated:
        rows = [*rows, _reference_row(frame)]
    return frame.page(template, {**values, **foot}, rows)


def inner_page(
    frame: Frame, template: str, values: Mapping[str, object], rows: Sequence[Row] = ()
) -> Page:
    """Return a page behind the result, with rows of its own and the way back to it."""
    return result_page(frame, template, values, [*rows, *frame.return_rows()])


def _reference_row(frame: Frame) -> Row:
    """Return the two languages in which the words were checked against the sources."""
    return tuple(
        frame.labelled(each.endonym, "language", argument=each.code)
        for each in frame.offered
        if each.code in ("ja", "en")
    )
