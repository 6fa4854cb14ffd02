"""How transactions of one process share a database."""

import asyncio

import pytest
from sqlalchemy import select

from bot.storage.database import Database
from bot.storage.tables import note


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_on_sqlite_transactions_of_one_process_come_in_the_order_of_asking(
    database: Database,
) -> None:
    came: list[int] = []

    async def write(number: int) -> None:
        async with database.begin() as connection:
            came.append(number)
            await connection.execute(note.insert().values(name=str(number), value=""))
            await asyncio.sleep(0.01)

    async def busy() -> None:
        """One that asks again at once, as the ledger does under load."""
        for number in range(100, 110):
            await write(number)

    await asyncio.gather(busy(), *(write(number) for number in range(5)))
    assert came[:6] == [100, 0, 1, 2, 3, 4]
    assert came[6:] == list(range(101, 110))


async def test_a_transaction_that_fails_or_is_cancelled_lets_the_next_one_in(
    database: Database,
) -> None:
    async def stuck() -> None:
        async with database.begin() as connection:
            await connection.execute(note.insert().values(name="never", value=""))
            await asyncio.sleep(60)

    task = asyncio.create_task(stuck())
    await asyncio.sleep(0.05)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    with pytest.raises(ZeroDivisionError):
        async with database.begin() as connection:
            raise ZeroDivisionError
    async with asyncio.timeout(5), database.begin() as connection:
        assert (await connection.execute(select(note.c.name))).all() == []
