from sqlalchemy import update

from bot.replica import DEAD_AFTER, Replica
from bot.storage.database import Database
from bot.storage.tables import replica


async def age(database: Database, which: Replica, seconds: float) -> None:
    aged = update(replica).where(replica.c.id == which.id)
    async with database.begin() as connection:
        await connection.execute(aged.values(seen_at=replica.c.seen_at - seconds))


async def test_replicas_see_each_other_while_they_beat(database: Database) -> None:
    one, other = Replica(database), Replica(database)
    await one.beat()
    await other.beat()
    await one.beat()
    assert one.alive == other.alive == {one.id, other.id}
    await age(database, other, DEAD_AFTER + 1)
    await one.beat()
    assert one.is_dead(other.id)
    assert not one.is_dead(None)
    assert not one.is_dead(one.id)


async def test_a_heartbeat_from_the_future_counts_as_none(database: Database) -> None:
    one, other = Replica(database), Replica(database)
    await other.beat()
    await age(database, other, -3600)
    await one.beat()
    assert one.is_dead(other.id)


async def test_one_replica_holds_a_lease_until_it_dies_or_leaves(database: Database) -> None:
    one, other = Replica(database), Replica(database)
    await one.beat()
    await other.beat()
    assert await one.lead("poller")
    assert not await other.lead("poller")
    assert await one.lead("poller")
    await age(database, one, DEAD_AFTER + 1)
    assert await other.lead("poller")
    await one.beat()
    assert not await one.lead("poller")
    await other.leave()
    assert await one.lead("poller")


async def test_heartbeats_that_stopped_long_ago_are_erased(database: Database) -> None:
    one, other = Replica(database), Replica(database)
    await one.beat()
    await other.beat()
    await age(database, other, 100_000)
    await one.forget_others()
    async with database.begin() as connection:
        assert len((await connection.execute(replica.select())).all()) == 1
