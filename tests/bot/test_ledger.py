"""Everything that must hold about one transaction, on both databases."""

import asyncio
import itertools
import sqlite3

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import OperationalError

from bot.intake.arrival import Arrival, BadUpdate, Kind
from bot.intake.polling import aside
from bot.intake.reading import read
from bot.items import Adoption, Overloaded, Receipt, Settled, Unavailable, Unreadable
from bot.ledger import Ledger
from bot.storage.database import Database
from bot.storage.graves import Grave
from bot.storage.record import Chat
from bot.storage.tables import chat, claim, dead_letter, outbox, replica
from flows.session import Session
from tests.bot.builders import SECRET, TODAY, Tray, a_ledger, message, said, tapped


async def count(database: Database, table: object) -> int:
    async with database.begin() as connection:
        return int((await connection.execute(select(func.count()).select_from(table))).scalar_one())  # type: ignore[arg-type]


async def stored(ledger: Ledger, number: int = 1001) -> Chat | None:
    key = ledger.shelf.seals.hash(number)
    blank = Chat(key, number, TODAY)
    async with ledger.shelf.database.engine.connect() as connection:
        found = await ledger.shelf._rows(connection, [key], {key: blank}, {key})
        await connection.rollback()
    return found.get(key)


async def session_of(ledger: Ledger, number: int = 1001) -> Session:
    found = await stored(ledger, number)
    assert found is not None
    assert found.session is not None
    return found.session


async def deliver(ledger: Ledger, tray: Tray, live: int = 10, blocked: bool = False) -> None:
    kept, seq, _ = tray.handed[-1]
    await ledger.submit(Receipt(kept.key, kept.chat_id, seq, live, blocked))
    tray.last.pop(kept.key, None)


async def test_a_tap_moves_the_interview_and_leaves_a_letter(database: Database) -> None:
    async with a_ledger(database) as (ledger, tray):
        await ledger.submit(said(1, "/start"))
        settled = await ledger.submit(tapped(2, tray.button("status student")))
        assert settled == Settled("tap-2")
        assert (await session_of(ledger)).interview.answers == {"status": "student"}
        assert tray.texts == ["What is your <b>status</b>?", "What is your <b>plan</b>?"]
        assert tray.handed[-1][2].recap == "status: <b>student</b>"
        assert await count(database, outbox) == 2
        await deliver(ledger, tray)
        assert await count(database, outbox) == 0
        kept = await stored(ledger)
        assert kept is not None
        assert (kept.owner, kept.live) == (None, 10)


async def test_an_update_brought_twice_changes_nothing_and_is_answered(database: Database) -> None:
    async with a_ledger(database) as (ledger, tray):
        await ledger.submit(said(1, "/start"))
        update = tapped(2, tray.button("status student"))
        await ledger.submit(update)
        again, at_once = await asyncio.gather(ledger.submit(update), ledger.submit(update))
        assert again == at_once == Settled("tap-2", repeated=True)
        assert (await session_of(ledger)).version == 1
        assert await count(database, claim) == 2
        assert len(tray.handed) == 2


async def test_an_update_number_lower_than_the_last_is_not_taken_for_an_old_one(
    database: Database,
) -> None:
    async with a_ledger(database) as (ledger, _tray):
        await ledger.submit(said(900_000, "/start"))
        await ledger.submit(said(17, "student"))
        assert (await session_of(ledger)).interview.answers == {"status": "student"}


async def test_of_two_taps_on_one_screen_the_first_counts(database: Database) -> None:
    async with a_ledger(database) as (ledger, tray):
        await ledger.submit(said(1, "/start"))
        student, dependent = tray.button("status student"), tray.button("status dependent")
        first, second = await asyncio.gather(
            ledger.submit(tapped(2, student)), ledger.submit(tapped(3, dependent))
        )
        assert first == Settled("tap-2")
        assert second == Settled("tap-3", "stale_toast")
        assert (await session_of(ledger)).interview.answers == {"status": "student"}
        assert tray.handed[-1][2].redraw


