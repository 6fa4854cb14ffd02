"""Whole conversations, from Updates over HTTP to the result that must follow."""

from collections.abc import AsyncIterator, Sequence

import pytest

from bot.sandbox.standin import StandIn
from flows.desk import Desk
from tests.bot.builders import TODAY
from tests.bot.journeys.journey import Journey, load_journeys
from tests.bot.journeys.troupe import Troupe

JOURNEYS = load_journeys()
DESK = Desk.load()
SQLITE = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
POSTGRESQL = pytest.mark.parametrize("database_url", ["postgresql"], indirect=True)


@pytest.fixture
async def standin(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[StandIn]:
    monkeypatch.setattr("bot.app.today_in_japan", lambda: TODAY)
    async with StandIn() as found:
        yield found


async def arrive(
    standin: StandIn, database_url: str, journeys: Sequence[Journey], restarts: bool = False
) -> Troupe:
    assert journeys
    troupe = Troupe(standin, database_url, DESK, journeys)
    await troupe.travel(restarts)
    assert not troupe.failures, "\n".join(f"{name}: {why}" for name, why in troupe.failures.items())
    return troupe


@SQLITE
@pytest.mark.parametrize("name", JOURNEYS)
async def test_every_journey_arrives(standin: StandIn, database_url: str, name: str) -> None:
    await arrive(standin, database_url, JOURNEYS[name])


def restarting() -> list[Journey]:
    return [each for told in JOURNEYS.values() for each in told if each.restarts]


@SQLITE
async def test_another_bot_between_every_two_steps_changes_nothing(
    standin: StandIn, database_url: str
) -> None:
    troupe = await arrive(standin, database_url, restarting(), restarts=True)
    assert troupe.bots > 10


@POSTGRESQL
async def test_journeys_arrive_on_postgresql_too(standin: StandIn, database_url: str) -> None:
    await arrive(standin, database_url, restarting()[::3])


def test_there_are_journeys_of_every_kind() -> None:
    told = [each for file in JOURNEYS.values() for each in file]
    assert len(told) >= 40
    assert len(restarting()) >= 10
    lines = {str(step) for each in told for step in each.steps}
    situations = DESK.questionnaire.questions["situation"].codes - {"unknown"}
    assert situations <= {
        line.split(":")[1].strip() for line in lines if line.startswith("answer situation:")
    }
    for route in ("renewal", "change", "coe"):
        levels = {each.levels[route] for each in told if route in each.levels}
        assert {"standard", "strict"} <= levels, route
    assert {each.client for each in told} >= {"en", "ja"}
