"""`python -m faults`: all scenarios, or some; ends with 1 when anything was lost or doubled."""

import argparse
import asyncio
import signal
import sys
from collections.abc import Coroutine
from typing import Any

from faults.plan import SCENARIOS, Scenario, named, only
from faults.play import Outcome, Servers, play
from faults.report import HEAD, RULE, explain, row, say

LONG = 1000


def main() -> int:
    """Read the command line and play."""
    parser = argparse.ArgumentParser(prog="python -m faults", description=__doc__)
    parser.add_argument("--people", type=int, default=LONG, help="conversations in each run")
    parser.add_argument("--only", default="", metavar="WORDS", help="scenarios named like this")
    parser.add_argument("--database", default="", choices=("", "sqlite", "postgresql"))
    parser.add_argument("--mode", default="", choices=("", "polling", "webhook"))
    parser.add_argument("--bots", type=int, default=0, choices=(0, 1, 2, 3))
    parser.add_argument("--seed", type=int, default=1, help="another course of events")
    parser.add_argument("--list", action="store_true", help="name the scenarios and end")
    given = parser.parse_args()
    if given.list:
        for each in SCENARIOS:
            say(f"{each.name}: {', '.join(f'{d} {m} x{n}' for d, m, n in each.where)}")
        return 0
    chosen = [only(each, given.database, given.mode, given.bots) for each in named(given.only)]
    outcomes = asyncio.run(_stoppable(_all(chosen, given.people, given.seed)))
    if not outcomes:
        say("no scenario is named like this; --list names them")
        return 2
    return 0 if all(each.verdict.good for each in outcomes) else 1


async def _stoppable(work: Coroutine[Any, Any, list[Outcome]]) -> list[Outcome]:
    """Let SIGTERM end the bots as well, as Ctrl+C does."""
    task = asyncio.ensure_future(work)
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, task.cancel)
    return await task


async def _all(scenarios: list[Scenario], people: int, seed: int) -> list[Outcome]:
    servers, outcomes = Servers(), []
    say(f"{HEAD}\n{RULE}")
    try:
        for scenario in scenarios:
            for setting in scenario.settings(people, seed):
                outcome = await play(scenario, setting, servers)
                outcomes.append(outcome)
                say(row(outcome))
                explain(outcome)
    finally:
        servers.close()
    return outcomes


if __name__ == "__main__":
    sys.exit(main())
