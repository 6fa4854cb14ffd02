"""When does it turn? The same facts, assessed on every day on which a rule starts or ends."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from flows.assessment import Assessment, RouteResult

LAST_DAY = date(2029, 12, 31)


@dataclass(frozen=True, slots=True)
class Turn:
    """From this filing day on, a route stands at this level because of these rules."""

    start: date
    level: str
    rules: tuple[str, ...]


def timeline(
    assess_on: Callable[[date], Assessment],
    days: tuple[date, ...],
    first: Assessment,
    route: str,
    last: date = LAST_DAY,
) -> tuple[Turn, ...]:
    """Return the turning days of a route: the filing day, then each day on which it changes.

    `last` is the last day on which an application is possible, such as the expiry day.
    """
    turns = [_turn(first.filing_date, first.routes[route])]
    for day in days:
        if not first.filing_date < day <= min(last, LAST_DAY):
            continue
        turn = _turn(day, assess_on(day).routes[route])
        if (turn.level, turn.rules) != (turns[-1].level, turns[-1].rules):
            turns.append(turn)
    return tuple(turns)


def _turn(day: date, result: RouteResult) -> Turn:
    return Turn(day, result.level, tuple(finding.rule.id for finding in result.deciding))
