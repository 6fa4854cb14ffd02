"""What would change this? The smallest changes of changeable facts that lower a route's level.

Found by assessing again, never by a formula. Nationality, the past and the family are not among
the changes; `law/changes.toml` lists what a person can do.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from flows.datafile import Row, has_file, rows
from flows.questions import Kind, Question, load_questions
from flows.references import known
from flows.terms import NONE, UNKNOWN, BadData, Scrutiny, Value

_MOST_TOGETHER = 3
_MOST_CANDIDATES = 8
EFFORTS = range(1, 6)
"""From a visit to a counter to months of work."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing a person can do: the question it answers anew, and how (1 is easy)."""

    id: str
    question: str
    start: tuple[str, ...]
    to: str
    remove: tuple[str, ...]
    add: tuple[str, ...]
    effort: int
    text: str

    def applied(self, value: Value | None) -> Value | None:
        """Return the answer after the change, or None when there is nothing to change."""
        if self.to:
            return self.to if isinstance(value, str) and value in self.start else None
        if not isinstance(value, tuple) or not set(self.remove) & set(value):
            return None
        kept = [code for code in value if code not in self.remove]
        return tuple(kept + [code for code in self.add if code not in kept]) or (NONE,)


@dataclass(frozen=True, slots=True)
class Improvement:
    """Changes that together lower a route's level, and the level they lead to."""

    changes: tuple[Change, ...]
    answers: Mapping[str, Value]
    level: Scrutiny


Levels = Callable[[Mapping[str, Value]], Mapping[str, Scrutiny | None]]
"""Answers -> known level per route."""


@cache
def load_changes() -> tuple[Change, ...]:
    """Return every change, easiest first."""
    if not has_file("law/changes.toml"):
        return ()
    return tuple(sorted((_change(row) for row in rows("law/changes.toml", "change")), key=_effort))


def _effort(change: Change) -> int:
    return change.effort


def _change(row: Row) -> Change:
    row.only("id", "question", "from", "to", "remove", "add", "effort", "text")
    if bool(row.values.get("to")) == bool(row.values.get("remove")):
        raise BadData(f"{row.place}: give either from and to, or remove and add")
    effort = row.take("effort", int)
    if effort not in EFFORTS:
        raise BadData(f"{row.place}: effort is {effort}; allowed: {EFFORTS[0]} to {EFFORTS[-1]}")
    question = _question(row)
    codes = [option.code for option in question.options]
    return Change(
        id=row.take("id", str),
        question=question.id,
        start=known(row, "from", row.codes("from"), codes),
        to="".join(known(row, "to", row.codes("to"), codes)),
        remove=known(row, "remove", row.codes("remove"), codes),
        add=known(row, "add", row.codes("add"), codes),
        effort=effort,
        text=row.take("text", str),
    )


def _question(row: Row) -> Question:
    """Return the question a change answers anew; BadData for one that is no choice of this kind."""
    questions = {question.id: question for question in load_questions()}
    name = known(row, "question", [row.take("question", str)], questions)[0]
    kind = Kind.choice if row.values.get("to") else Kind.multi
    if questions[name].kind is not kind:
        raise BadData(f"{row.place}: {name} is a {questions[name].kind} question, not a {kind} one")
    if kind is Kind.choice and not row.codes("from"):
        raise BadData(f"{row.place}: from is missing; name the answers that the change starts from")
    return questions[name]


def improvements(
    answers: Mapping[str, Value], levels: Levels, routes: tuple[str, ...]
) -> dict[str, tuple[Improvement, ...]]:
    """Return, per route, the fewest and easiest changes that lower its level, easiest first.

    Single changes are listed all; only where none helps are two and then three tried together.
    """
    before = levels(answers)
    wanted = [route for route in routes if before[route]]
    candidates = [
        change
        for change in load_changes()
        if answers.get(change.question) not in (None, UNKNOWN)
        and change.applied(answers.get(change.question)) is not None
    ][:_MOST_CANDIDATES]
    found: dict[str, list[Improvement]] = {route: [] for route in routes}
    for size in range(1, _MOST_TOGETHER + 1):
        open_routes = [route for route in wanted if not found[route]]
        if not open_routes:
            break
        for changes in combinations(candidates, size):
            changed = _changed(answers, changes)
            if changed is None:
                continue
            after = levels({**answers, **changed})
            for route in open_routes:
                old, new = before[route], after[route]
                if old is not None and new is not None and new < old:
                    found[route].append(Improvement(changes, changed, new))
    return {route: _best(each) for route, each in found.items()}


def _best(found: list[Improvement]) -> tuple[Improvement, ...]:
    """Keep the order of effort; of the combined ones keep the easiest only."""
    ordered = sorted(found, key=lambda each: sum(change.effort for change in each.changes))
    return tuple(ordered[:1] if ordered and len(ordered[0].changes) > 1 else ordered)


def _changed(answers: Mapping[str, Value], changes: tuple[Change, ...]) -> dict[str, Value] | None:
    """Return the answers that change; None when two changes are about the same question."""
    changed: dict[str, Value] = {}
    for change in changes:
        if change.question in changed:
            return None
        value = change.applied(answers.get(change.question))
        if value is None:
            return None
        changed[change.question] = value
    return changed
