"""`python -m faults.sizes`: what a stored interview weighs on both databases.

It also says how many taps one has. Random people walk the whole interview; their sessions are kept
under many chats, with the numbers of their updates and one letter each.
"""

import argparse
import asyncio
import random
import sys
import time
from datetime import date
from pathlib import Path
from statistics import mean

from sqlalchemy import text

from bot.day import today_in_japan
from bot.outbox.letter import Letter
from bot.screens import screen
from bot.settings import database_url
from bot.storage.database import Database
from bot.storage.record import Chat
from bot.storage.seal import Seals
from bot.storage.shelf import Shelf
from bot.storage.upgrade import upgrade
from faults.play import Servers
from faults.report import say
from faults.stage import SECRET
from flows.desk import Desk
from flows.session import Session
from flows.terms import Action, Page

BATCH = 64
WALKS = 30
LEADING = ("answer", "toggle", "confirm", "part", "decline", "language", "begin")


def walked(desk: Desk, dice: random.Random, today: date) -> tuple[Session, int]:
    """Return the session of a random person at the end, and how many taps that took."""
    turn = desk.begin("sizes", "en", "", today)
    taps = 0
    while (action := _next(turn.page, dice)) is not None and taps < 200:
        turn = desk.press(turn.session, action, today)
        taps += 1
    return turn.session, taps


def _next(page: Page, dice: random.Random) -> Action | None:
    actions = [key.action for row in page.rows for key in row if key.action]
    for verb in ("language", "begin", "confirm", "decline"):
        if found := [each for each in actions if each.verb == verb]:
            if verb == "begin" and page.view != "welcome":
                continue
            return found[0]
    leading = [each for each in actions if each.verb in LEADING]
    leading += [each for each in actions if each.argument.startswith("group.")]
    return dice.choice(leading) if leading else None


async def weigh(kind: str, people: int) -> None:
    """Fill a database and print what its tables weigh."""
    desk, today, dice = Desk.load(), today_in_japan(), random.Random(1)  # noqa: S311
    walks = [walked(desk, dice, today) for _ in range(WALKS)]
    taps = mean(taps for _, taps in walks)
    letters = [Letter.of(screen(desk.page(each, today), each)) for each, _ in walks]
    servers = Servers()
    data = await servers.data(kind)
    database = Database(database_url({"DATABASE_URL": data.url}, Path()))
    try:
        await upgrade(database)
        shelf = Shelf(database, Seals((SECRET,)), 1)
        began = time.perf_counter()
        number = 0
        for start in range(0, people, BATCH):
            chats = [
                _chat(shelf, 100_000_000 + each, walks[each % WALKS][0], today)
                for each in range(start, min(people, start + BATCH))
            ]
            claims = range(number, number + int(taps) * len(chats))
            number = claims.stop
            async with database.begin() as connection:
                await shelf.put(connection, chats)
                await shelf.claim(connection, claims, int(time.time()))
                told = [(each, 1, letters[n % WALKS]) for n, each in enumerate(chats, start)]
                await shelf.post(connection, told)
        seconds = time.perf_counter() - began
        say(f"{kind}: {people} interviews of {taps:.1f} taps each, written in {seconds:.0f} s")
        plain = mean(len(session.to_json()) for session, _ in walks)
        say(f"  a session is {plain:.0f} bytes of JSON before it is sealed")
        for name, rows, size in await _tables(database):
            if rows:
                say(f"  {name}: {rows} rows, {size / rows:.0f} bytes a row with its indexes")
    finally:
        await database.close()
        await data.close()
        servers.close()


def _chat(shelf: Shelf, number: int, session: Session, today: date) -> Chat:
    key = shelf.seals.hash(number)
    return Chat(key, number, today, session=session, version=session.version, seq=1, live=1)


async def _tables(database: Database) -> list[tuple[str, int, int]]:
    found = []
    async with database.engine.connect() as connection:
        for name in ("chat", "claim", "outbox"):
            rows = (await connection.execute(text(f"SELECT count(*) FROM {name}"))).scalar_one()  # noqa: S608
            if database.on_sqlite:
                asked = f"SELECT sum(pgsize) FROM dbstat WHERE name LIKE '%{name}%'"  # noqa: S608
            else:
                asked = f"SELECT pg_total_relation_size('{name}')"
            found.append(
                (name, int(rows), int((await connection.execute(text(asked))).scalar_one()))
            )
        await connection.rollback()
    return found


def main() -> int:
    """Weigh both databases."""
    parser = argparse.ArgumentParser(prog="python -m faults.sizes", description=__doc__)
    parser.add_argument("--people", type=int, default=5000)
    parser.add_argument("--database", default="", choices=("", "sqlite", "postgresql"))
    given = parser.parse_args()
    for kind in (given.database,) if given.database else ("sqlite", "postgresql"):
        asyncio.run(weigh(kind, given.people))
    return 0


if __name__ == "__main__":
    sys.exit(main())
