"""Which troubles there are, and on which databases, ways and numbers of bots they are played."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from faults import troubles
from faults.person import Habits
from faults.stage import Setting
from faults.troubles import Trouble

EVERYWHERE = (
    ("sqlite", "polling", 1),
    ("sqlite", "webhook", 1),
    ("postgresql", "polling", 1),
    ("postgresql", "webhook", 1),
)
TOGETHER = (
    ("sqlite", "polling", 2),
    ("postgresql", "polling", 2),
    ("postgresql", "webhook", 2),
    ("postgresql", "webhook", 3),
)
FEW = (("sqlite", "polling", 1), ("postgresql", "webhook", 2))
PLAIN = Habits()
BUSY = Habits(double=0.4, rival=0.3, chatter=0.4)
SLOW = Habits(pause=1.5)
RESTLESS = Habits(leaving=0.25)


@dataclass(frozen=True, slots=True)
class Scenario:
    """A trouble, how people behave meanwhile, where it is played. A finite one is waited for."""

    name: str
    trouble: Trouble
    where: tuple[tuple[str, str, int], ...] = FEW
    habits: Habits = PLAIN
    finite: bool = False

    def settings(self, people: int, seed: int) -> Iterator[Setting]:
        """Return every setting it is played in."""
        for database, mode, replicas in self.where:
            yield Setting(database, mode, replicas, people, seed)


SCENARIOS = (
    Scenario("all well", troubles.nothing, (*EVERYWHERE, *TOGETHER), finite=True),
    Scenario("killed at random", troubles.kills, (*EVERYWHERE, *TOGETHER)),
    Scenario("killed at every step", troubles.kills_at_every_step, EVERYWHERE, finite=True),
    Scenario(
        "killed at every step, others going on", troubles.kills_at_every_step, TOGETHER, finite=True
    ),
    Scenario("killed inside a call", troubles.deaths_at_telegram, (*EVERYWHERE, *TOGETHER)),
    Scenario("twice, late, out of order", troubles.mixed_up_deliveries, (*EVERYWHERE, *TOGETHER)),
    Scenario("taps and texts at once", troubles.nothing, (*EVERYWHERE, *TOGETHER), BUSY, True),
    Scenario("429, 500, resets, hangs", troubles.telegram_in_trouble, EVERYWHERE),
    Scenario("full disk", troubles.a_full_disk, EVERYWHERE, finite=True),
    Scenario("lost database", troubles.a_lost_database, (*EVERYWHERE, *TOGETHER), finite=True),
    Scenario("blocked, and back", troubles.nothing, EVERYWHERE, RESTLESS, True),
    Scenario("poisoned updates", troubles.poison, EVERYWHERE),
    Scenario("everything at once", troubles.everything, (*EVERYWHERE, *TOGETHER), SLOW),
    Scenario("new update numbers", troubles.new_numbers, EVERYWHERE, finite=True),
)


def named(part: str) -> tuple[Scenario, ...]:
    """Return the scenarios whose name contains a part."""
    return tuple(each for each in SCENARIOS if part in each.name)


def only(scenario: Scenario, database: str, mode: str, replicas: int) -> Scenario:
    """Return a scenario limited to some of its settings; empty and 0 limit nothing."""
    kept = tuple(
        each
        for each in scenario.where
        if database in ("", each[0]) and mode in ("", each[1]) and replicas in (0, each[2])
    )
    return replace(scenario, where=kept)
