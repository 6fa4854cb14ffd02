"""What would change this? The smallest changes of changeable facts that lower a route's level.

Found by assessing again, never by a formula.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from flows.changes import Change, load_changes
from flows.terms import UNKNOWN, Scrutiny, Value

_MOST_COMBINED = 8
"""Pairs and threes are tried among the easiest only; all single changes are."""


@dataclass(frozen=True, slots=True)
class Improvement:
    """Changes that together lower a route's level, the answers they lead to, and the new level."""

    changes: tuple[Change, ...]
    answers: Mapping[str, Value]
    level: Scrutiny

    @property
    def effort(self) -> int:
        """How much it takes, all changes together."""
        return sum(change.effort for change in self.changes)


Levels = Callable[[Mapping[str, Value]], Mapping[str, Scrutiny | None]]
"""Answers -> known level per route."""


def improvements(
    answers: Mapping[str, Value], levels: Levels, routes: tuple[str, ...]
) -> dict[str, tuple[Improvement, ...]]:
    """Return, per route, the fewest and easiest changes that lower its level, easiest first.

    Single changes are listed all. Only where none helps are pairs and then threes tried, and at
    last everything together, less what is not needed.
    """
    before = levels(answers)
    candidates = [change for change in load_changes() if _possible(change, answers)]
    found: dict[str, list[Improvement]] = {route: [] for route in routes}
    for tried in _in_sizes(candidates):
        wanted = [route for route in routes if before[route] and not found[route]]
        if not wanted:
            break
        for changes in tried:
            after = levels({**answers, **_changed(answers, changes)})
            for route in wanted:
                found[route] += _gain(answers, changes, after[route], before[route])
    for route in routes:
        if before[route] and not found[route]:
            found[route] += _everything(answers, levels, route, candidates)
    return {route: _best(each) for route, each in found.items()}


def _possible(change: Change, answers: Mapping[str, Value]) -> bool:
    value = answers.get(change.question)
    return value not in (None, UNKNOWN) and change.applied(value) is not None


def _in_sizes(candidates: list[Change]) -> Iterable[list[tuple[Change, ...]]]:
    """Yield the single changes, then the pairs, then the threes; each about its own question."""
    easiest = candidates[:_MOST_COMBINED]
    yield [(change,) for change in candidates]
    for size in (2, 3):
        yield [
            changes
            for changes in combinations(easiest, size)
            if len({change.question for change in changes}) == size
        ]


def _changed(answers: Mapping[str, Value], changes: Iterable[Change]) -> dict[str, Value]:
    """Return the answers that change; the changes are about different questions."""
    pairs = ((change.question, change.applied(answers[change.question])) for change in changes)
    return {question: value for question, value in pairs if value is not None}


def _gain(
    answers: Mapping[str, Value],
    changes: Sequence[Change],
    after: Scrutiny | None,
    before: Scrutiny | None,
) -> list[Improvement]:
    """Return one improvement when the level after is milder, none otherwise."""
    if after is None or before is None or after >= before:
        return []
    return [Improvement(tuple(changes), _changed(answers, changes), after)]


def _everything(
    answers: Mapping[str, Value], levels: Levels, route: str, candidates: list[Change]
) -> list[Improvement]:
    """Return all changes at once, without those that are not needed; empty when even they fail.

    The easiest change of each question is tried first, then the most thorough one.
    """
    before = levels(answers)[route]

    def gain(changes: Sequence[Change]) -> list[Improvement]:
        after = levels({**answers, **_changed(answers, changes)})
        return _gain(answers, changes, after[route], before)

    for ordered in (candidates[::-1], candidates):
        needed = sorted(
            {change.question: change for change in ordered}.values(), key=lambda each: each.effort
        )
        if not gain(needed):
            continue
        for change in needed[::-1]:
            fewer = [each for each in needed if each is not change]
            needed = fewer if gain(fewer) else needed
        return gain(needed)
    return []


def _best(found: list[Improvement]) -> tuple[Improvement, ...]:
    """Return all single changes in order of effort; of combined ones the easiest only."""
    ordered = sorted(found, key=lambda each: each.effort)
    return tuple(ordered[:1] if ordered and len(ordered[0].changes) > 1 else ordered)