async def test_a_tap_and_a_text_at_once_are_two_steps_on_two_replicas_too(
    database: Database,
) -> None:
    async with a_ledger(database) as (one, tray), a_ledger(database) as (other, _):
        await one.submit(said(1, "/start"))
        await asyncio.gather(
            one.submit(tapped(2, tray.button("status student"))), other.submit(said(3, "dependent"))
        )
        session = await session_of(one)
        assert session.version in (1, 2)  # the tap is an old one if the text was first
        assert list(session.interview.answers) in (["status"], ["status", "plan"])


async def test_two_replicas_that_get_the_same_update_apply_it_once(database: Database) -> None:
    async with a_ledger(database) as (one, _tray), a_ledger(database) as (other, _):
        await one.submit(said(1, "/start"))
        for number in range(2, 12):
            update = said(number, "something unclear")
            settled = await asyncio.gather(one.submit(update), other.submit(update))
            assert sorted(each.repeated for each in settled) == [False, True]
        assert (await session_of(one)).version == 10


async def test_letters_written_by_another_replica_are_sent_by_the_owner_in_order(
    database: Database,
) -> None:
    async with a_ledger(database) as (one, tray), a_ledger(database) as (other, empty):
        await one.submit(said(1, "/start"))
        await other.submit(said(2, "student"))
        assert empty.handed == []  # the chat belongs to the first
        await one.submit(Receipt(one.shelf.seals.hash(1001), 1001, 1, 10))
        assert [seq for _, seq, _ in tray.handed] == [1, 2]
        await one.submit(Receipt(one.shelf.seals.hash(1001), 1001, 2, 11))
        kept = await stored(one)
        assert kept is not None
        assert kept.owner is None


async def test_letters_of_a_dead_replica_are_taken_over(database: Database) -> None:
    async with a_ledger(database) as (one, _), a_ledger(database) as (other, tray):
        await one.submit(said(1, "/start"))
        async with database.begin() as connection:
            gone = replica.delete().where(replica.c.id == one.replica.id)
            await connection.execute(gone)
        await other.replica.beat()
        await other.submit(Adoption(other.shelf.seals.hash(1001)))
        assert tray.texts == ["What is your <b>status</b>?"]
        await other.submit(said(2, "student"))
        assert [seq for _, seq, _ in tray.handed] == [1, 2]


async def test_an_update_that_breaks_is_put_aside_and_the_others_go_on(database: Database) -> None:
    async with a_ledger(database) as (ledger, tray):
        await asyncio.gather(
            *(ledger.submit(said(each, "/start", 1000 + each)) for each in (1, 2, 3))
        )
        await asyncio.gather(
            ledger.submit(said(4, "student", 1001)),
            ledger.submit(said(5, "break", 1002)),
            ledger.submit(said(6, "student", 1003)),
        )
        assert (await session_of(ledger, 1001)).version == 1
        assert (await session_of(ledger, 1002)).version == 0
        assert (await session_of(ledger, 1003)).version == 1
        assert await count(database, dead_letter) == 1
        assert "(failed)" in "".join(tray.texts)  # the person hears of it and sees where they stand
        assert (await ledger.submit(said(5, "break", 1002))).repeated


async def test_an_unreadable_update_is_kept_sealed_and_once(database: Database) -> None:
    async with a_ledger(database) as (ledger, _):
        item = Unreadable(7, Grave(1001, "KeyError", b'{"update_id": 7, "secret": "student"}'))
        await ledger.submit(item)
        await ledger.submit(item)
        async with database.begin() as connection:
            [row] = (await connection.execute(select(dead_letter))).all()
        assert b"student" not in row.raw
        assert b"student" in ledger.shelf.seals.open(row.raw, "dead_letter")
        assert row.chat == ledger.shelf.seals.hash(1001)


async def test_delete_leaves_no_row_when_the_farewell_is_delivered(database: Database) -> None:
    async with a_ledger(database) as (ledger, tray):
        await ledger.submit(Unreadable(9, Grave(1001, "KeyError", b"{}")))
        await ledger.submit(said(1, "/start"))
        await ledger.submit(said(2, "student"))
        await ledger.submit(said(3, "/delete"))
        assert tray.texts[-1] == "Everything is erased."
        assert tray.cleared == [ledger.shelf.seals.hash(1001)]
        kept = await stored(ledger)
        assert kept is not None
        assert (kept.session, kept.gone) == (None, True)
        assert await count(database, outbox) == 1
        assert await count(database, dead_letter) == 0
        await deliver(ledger, tray)
        assert await count(database, chat) == await count(database, outbox) == 0


