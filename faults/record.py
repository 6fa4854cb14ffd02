"""Keeps what came of each run in a file, and writes the table of docs/faults.md from it.

`python -m faults.record FILE` prints the table: the last run of each scenario in each setting, and
by name what was not played.
"""

import sys
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson

from faults.plan import SCENARIOS
from faults.play import Outcome
from faults.report import say

HEAD = (
    "| scenario | database | mode | bots | people | updates | kills | lost | doubled "
    "| without a screen | worst wait s | seconds | others' CPU |"
)
RULE = "|---|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"


def keep(path: Path, outcome: Outcome) -> None:
    """Add one line to the file."""
    verdict = outcome.verdict
    told = {
        "at": datetime.now(UTC).isoformat(timespec="minutes"),
        "scenario": outcome.scenario,
        **asdict(outcome.setting),
        "good": verdict.good,
        "met": outcome.people,
        "updates": outcome.updates,
        "kills": outcome.kills,
        "lost": verdict.lost,
        "doubled": verdict.doubled,
        "screenless": verdict.screenless,
        "spare": verdict.spare_screens,
        "worst": max(outcome.waits, default=0.0),
        "seconds": outcome.seconds,
        "others": outcome.others,
    }
    with path.open("ab") as file:
        file.write(orjson.dumps(told) + b"\n")


def table(path: Path) -> list[str]:
    """Return the lines of the table and what it lacks."""
    runs = {_place(run): run for run in map(orjson.loads, path.read_bytes().splitlines())}
    lines, missing = [HEAD, RULE], [""]
    for scenario in SCENARIOS:
        places = [(scenario.name, *where) for where in scenario.where]
        lines += [_row(runs[place]) for place in places if place in runs]
        if left := [
            f"{d} {m} x{n}" for _, d, m, n in places if (scenario.name, d, m, n) not in runs
        ]:
            missing.append(f"- not played: {scenario.name}: {', '.join(left)}")
    return [*lines, *missing, "", _sum(runs)]


def _place(run: dict[str, Any]) -> tuple[Any, ...]:
    return run["scenario"], run["database"], run["mode"], run["replicas"]


def _row(run: dict[str, Any]) -> str:
    cells = (
        run["scenario"] + ("" if run["good"] else " **(wrong)**"),
        run["database"],
        run["mode"],
        run["replicas"],
        run["met"],
        run["updates"],
        run["kills"],
        run["lost"],
        run["doubled"],
        run["screenless"],
        f"{run['worst']:.1f}",
        f"{run['seconds']:.0f}",
        f"{run['others']:.0%}",
    )
    return "| " + " | ".join(map(str, cells)) + " |"


def _sum(runs: dict[tuple[Any, ...], dict[str, Any]]) -> str:
    def total(name: str) -> int:
        return sum(int(run[name]) for run in runs.values())

    names = ("met", "updates", "kills", "lost", "doubled", "screenless")
    people, updates, kills, lost, doubled, screenless = map(total, names)
    return (
        f"{len(runs)} runs: {people:,} conversations, {updates:,} updates, {kills:,} kills; "
        f"{lost} lost, {doubled} doubled, {screenless} without a screen."
    )


if __name__ == "__main__":
    for line in table(Path(sys.argv[1])):
        say(line)
