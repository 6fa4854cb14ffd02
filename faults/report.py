"""The table of what came of each run."""

import statistics
import sys

from faults.play import Outcome

HEAD = (
    "| scenario | database | mode | bots | kills | people | updates | lost | doubled "
    "| without screen | spare screens | CPU ms an update | median ms | worst s | seconds |"
)
RULE = "|---|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|"


def row(outcome: Outcome) -> str:
    """Return one line of the table."""
    setting, verdict = outcome.setting, outcome.verdict
    median = statistics.median(outcome.waits) * 1000 if outcome.waits else 0
    cells = (
        outcome.scenario + ("" if verdict.good else " **(wrong)**"),
        setting.database,
        setting.mode,
        setting.replicas,
        outcome.kills,
        outcome.people,
        outcome.updates,
        verdict.lost,
        verdict.doubled,
        verdict.screenless,
        verdict.spare_screens,
        # A bot that died took its count of processor time along.
        "" if outcome.kills else f"{outcome.cpu_seconds * 1000 / max(1, outcome.updates):.2f}",
        f"{median:.0f}",
        f"{max(outcome.waits, default=0):.1f}",
        f"{outcome.seconds:.0f}",
    )
    return "| " + " | ".join(map(str, cells)) + " |"


def say(text: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def explain(outcome: Outcome) -> None:
    """Print what is wrong with a run, the first of each."""
    for complaint in outcome.verdict.complaints[:20]:
        say(f"  wrong: {complaint}")
    if outcome.verdict.complaints:
        say(f"  seed {outcome.setting.seed}; events of the bots: {dict(outcome.alarms)}")