async def test_someone_who_comes_back_before_the_farewell_arrives_is_not_erased_again(
    database: Database,
) -> None:
    async with a_ledger(database) as (ledger, tray):
        await ledger.submit(said(1, "/start"))
        await ledger.submit(said(2, "/delete"))
        await ledger.submit(said(3, "/start"))
        await ledger.submit(said(4, "student"))
        await deliver(ledger, tray)
        assert (await session_of(ledger)).interview.answers == {"status": "student"}


async def test_a_person_who_blocks_the_bot_gets_no_letters_until_they_return(
    database: Database,
) -> None:
    async with a_ledger(database) as (ledger, tray):
        await ledger.submit(said(1, "/start"))
        await deliver(ledger, tray, blocked=True)
        kept = await stored(ledger)
        assert kept is not None
        assert kept.blocked
        assert await count(database, outbox) == 0
        await ledger.submit(said(2, "student"))
        kept = await stored(ledger)
        assert kept is not None
        assert not kept.blocked
        assert tray.texts[-1] == "What is your <b>plan</b>?"


async def test_someone_too_fast_is_slowed_and_never_locked_out(database: Database) -> None:
    async with a_ledger(database, steps_a_second=4) as (ledger, tray):
        await asyncio.gather(*(ledger.submit(said(number, "hello")) for number in range(1, 9)))
        assert tray.handed[-1][2].redraw  # the live screen again, and nothing moved
        assert (await session_of(ledger)).version < 7
        await asyncio.sleep(0.3)
        await ledger.submit(said(20, "student"))
        assert (await session_of(ledger)).interview.answers == {"status": "student"}


async def test_chats_begun_under_an_older_key_go_on_under_a_newer_one(database: Database) -> None:
    async with a_ledger(database, secrets=(SECRET,)) as (ledger, tray):
        await ledger.submit(said(1, "/start"))
        await ledger.submit(said(2, "student"))
        await deliver(ledger, tray)
    newer = "another secret of many letters"
    async with a_ledger(database, secrets=(newer, SECRET)) as (ledger, tray):
        await ledger.submit(said(3, "dependent"))
        assert await count(database, chat) == 1
        await deliver(ledger, tray)
    async with a_ledger(database, secrets=(newer,)) as (ledger, _):
        assert (await session_of(ledger)).interview.answers == {
            "status": "student",
            "plan": "dependent",
        }


async def test_a_session_that_can_not_be_read_begins_anew(database: Database) -> None:
    async with a_ledger(database) as (ledger, tray):
        await ledger.submit(said(1, "/start"))
        sealed = ledger.shelf.seals.seal(b"{}", "session", 1001)
        async with database.begin() as connection:
            await connection.execute(chat.update().values(session=sealed))
        await ledger.submit(said(2, "student"))
        assert (await session_of(ledger)).version == 0
        assert tray.texts[-1] == "What is your <b>status</b>?"


