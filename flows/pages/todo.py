"""What a person can do now: the steps that the findings ask for, the most urgent first."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flows.advice import Advice, in_order
from flows.assessment import RouteResult
from flows.findings import Finding
from flows.pages.cited import cited
from flows.pages.dates import next_dates
from flows.pages.frame import Frame, Row
from flows.pages.paging import Room, cut_up, length, opened, page_rows, part
from flows.pages.result import is_pressing
from flows.pages.shown import inner_page, shown_routes
from flows.terms import ROUTES, Page, Scrutiny

_MOST_DATES = 3
_ROOM, _ROOM_LATER = Room(1240, 7), Room(1500, 8)


@dataclass(frozen=True, slots=True)
class Step:
    """Something to do, how bad the worst finding is that asks for it, and whether only to leave."""

    advice: Advice
    level: Scrutiny
    leaving: bool


def todo_page(frame: Frame) -> Page:
    """Return the dates ahead and the steps, numbered in the order to do them."""
    dates = next_dates(frame, _MOST_DATES)
    room = Room(_ROOM.signs - length(dates), _ROOM.items)
    pages = _pages(frame, _steps(frame), room)
    number, steps = opened(frame, pages)
    start = sum(len(each) for each in pages[: number - 1])
    told = [_told(frame, each) for each in steps]
    values = {
        "dates": dates if number == 1 else (),
        "steps": [{**each, "number": start + place} for place, each in enumerate(told, 1)],
        "urgent": is_pressing(frame) and number == 1,
        "has_expiry": frame.scene.leaves_japan,
    }
    rows: list[Row] = page_rows(frame, "todo", number, len(pages), "more_steps")
    rows.append((frame.show("timeline"),))
    return inner_page(frame, "todo", values, rows)


def _pages(frame: Frame, steps: list[Step], room: Room) -> list[list[Step]]:
    """The worst findings choose the first page; on each page the steps stand as they are done."""

    def size(step: Step) -> int:
        return length(_told(frame, step))

    urgent = sorted(steps, key=lambda each: (each.leaving, -each.level))
    first = urgent[: part(urgent, room, size)]
    rest = [each for each in steps if each not in first]
    later = cut_up(rest, _ROOM_LATER, size) if rest else []
    return [sorted(first, key=_place), *later]


def _steps(frame: Frame) -> list[Step]:
    """Return the steps for the shown routes, or for what closes all of them, in their order."""
    shown = shown_routes(frame)
    results = shown or _closed(frame)
    staying = any(each.route != "coe" for each in shown) and frame.scene.leaves_japan
    facts = frame.outlook.facts
    found: dict[str, Step] = {}
    for result in results:
        leaving = staying and result.route == "coe"
        levels = _levels(_asking(result))
        for advice in in_order(set(levels), result.route):
            if advice.when(facts) is not False:
                step = Step(advice, levels[advice.id], leaving)
                before = found.get(advice.id, step)
                worst = max(before.level, step.level)
                found[advice.id] = Step(advice, worst, before.leaving and leaving)
    return sorted(found.values(), key=_place)


def _levels(asking: list[Finding]) -> dict[str, Scrutiny]:
    """Return step -> how bad the worst finding is on a point that asks for it."""
    points: dict[str, Scrutiny] = {}
    for each in asking:
        points[each.rule.factor] = max(each.level, points.get(each.rule.factor, each.level))
    found: dict[str, Scrutiny] = {}
    for each in asking:
        for name in each.rule.advice:
            found[name] = max(points[each.rule.factor], found.get(name, Scrutiny.standard))
    return found


def _asking(result: RouteResult) -> list[Finding]:
    """Return the findings that ask for something: those against the route and what moves them."""
    if not result.exists:
        return [each for each in result.findings if result.route in each.rule.not_applicable]
    softening = {each.softened for each in result.findings}
    return [
        each
        for each in result.findings
        if each.level > Scrutiny.standard
        or each.rule.id == result.raised_by
        or each.rule.id in softening
    ]


def _closed(frame: Frame) -> Iterable[RouteResult]:
    results = frame.outlook.assessment.routes
    leaving = frame.scene.may_speak_of_leaving
    return [results[route] for route in ROUTES if route != "coe" or leaving]


def _place(step: Step) -> tuple[bool, int]:
    return step.leaving, step.advice.order


def _told(frame: Frame, step: Step) -> Mapping[str, object]:
    return {
        "text": frame.words.advice(step.advice),
        "sources": cited(step.advice.sources, 1),
        "leaving": step.leaving,
    }
