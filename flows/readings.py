"""The two readings of the announcement of June 2025, for those whom they touch."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from flows.conditions import Condition
from flows.datafile import Row, rows
from flows.references import condition_of, known, sources_of
from flows.truth import Fact

_FILE = "law/readings.toml"


@dataclass(frozen=True, slots=True)
class ReadingKind:
    """How firm a statement is, from established to what today's wording supports."""

    id: str
    order: int
    name: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One statement about the announcement."""

    id: str
    kind: str
    text: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """Which debts the statements are about, whom they touch, and the statements in their order."""

    id: str
    order: int
    name: str
    when: Condition
    readings: tuple[Reading, ...]


@cache
def load_reading_kinds() -> dict[str, ReadingKind]:
    """Return the kinds of statement by id, in their order."""
    found = []
    for row in rows(_FILE, "kind"):
        row.only("id", "order", "name")
        found.append(
            ReadingKind(row.take("id", str), row.take("order", int), row.take("name", str))
        )
    return {kind.id: kind for kind in sorted(found, key=lambda kind: kind.order)}


@cache
def load_subjects() -> tuple[Subject, ...]:
    """Return the subjects with their statements. BadData names the row that can't be used."""
    subjects = list(rows(_FILE, "subject"))
    names = tuple(row.take("id", str) for row in subjects)
    found: dict[str, list[Reading]] = {name: [] for name in names}
    for row in rows(_FILE, "reading"):
        subject = known(row, "subject", [row.take("subject", str)], names)[0]
        found[subject].append(_reading(row))
    made = [_subject(row, found[row.take("id", str)]) for row in subjects]
    return tuple(sorted(made, key=lambda subject: subject.order))


def _reading(row: Row) -> Reading:
    row.only("id", "subject", "kind", "text", "sources")
    kind = known(row, "kind", [row.take("kind", str)], load_reading_kinds())[0]
    sources = sources_of(row, needed=True)
    return Reading(row.take("id", str), kind, row.take("text", str), sources)


def _subject(row: Row, readings: list[Reading]) -> Subject:
    row.only("id", "order", "name", "when")
    kinds = list(load_reading_kinds())
    return Subject(
        id=row.take("id", str),
        order=row.take("order", int),
        name=row.take("name", str),
        when=condition_of(row),
        readings=tuple(sorted(readings, key=lambda reading: kinds.index(reading.kind))),
    )


def subjects_for(facts: Mapping[str, Fact]) -> tuple[Subject, ...]:
    """Return the subjects that touch a person with these settled facts."""
    return tuple(subject for subject in load_subjects() if subject.when(facts) is True)