async def test_too_much_waiting_sends_the_next_one_away(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.ledger.MOST_WAITING", 1)
    async with a_ledger(database) as (ledger, _):
        first = ledger.submit(said(1, "/start"))
        with pytest.raises(Overloaded):
            ledger.submit(said(2, "/start"))
        await first
        await ledger.submit(said(2, "student"))


async def test_a_database_that_fails_in_passing_is_tried_again(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with a_ledger(database) as (ledger, tray):
        claimed, failures = ledger.shelf.claim, itertools.count()

        async def claim_later(*given: object) -> set[int]:
            if next(failures) < 2:
                raise OperationalError(
                    "x", None, sqlite3.OperationalError("database or disk is full")
                )
            return await claimed(*given)  # type: ignore[arg-type]

        monkeypatch.setattr(ledger.shelf, "claim", claim_later)
        await ledger.submit(said(1, "/start"))
        assert len(tray.handed) == 1


async def test_a_database_that_stays_away_sends_updates_back_and_changes_nothing(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.ledger.TRIES", 2)
    async with a_ledger(database) as (ledger, tray):
        claimed = ledger.shelf.claim

        async def fail(*given: object) -> set[int]:
            raise ConnectionRefusedError

        monkeypatch.setattr(ledger.shelf, "claim", fail)
        with pytest.raises(Unavailable):
            await ledger.submit(said(1, "/start"))
        monkeypatch.setattr(ledger.shelf, "claim", claimed)
        await ledger.submit(said(1, "/start"))
        assert len(tray.handed) == 1


async def test_a_commit_whose_answer_was_lost_is_not_applied_twice_and_its_letter_is_found(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with a_ledger(database) as (ledger, tray):
        await ledger.submit(said(1, "/start"))
        handed, lost = ledger._fill, itertools.count()

        async def lose(connection: object, items: object) -> object:
            found = await handed(connection, items)  # type: ignore[arg-type]
            if next(lost) == 0:
                await connection.commit()  # type: ignore[attr-defined]
                raise ConnectionResetError
            return found

        monkeypatch.setattr(ledger, "_fill", lose)
        settled = await ledger.submit(said(2, "student"))
        assert settled.repeated
        assert (await session_of(ledger)).version == 1
        assert len(tray.handed) == 1
        await ledger.submit(Adoption(ledger.shelf.seals.hash(1001)))
        assert [seq for _, seq, _ in tray.handed] == [1, 2]


async def test_many_chats_share_a_commit_and_each_keeps_its_order(database: Database) -> None:
    async with a_ledger(database) as (ledger, _tray):
        numbers = itertools.count(1)
        steps = [
            (f"{word}", 2000 + who)
            for word in ("/start", "student", "dependent", "student")
            for who in range(40)
        ]
        await asyncio.gather(
            *(ledger.submit(said(next(numbers), word, who)) for word, who in steps)
        )
        for who in range(40):
            session = await session_of(ledger, 2000 + who)
            assert session.interview.answers == {
                "status": "student",
                "plan": "dependent",
                "pension": "student",
            }
        assert ledger.meters.counts["commits"] < 20


async def test_a_dump_without_the_key_tells_nothing_about_anyone(database: Database) -> None:
    async with a_ledger(database) as (ledger, _):
        await ledger.submit(said(1, "/start", 987654321))
        await ledger.submit(said(2, "student", 987654321))
        await ledger.submit(said(3, "break", 987654321))
        await ledger.submit(said(4, "a very private sentence", 987654321))
    words = ["student", "status", "987654321", "private", "break", "What is", "Ann"]
    dump = ""
    async with database.begin() as connection:
        for table in (chat, outbox, claim, dead_letter):
            rows = (await connection.execute(select(table))).all()
            assert rows
            dump += repr([tuple(row) for row in rows])
        await connection.execute(text("SELECT 1"))
    for word in words:
        assert word not in dump


def test_the_builders_make_updates_with_seconds() -> None:
    assert message(1, 2, "x")["message"]["date"] < 2_000_000_000


async def test_who_only_blocks_or_returns_leaves_no_row(database: Database) -> None:
    async with a_ledger(database) as (ledger, _):
        await ledger.submit(Arrival(1, Kind.blocked, 1001))
        await ledger.submit(Arrival(2, Kind.returned, 1001))
        await ledger.submit(Arrival(3, Kind.nothing, 1001))
        assert await count(database, chat) == 0


async def test_blocking_keeps_the_interview_of_someone_we_know(database: Database) -> None:
    async with a_ledger(database) as (ledger, tray):
        await ledger.submit(said(1, "/start"))
        await ledger.submit(said(2, "student"))
        await deliver(ledger, tray)
        await ledger.submit(Arrival(3, Kind.blocked, 1001))
        assert (await session_of(ledger)).interview.answers == {"status": "student"}
        await ledger.submit(said(4, "dependent"))
        assert (await session_of(ledger)).version == 2


async def test_an_update_with_an_impossible_number_is_put_aside(database: Database) -> None:
    async with a_ledger(database) as (ledger, _):
        with pytest.raises(BadUpdate) as caught:
            read(message(2**70, 1001, "hello"))
        await ledger.submit(aside(caught.value))
        assert await count(database, dead_letter) == 1
