"""Facts that several answers make up, such as the traits of the wanted status or what is owed.

Each is worked out from an `Answered` reading, and asks it for whatever facts it needs.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Protocol

from flows.operators import months_before
from flows.statuses import StatusOfResidence
from flows.terms import SAME, UNKNOWN
from flows.truth import Count, Fact

LEVIES = ("residence_tax", "income_tax", "health_insurance", "pension")
UNPAID = frozenset(
    ["owed_under_3_months", "owed_3_months_or_more", "reminders_ignored", "not_enrolled"]
)
TROUBLED = UNPAID | {"late_cleared_recently", "instalments_kept"}


class Answered(Protocol):
    """A reading of answers, as far as derived facts need it; `flows.facts.Facts` is one."""

    @property
    def as_of(self) -> date:
        """The day of the assessment."""

    def get(self, name: str, /) -> Fact:
        """Return a fact, derived or not."""

    def raw(self, name: str) -> Fact:
        """Return the fact of one question alone."""

    def status_of(self, name: str) -> StatusOfResidence | None:
        """Return the status that a fact holds."""

    def might_ask(self, name: str) -> bool:
        """Return whether a question could come up under any plan."""


Derive = Callable[[Answered], Fact]


def _plan(facts: Answered) -> Fact:
    plan = facts.raw("plan")
    return "compare" if plan == UNKNOWN else plan


def _where(facts: Answered) -> Fact:
    situation = facts.get("situation")
    if situation == UNKNOWN:
        return UNKNOWN
    return "abroad" if situation == "abroad" else "in_japan"


def _target(facts: Answered) -> Fact:
    target = facts.raw("target")
    return facts.get("status") if target == SAME else target


def _same_status(facts: Answered) -> Fact:
    target, status = facts.get("target"), facts.get("status")
    if UNKNOWN in (target, status):
        return UNKNOWN
    return "yes" if target == status else "no"


def _traits(name: str) -> Derive:
    def read(facts: Answered) -> Fact:
        status = facts.status_of(name)
        return UNKNOWN if status is None else status.traits

    return read


def _payment_problems(facts: Answered) -> Fact:
    never = facts.get("status") == "never_resided"
    return frozenset() if never else facts.raw("payment_problems")


def _filing_date(facts: Answered) -> Fact:
    filing = facts.raw("filing_date")
    return facts.as_of if filing == UNKNOWN else filing


def _exit(facts: Answered) -> Fact:
    if facts.get("where") == "in_japan" or facts.get("status") == "never_resided":
        return "not_left"
    return facts.raw("exit")


def _after_return(facts: Answered) -> Fact:
    if facts.get("where") == "in_japan":
        return "not_returned_yet"
    told = facts.raw("after_return")
    # It is asked of those away for three months today. Whoever left lately and files later was
    # not asked, and what is not asked leaves nothing open.
    if told == UNKNOWN and _left_lately(facts) and facts.get("former_intern") == "no":
        return "not_returned_yet"
    return told


def _left_lately(facts: Answered) -> bool:
    left = facts.get("left_on")
    return isinstance(left, date) and left > months_before(facts.as_of, 3)


def _former_intern(facts: Answered) -> Fact:
    traits = facts.get("status_traits")
    if isinstance(traits, frozenset) and "intern" in traits:
        return "yes"
    told = facts.raw("former_training")
    if told != UNKNOWN:
        return "yes" if told == "had_training" else "no"
    return UNKNOWN if facts.might_ask("former_training") else "no"


def _count(facts: Answered, states: frozenset[str]) -> Count:
    told = [facts.get(levy) for levy in LEVIES]
    low = sum(1 for state in told if state in states)
    return Count(low, low + told.count(UNKNOWN))


def _levies(facts: Answered) -> Fact:
    if facts.get("payment_problems") == UNKNOWN:
        return UNKNOWN
    return frozenset(levy for levy in LEVIES if facts.get(levy) in TROUBLED)


def _past_troubles(facts: Answered) -> Count:
    told = (
        _refused(facts),
        _is(facts.get("overwork"), "repeated", "forbidden_work", "sanctioned"),
        facts.get("status") == "student" and _is(facts.get("studies"), "withdrew_or_expelled"),
        _claimed_asylum(facts),
    )
    low = told.count(True)
    return Count(low, low + told.count(None))


def _refused(facts: Answered) -> bool | None:
    """Return whether a renewal or change was refused, however the person told it."""
    return _either(
        _has(facts.get("past_refusal"), "renewal_or_change"),
        _is(facts.get("exit"), "left_after_refusal"),
        _is(facts.get("situation"), "departure_stay_30", "departure_stay_31"),
    )


def _claimed_asylum(facts: Answered) -> bool | None:
    pending = _is(facts.get("designated_activity"), "asylum_pending")
    # On a departure stay the kind of the activity is known, so nobody is asked for it.
    held = facts.get("status") == "designated_activities" and facts.might_ask("designated_activity")
    return _either(_has(facts.get("record_problems"), "asylum_claim"), held and pending)


def _either(*told: bool | None) -> bool | None:
    return True if True in told else None if None in told else False


def _has(fact: Fact, code: str) -> bool | None:
    return None if fact == UNKNOWN else isinstance(fact, frozenset) and code in fact


def _is(fact: Fact, *codes: str) -> bool | None:
    return None if fact == UNKNOWN else fact in codes


DERIVED: Mapping[str, Derive] = {
    "plan": _plan,
    "where": _where,
    "target": _target,
    "same_status": _same_status,
    "status_traits": _traits("status"),
    "target_traits": _traits("target"),
    "payment_problems": _payment_problems,
    "filing_date": _filing_date,
    "exit": _exit,
    "after_return": _after_return,
    "former_intern": _former_intern,
    "levies": _levies,
    "unpaid_levies": lambda facts: _count(facts, UNPAID),
    "troubled_levies": lambda facts: _count(facts, TROUBLED),
    "past_troubles": _past_troubles,
}
