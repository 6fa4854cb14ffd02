import asyncio
import time

from bot.outbox.budget import Budget
from bot.replica import Replica
from bot.storage.database import Database


async def spend(budget: Budget, seconds: float) -> int:
    until, count = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        try:
            async with asyncio.timeout(max(0.01, until - time.monotonic())):
                await budget.take()
        except TimeoutError:
            break
        count += 1
    return count


async def test_two_replicas_together_send_no_more_than_allowed(database: Database) -> None:
    rate, seconds = 20.0, 2.0
    replicas = [Replica(database), Replica(database)]
    for each in (*replicas, *replicas):
        await each.beat()
    budgets = [Budget(database, each, rate) for each in replicas]
    counts = await asyncio.gather(*(spend(each, seconds) for each in budgets))
    assert min(counts) > 0
    assert rate < sum(counts) <= rate * seconds + rate  # one second's worth may be saved up


async def test_a_replica_alone_asks_no_database(database: Database) -> None:
    one = Replica(database)
    budget = Budget(database, one, 50)
    await database.close()
    assert 50 <= await spend(budget, 0.5) <= 50 + 26


async def test_no_rate_is_no_limit(database: Database) -> None:
    budget = Budget(database, Replica(database), 0)
    async with asyncio.timeout(1):
        for _ in range(1000):
            await budget.take()
