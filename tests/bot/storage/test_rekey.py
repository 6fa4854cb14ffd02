"""Everything is sealed anew under the newest key, on both databases, and the older key can go."""

import pytest
from sqlalchemy import select

from bot.intake.arrival import BadUpdate
from bot.intake.polling import aside
from bot.items import Receipt
from bot.storage import rekey
from bot.storage.database import Database
from bot.storage.rekey import Rekeyed, Rekeying
from bot.storage.seal import Seals
from bot.storage.tables import chat, dead_letter, outbox
from tests.bot.builders import SECRET, a_ledger, said, tapped

NEWER = "another secret of many letters"
PEOPLE = range(1001, 1008)


class Ear:
    """Hears of the progress; `deaf_after` breaks it off."""

    def __init__(self, deaf_after: int = 1000) -> None:
        self.told: list[tuple[str, int, int]] = []
        self._left = deaf_after

    def __call__(self, table: str, done: int, whole: int) -> None:
        self.told.append((table, done, whole))
        self._left -= 1
        if not self._left:
            raise KeyboardInterrupt


async def fill(database: Database) -> None:
    """Seven interviews with a letter each that waits, and one update put aside of each person."""
    async with a_ledger(database) as (ledger, tray):
        for number in PEOPLE:
            await ledger.submit(said(number, "/start", number))
            await ledger.submit(said(number + 100, "student", number))
            bad = BadUpdate(number + 200, number, b"nobody reads this", "TypeError")
            await ledger.submit(aside(bad))
        assert len(tray.handed) == 2 * len(PEOPLE)
        await ledger.replica.leave()  # or its letters would stay with it for a while


async def sealed(database: Database) -> list[bytes]:
    """Everything sealed that is stored."""
    found: list[bytes] = []
    async with database.begin() as connection:
        for column in (chat.c.address, chat.c.session, outbox.c.letter, dead_letter.c.raw):
            found += (await connection.execute(select(column))).scalars()
    return found


async def test_after_it_the_newest_key_alone_opens_all_and_everybody_goes_on(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await fill(database)
    monkeypatch.setattr(rekey, "BATCH", 3)
    ear = Ear()
    found = await Rekeying(database, Seals((NEWER, SECRET)), ear).run()
    assert found == Rekeyed(changed=7 + 14 + 7, left=0)
    assert [each for each in ear.told if each[0] == "chat"] == [
        ("chat", 3, 7), ("chat", 6, 7), ("chat", 7, 7),
    ]  # fmt: skip
    new = Seals((NEWER,))
    everything = await sealed(database)
    assert len(everything) == 7 + 7 + 14 + 7
    assert not any(map(new.stale, everything))
    async with database.begin() as connection:
        for column in (chat.c.key, outbox.c.chat, dead_letter.c.chat):
            names = set((await connection.execute(select(column))).scalars())
            assert names == {new.hash(number) for number in PEOPLE}
    async with a_ledger(database, secrets=(NEWER,)) as (ledger, tray):
        for number in PEOPLE:
            await ledger.submit(said(number + 300, "dependent", number))
            assert tray.texts[-1] == "What is your <b>pension</b>?"


async def test_broken_off_it_is_begun_again_and_does_only_the_rest(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    await fill(database)
    monkeypatch.setattr(rekey, "BATCH", 3)
    seals = Seals((NEWER, SECRET))
    with pytest.raises(KeyboardInterrupt):
        await Rekeying(database, seals, Ear(deaf_after=1)).run()
    stale = [each for each in await sealed(database) if seals.stale(each)]
    assert 0 < len(stale) < 35
    found = await Rekeying(database, seals, Ear()).run()
    assert found == Rekeyed(changed=4 + 8 + 7, left=0)
    assert await Rekeying(database, seals, Ear()).run() == Rekeyed()


async def test_what_no_key_opens_stays_and_is_counted(database: Database) -> None:
    await fill(database)
    before = sorted(await sealed(database))
    found = await Rekeying(database, Seals((NEWER,)), Ear()).run()
    assert found == Rekeyed(changed=0, left=14)
    assert sorted(await sealed(database)) == before


async def test_a_bot_goes_on_beside_it(database: Database) -> None:
    await fill(database)
    keys = (NEWER, SECRET)
    async with a_ledger(database, secrets=keys) as (ledger, tray):
        await ledger.submit(said(301, "dependent", 1001))
        key, letter = tray.handed[-1][0].key, tray.handed[-1]
        await Rekeying(database, Seals(keys), Ear()).run()
        assert key == Seals((NEWER,)).hash(1001)
        await ledger.submit(Receipt(key, 1001, letter[1], 10))
        tray.last.clear()
        await ledger.submit(tapped(302, tray.button("pension student"), 1001))
    assert not any(map(Seals((NEWER,)).stale, await sealed(database)))


async def test_somebody_stored_under_both_names_goes_on_under_the_newer_one(
    database: Database,
) -> None:
    async with a_ledger(database, secrets=(NEWER,)) as (ledger, _):
        await ledger.submit(said(1, "/start"))
        await ledger.replica.leave()
    async with a_ledger(database) as (ledger, _):  # a replica that was not told the new key
        await ledger.submit(said(2, "/start"))
        await ledger.replica.leave()
    async with a_ledger(database, secrets=(NEWER, SECRET)) as (ledger, tray):
        await ledger.submit(said(3, "student"))
        assert tray.texts[-1] == "What is your <b>plan</b>?"
    found = await Rekeying(database, Seals((NEWER, SECRET)), Ear()).run()
    assert found.left == 1
