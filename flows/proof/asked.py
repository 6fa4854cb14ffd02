"""Every question can change what is shown of some route; no plan leaves out one that could.

A question that changes nothing on plain ground is tried on the ground of each other single answer.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from flows.deadlines import FACT_BASES, deadlines
from flows.proof.conversation import Conversation
from flows.proof.group import Bench, Group
from flows.proof.judge import Verdict
from flows.proof.space import BEGINNING, Told
from flows.terms import ROUTES

ONLY_TEXTS: Mapping[str, str] = {
    "wants_permanent_residence": "it decides which costs and warnings are shown, no level",
    "filing_date": "it is the day of the assessment itself; the calendar tries all of them",
}
"""Questions that change no row's truth, and what they are for."""
ROUTES_OF_PLAN: Mapping[str, str] = {"renew": "renewal", "change": "change", "reset": "coe"}


Look = Callable[[Verdict], object]


def affected(group: Group, look: Look) -> frozenset[str]:
    """Return the routes of which the answers to this question lead to something different."""
    first = group.trials[0].calendar
    found: set[str] = set()
    for trial in group.trials[1:]:
        if trial.calendar is not first:
            for one, other in zip(first, trial.calendar, strict=True):
                found |= {route for route in ROUTES if look(one[route]) != look(other[route])}
    return frozenset(found)


def _levels(verdict: Verdict) -> tuple[object, ...]:
    return (verdict.level, verdict.low, verdict.high)


def _shown(verdict: Verdict) -> tuple[object, ...]:
    return (verdict.outcome, *(each.rule.id for each in verdict.weighing.findings))


def in_vain(bench: Bench, groups: Sequence[Group]) -> Iterator[tuple[str, Conversation]]:
    """Yield each question of this ground that changes nothing, whatever else is answered."""
    silent: dict[str, Conversation] = {}
    for group in groups:
        if group.question not in ONLY_TEXTS:
            silent.setdefault(group.question, group.trials[0].conversation)
    for group in groups:
        if affected(group, _shown) or _moves_days(group):
            silent.pop(group.question, None)
    for name, conversation in silent.items():
        if not any(affected(group, _shown) for group in _further(bench, groups, name)):
            yield name, conversation


def _moves_days(group: Group) -> bool:
    """Return whether the list of days that matter depends on the answer."""
    if group.question not in FACT_BASES:
        return False
    told = [trial.conversation for trial in group.trials]
    return len({deadlines(each.facts, each.as_of) for each in told}) > 1


def _further(bench: Bench, groups: Sequence[Group], name: str) -> Iterator[Group]:
    """Yield the question on the ground of each other answer that a row reads together with it."""
    beside = bench.judge.read_with(name)
    for other in groups:
        if other.question == name or (beside and other.question not in beside):
            continue
        for trial in other.trials:
            told = dict(trial.conversation.answers)
            if name in told:
                yield bench.group(told, name, trial)


def left_out(bench: Bench, first: Told, groups: Sequence[Group]) -> Iterator[tuple[str, str]]:
    """Yield plan and question where a narrower plan does not ask what its route depends on."""
    if first["situation"] == "abroad":
        return
    met = set(bench.speaker.converse(first).answers)
    for plan, route in ROUTES_OF_PLAN.items():
        if plan == "renew" and first["target"] != "same":
            continue
        asked = set(bench.speaker.converse({**first, "plan": plan}).answers)
        for group in groups:
            name = group.question
            if name in met - asked - set(BEGINNING) and route in affected(group, _levels):
                yield plan, name
