"""The short form of the fault suite; `make faults` plays all of it with a thousand people each."""

import pytest

from faults.doomed import STEPS
from faults.plan import SCENARIOS, named
from faults.play import Servers, play
from faults.stage import Setting

PEOPLE = 12


def test_every_place_at_which_a_bot_can_die_exists_in_the_bot() -> None:
    assert STEPS
    for owner, name, _ in STEPS.values():
        assert callable(getattr(owner, name))


def test_no_two_scenarios_share_a_name() -> None:
    names = [each.name for each in SCENARIOS]
    assert names
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("database", "mode", "bots"), [("sqlite", "polling", 1), ("postgresql", "webhook", 2)]
)
async def test_nothing_is_lost_or_doubled_when_everything_breaks_at_once(
    database: str,
    mode: str,
    bots: int,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    if database == "postgresql":
        monkeypatch.setenv("TEST_DATABASE_URL", request.getfixturevalue("postgresql"))
    [scenario] = named("everything at once")
    for seed in (1, 2):
        setting = Setting(database, mode, bots, PEOPLE, seed)
        outcome = await play(scenario, setting, Servers())
        assert outcome.people == PEOPLE
        assert outcome.kills > 0, "nothing was killed"
        assert outcome.verdict.lost == 0, outcome.verdict.complaints
        # A request of a bot that was killed while it hung may bring an older screen below the live
        # one (docs/faults.md). That is rare; twice in a row it is another fault.
        if outcome.verdict.good:
            return
    pytest.fail("; ".join(outcome.verdict.complaints))
