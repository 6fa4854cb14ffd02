"""After the drain: what is stored, what people see, and what they remember, side by side."""

import asyncio
import time
from dataclasses import dataclass, field

from sqlalchemy import func, select

from bot.sandbox.telegram.chat import Chat
from bot.settings import database_url
from bot.storage.database import Database
from bot.storage.seal import Seals
from bot.storage.tables import chat as CHAT  # noqa: N812 (a table)
from bot.storage.tables import dead_letter, outbox
from faults.person import Person
from faults.stage import SECRET, Stage
from flows.session import Session

DRAIN_SECONDS = 120.0


@dataclass(slots=True)
class Verdict:
    """Counts, and the first words about each thing that is wrong."""

    lost: int = 0
    doubled: int = 0
    screenless: int = 0
    letters_left: int = 0
    dead_letters: int = 0
    spare_screens: int = 0
    complaints: list[str] = field(default_factory=list)

    @property
    def good(self) -> bool:
        """Return whether nothing went wrong."""
        return not self.complaints

    def complain(self, what: str) -> None:
        """Note what is wrong."""
        self.complaints.append(what)


async def drained(stage: Stage) -> bool:
    """Wait until Telegram holds nothing for us and no letter waits; False when that takes long."""
    database = _open(stage)
    until = time.monotonic() + DRAIN_SECONDS
    try:
        while time.monotonic() < until:
            world = stage.standin.world
            if world.updates.idle and not world.in_flight:
                async with database.begin() as connection:
                    waiting = select(func.count()).select_from(outbox)
                    owned = select(func.count()).select_from(CHAT).where(CHAT.c.owner.is_not(None))
                    left = (await connection.execute(waiting)).scalar_one()
                    left += (await connection.execute(owned)).scalar_one()
                if not left:
                    return True
            await asyncio.sleep(0.25)
        return False
    finally:
        await database.close()


async def judge(stage: Stage) -> Verdict:
    """Compare everything. Call it after `drained`, then the people have tapped once more."""
    verdict = Verdict()
    stored = await _stored(stage, verdict)
    for person in stage.people:
        _judge_one(verdict, person, stored.get(person.number))
        place = stage.standin.world.chats[person.number]
        verdict.spare_screens += max(0, _with_buttons(place) - 1)
    if verdict.letters_left:
        verdict.complain(f"{verdict.letters_left} letters are left in the outbox")
    if verdict.dead_letters != stage.poisoned:
        verdict.complain(f"{verdict.dead_letters} dead letters for {stage.poisoned} bad updates")
    return verdict


def _judge_one(verdict: Verdict, person: Person, session: Session | None) -> None:
    number = person.number
    for trouble in person.troubles:
        verdict.complain(f"{number}: {trouble}")
    live = person.look()
    if live is None or session is None or live.version != session.version:
        verdict.screenless += 1
        verdict.complain(f"{number}: no live screen of what is stored")
    if session is None:
        verdict.lost += 1
        verdict.complain(f"{number}: nothing is stored")
        return
    if session.version > person.version:
        verdict.doubled += session.version - person.version
        verdict.complain(f"{number}: stored version {session.version}, lived {person.version}")
    if session.version < person.version:
        verdict.lost += person.version - session.version
        verdict.complain(f"{number}: stored version {session.version}, lived {person.version}")
    _judge_answers(verdict, person, session)


def _judge_answers(verdict: Verdict, person: Person, session: Session) -> None:
    number = person.number
    answers = {name: _codes(value) for name, value in session.interview.answers.items()}
    for name, given in person.answers.items():
        if answers.get(name) not in given:
            verdict.lost += 1
            verdict.complain(f"{number}: {name} is {answers.get(name)}, answered {given}")
    if more := set(answers) - set(person.answers):
        verdict.doubled += len(more)
        verdict.complain(f"{number}: never answered {more}")
    if list(answers) != list(person.answers):
        verdict.complain(f"{number}: stored in another order: {list(answers)}")


async def _stored(stage: Stage, verdict: Verdict) -> dict[int, Session]:
    database, seals = _open(stage), Seals((SECRET,))
    names = {seals.hash(each.number): each.number for each in stage.people}
    found: dict[int, Session] = {}
    try:
        async with database.begin() as connection:
            for key, sealed in (await connection.execute(select(CHAT.c.key, CHAT.c.session))).all():
                if key in names and sealed is not None:
                    told = seals.open(sealed, "session", names[key])
                    found[names[key]] = Session.from_json(told.decode())
            left = select(func.count()).select_from(outbox)
            verdict.letters_left = (await connection.execute(left)).scalar_one()
            dead = select(func.count()).select_from(dead_letter)
            verdict.dead_letters = (await connection.execute(dead)).scalar_one()
    finally:
        await database.close()
    return found


def _open(stage: Stage) -> Database:
    from pathlib import Path

    return Database(database_url({"DATABASE_URL": stage.data.url}, Path()))


def _codes(value: str | tuple[str, ...]) -> frozenset[str]:
    return frozenset({value} if isinstance(value, str) else value)


def _with_buttons(place: Chat) -> int:
    return sum(
        1
        for message in place.messages.values()
        if any(
            "callback_data" in key
            for row in message.get("reply_markup", {}).get("inline_keyboard", ())
            for key in row
        )
    )
