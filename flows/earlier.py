"""Filing before a stricter dated rule begins: until which day, from which, and at which level."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from flows.assessment import Assessment, RouteResult
from flows.operators import months_before
from flows.terms import CANNOT_SAY, NOT_APPLICABLE, Scrutiny
from flows.truth import Fact

_MONTHS_AHEAD = {"renewal": 3, "change": None}
"""How long before the end of the stay an application is taken; a change whenever its reason is."""


@dataclass(frozen=True, slots=True)
class EarlierFiling:
    """Filed from `first` to `last` a route stands at `level`, afterwards at the stricter `later`.

    `rules` are those that make it stricter.
    """

    first: date
    last: date
    level: Scrutiny
    later: Scrutiny
    rules: tuple[str, ...]


def window(route: str, expiry: Fact | None, as_of: date) -> tuple[date, date] | None:
    """Return the first and the last day on which a person in Japan can file; None when unknown."""
    if route not in _MONTHS_AHEAD or not isinstance(expiry, date) or expiry < as_of:
        return None
    ahead = _MONTHS_AHEAD[route]
    return (as_of if ahead is None else max(as_of, months_before(expiry, ahead))), expiry


def earlier_filing(
    assess_on: Callable[[date], Assessment],
    days: tuple[date, ...],
    route: str,
    within: tuple[date, date],
) -> EarlierFiling | None:
    """Return until when to file so that a stricter dated rule does not yet hold.

    `days` are those on which a rule starts or ends, in order. None when no day within the window
    makes the route stricter, or while unknown answers leave its level open.
    """
    first, last = within
    before = assess_on(first).routes[route]
    for day in days:
        if not first < day <= last:
            continue
        after = assess_on(day).routes[route]
        if not _sure(before) or not _sure(after):
            return None
        if before.known is not None and after.known is not None and after.known > before.known:
            rules = tuple(each.rule.id for each in after.deciding)
            until = day - timedelta(days=1)
            return EarlierFiling(first, until, before.known, after.known, rules)
        before = after
    return None


def _sure(result: RouteResult) -> bool:
    return result.level not in (CANNOT_SAY, NOT_APPLICABLE)
