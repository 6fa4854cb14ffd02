"""Every advice, paper, cost, place, reading and day is shown to somebody; every change helps."""

from collections.abc import Iterator, Sequence

from flows.advice import load_advice
from flows.changes import load_changes
from flows.conditions import ALWAYS, Condition
from flows.costs import load_costs
from flows.deadlines import load_date_rules
from flows.papers import load_papers
from flows.proof.conversation import Speaker
from flows.proof.group import Group
from flows.proof.space import Told
from flows.proof.witness import spread, witnesses
from flows.readings import load_subjects
from flows.referrals import load_referrals
from flows.rules import RuleBook


def shown_when() -> Iterator[tuple[str, Condition]]:
    """Yield the name of each text and when it is shown."""
    for paper in load_papers():
        for route, condition in paper.when.items():
            yield f"paper {paper.id} {route}", condition
    for cost in load_costs():
        yield f"cost {cost.id}", cost.when
    for referral in load_referrals():
        yield f"referral {referral.id}", referral.when
        yield f"urgent {referral.id}", referral.urgent or ALWAYS
    for subject in load_subjects():
        yield f"reading {subject.id}", subject.when
    for day in load_date_rules():
        yield f"date {day.id}", day.when


def never_shown(speaker: Speaker, grounds: Sequence[Told]) -> Iterator[str]:
    """Yield the texts for which no conversation is found."""
    ordered = spread(grounds)
    for name, condition in shown_when():
        found = (next(witnesses(condition, speaker, ordered, deep), None) for deep in (False, True))
        if not any(found):
            yield name


def idle_advice(book: RuleBook) -> Iterator[str]:
    """Yield advice and route where no row of the route gives that advice."""
    for advice in load_advice().values():
        givers = [rule for rule in book.rules.values() if advice.id in rule.advice]
        for route in advice.routes:
            if not any(rule.touches(route) for rule in givers):
                yield f"{advice.id} {route}"


def helping(group: Group) -> Iterator[str]:
    """Yield the changes that lower a level on some route on this ground."""
    by_value = {trial.value: trial for trial in group.trials}
    for change in load_changes():
        if change.question != group.question:
            continue
        for value, trial in by_value.items():
            after = by_value.get(change.applied(value) or "")
            if after and any(
                one[route].level is not None
                and other[route].level is not None
                and (one[route].level or 0) > (other[route].level or 0)
                for one, other in zip(trial.calendar, after.calendar, strict=True)
                for route in one
            ):
                yield change.id
                break
