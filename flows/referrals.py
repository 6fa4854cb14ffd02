"""Who can help: places by kind of problem, with hours and numbers only where a source gave them."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from flows.conditions import Condition
from flows.datafile import Row, rows
from flows.references import checked_condition, condition_of, sources_of
from flows.truth import Fact

_FIELDS = (
    "id", "order", "name", "japanese", "what", "hours", "phone", "address", "when", "urgent",
    "sources",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Referral:
    """A place that helps. `urgent` says for whom it is pressing; None: for nobody."""

    id: str
    order: int
    name: str
    japanese: str
    what: str
    hours: str
    phone: str
    address: str
    when: Condition
    urgent: Condition | None
    sources: tuple[str, ...]


@cache
def load_referrals() -> tuple[Referral, ...]:
    """Return every place in its order. BadData names the row that can't be used."""
    found = [_referral(row) for row in rows("law/referrals.toml", "referral")]
    return tuple(sorted(found, key=lambda referral: referral.order))


def _referral(row: Row) -> Referral:
    row.only(*_FIELDS)
    urgent = row.take("urgent", dict, {})
    return Referral(
        id=row.take("id", str),
        order=row.take("order", int),
        name=row.take("name", str),
        japanese=row.take("japanese", str, ""),
        what=row.take("what", str),
        hours=row.take("hours", str, ""),
        phone=row.take("phone", str, ""),
        address=row.take("address", str, ""),
        when=condition_of(row),
        urgent=checked_condition(urgent, row.place) if urgent else None,
        sources=sources_of(row, needed=True),
    )


def referrals_for(facts: Mapping[str, Fact]) -> tuple[Referral, ...]:
    """Return the places for these settled facts, the pressing ones first."""
    found = [each for each in load_referrals() if each.when(facts) is True]
    return tuple(sorted(found, key=lambda each: not is_urgent(each, facts)))


def is_urgent(referral: Referral, facts: Mapping[str, Fact]) -> bool:
    """Return whether it is pressing for this person to go there."""
    return referral.urgent is not None and referral.urgent(facts) is True
