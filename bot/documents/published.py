"""Published cases beside what this rule book says: acceptable, too comforting or alarming."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from flows.desk import Desk
from flows.terms import CANNOT_SAY, Scrutiny


@dataclass(frozen=True, slots=True)
class Verdict:
    """One published case and the level given to it today."""

    id: str
    title: str
    route: str
    year: str
    outcome: str
    address: str
    expected: tuple[str, ...]
    given: str
    decided_by: str
    weighed: bool

    @property
    def word(self) -> str:
        """How the given level compares with those that a careful adviser would accept."""
        if not self.weighed:
            return "not weighed"
        # The published scale ends at likely refused.
        given = "likely_refused" if self.given == "not_possible" else self.given
        if given in self.expected:
            return "acceptable"
        if given not in Scrutiny.__members__:
            return "cannot say" if given == CANNOT_SAY else "not applicable"
        first = Scrutiny[self.expected[0]]
        return "too comforting" if Scrutiny[given] < first else "too alarming"


def verdicts(desk: Desk, file: Path) -> list[Verdict]:
    """Return the verdict on every case of a file; tests/published/cases.toml shows its form."""
    rows = tomllib.loads(file.read_text(encoding="utf-8"))["case"]
    return [_verdict(desk, row) for row in rows]


def _verdict(desk: Desk, row: Mapping[str, object]) -> Verdict:
    answers, as_of, acceptable = row["answers"], row["as_of"], row["acceptable"]
    assert isinstance(answers, dict)  # noqa: S101  # the file's form
    assert isinstance(as_of, date)  # noqa: S101  # the file's form
    assert isinstance(acceptable, list)  # noqa: S101  # the file's form
    routes = desk.assess(answers, as_of)["routes"]
    told = routes[str(row["route"])]  # type: ignore[index]  # a mapping of routes
    findings = told["findings"]
    return Verdict(
        id=str(row["id"]),
        title=str(row["title"]),
        route=str(row["route"]),
        year=str(row["year"]),
        outcome=str(row["outcome"]),
        address=str(row["address"]),
        expected=(str(row["expected"]), *map(str, acceptable)),
        given=str(told["level"]),
        decided_by=findings[0]["rule"] if findings else "",
        weighed=bool(row["weigh"]),
    )


def table(found: list[Verdict]) -> str:
    """Return the verdicts as a Markdown table with the sums above it."""
    words = ("acceptable", "too comforting", "too alarming", "cannot say", "not weighed")
    sums = ", ".join(f"{sum(1 for each in found if each.word == word)} {word}" for word in words)
    lines = [
        "# Published cases",
        "",
        f"{len(found)} cases: {sums}.",
        "",
        "| case | route | year | outcome | adviser | this book | deciding rule | verdict |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for each in found:
        adviser = " / ".join(each.expected)
        lines.append(
            f"| [{each.id}]({each.address}) | {each.route} | {each.year} | {each.outcome} "
            f"| {adviser} | {each.given} | `{each.decided_by}` | {each.word} |"
        )
    return "\n".join(lines)
