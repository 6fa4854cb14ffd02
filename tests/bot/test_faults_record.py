"""What the fault suite keeps of its runs, and what it tells about one that went wrong."""

from pathlib import Path

from bot.sandbox.standin import StandIn
from faults.plan import SCENARIOS
from faults.play import Outcome
from faults.record import keep, table
from faults.stage import Setting
from faults.trail import Trail
from faults.verdict import Verdict


def an_outcome(name: str, bots: int, *complaints: str) -> Outcome:
    verdict = Verdict(lost=len(complaints), complaints=list(complaints))
    setting = Setting("postgresql", "webhook", bots, 1000)
    return Outcome(name, setting, verdict, people=1000, updates=12_000, kills=7, waits=(1.0, 2.5))


def test_the_table_holds_the_last_run_of_each_setting_and_names_what_was_not_played(
    tmp_path: Path,
) -> None:
    path = tmp_path / "runs.jsonl"
    keep(path, an_outcome("all well", 3, "1001: lost"))
    keep(path, an_outcome("all well", 3))
    keep(path, an_outcome("killed at random", 2, "1001: lost"))
    lines = table(path)
    rows = [line for line in lines if line.startswith(("| all well", "| killed"))]
    assert [row.split(" | ")[0] for row in rows] == [
        "| all well", "| killed at random **(wrong)**",
    ]  # fmt: skip
    assert " | postgresql | webhook | 3 | 1000 | 12000 | 7 | 0 | 0 | 0 | 2.5 | " in rows[0]
    missing = [line for line in lines if line.startswith("- not played: ")]
    assert len(missing) == len(SCENARIOS)
    assert "postgresql webhook x3" not in next(line for line in missing if "all well" in line)
    assert lines[-1] == (
        "2 runs: 2,000 conversations, 24,000 updates, 14 kills; 1 lost, 0 doubled, "
        "0 without a screen."
    )


async def test_the_trail_of_a_person_tells_of_their_updates_and_of_the_bots() -> None:
    async with StandIn() as standin:
        trail = Trail(standin.world)
        standin.world.updates.listeners.append(trail.made)
        trail.note(0, "bot 0 died long before")
        standin.hands.start(1001)
        standin.hands.start(1002)
        number = next(iter(standin.world.updates.pending))
        trail.note(0, "bot 0 killed")
        trail.note(number, "bot 0 said 200")
        told = [line.partition(": ")[2] for line in trail.of(1001)]
        assert told[:3] == [f"{number}: message", "bot: bot 0 killed", f"{number}: bot 0 said 200"]
        assert told[3] == f"[{number}]"
        assert len(told) == 5
