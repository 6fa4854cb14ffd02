"""Anything in any order, through the real ledger on a database that is read back after each act."""

import asyncio
from collections.abc import Coroutine
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from bot.conversation import Conversation
from bot.intake.arrival import Arrival
from bot.items import Receipt, Settled
from bot.ledger import Ledger
from bot.meters import Meters
from bot.pace import Limits
from bot.press import Press
from bot.replica import Replica
from bot.sheet import Clerk
from bot.storage.database import Database
from bot.storage.seal import Seals
from bot.storage.shelf import Shelf
from bot.storage.upgrade import upgrade
from flows.desk import Desk
from flows.questionnaire import MOST_QUESTIONS
from flows.session import Session
from flows.terms import Action
from tests.bot.builders import SECRET, TODAY, Counted, Tray, said, tapped
from tests.bot.journeys.stored import Records

DESK = Desk.load()
PERSON = 1001
TEXTS = (
    *("1", "2", "1, 2", "yes", "2027-05-01", "I don't know", "日本語", "engineer", "blah"),
    *("/start", "/start l-ja_p-compare", "/back", "/answers", "/language en", "/help", "/restart"),
)
T = TypeVar("T")


class AnyOrder(RuleBasedStateMachine):
    """One person, one bot at a time; the bot may become another one at any moment."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = TemporaryDirectory()
        self.url = f"sqlite+aiosqlite:///{self.folder.name}/bot.sqlite"
        self.loop = asyncio.new_event_loop()
        self.records = Records(self.url, Seals((SECRET,)))
        self.number, self.old = 0, ""
        self.tray = Tray()
        self.runs = Counted()
        self.do(self.begin())

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(work)

    async def begin(self) -> None:
        self.database = Database(self.url)
        await upgrade(self.database)
        replica, meters = Replica(self.database), Meters()
        await replica.beat()
        talk = Conversation(DESK, self.runs)
        clerk = Clerk(talk, replica, Limits(0, 3), meters, lambda: TODAY)
        self.ledger = Ledger(Shelf(self.database, Seals((SECRET,)), 1), clerk, meters)
        self.ledger.post = self.tray
        self.running = self.loop.create_task(self.ledger.run())

    async def end(self) -> None:
        self.running.cancel()
        await asyncio.gather(self.running, return_exceptions=True)
        await self.database.close()

    def teardown(self) -> None:
        self.do(self.end())
        self.do(self.records.close())
        self.loop.close()
        self.folder.cleanup()

    @initialize()
    def meet(self) -> None:
        self.say("/start")
        self.tap(Action("language", "", "en"))
        self.tap(Action("begin"))

    @rule(number=st.integers(0, 25))
    def tap_an_answer(self, number: int) -> None:
        """Most people answer, and the answer that was open is the only one that changes."""
        giving = [each for each in self.presses if each.action.verb in GIVING]
        if not giving:
            return
        before = self.session()
        press = giving[number % len(giving)]
        self.arrive(press.encode())
        after = self.session()
        added = set(after.interview.answers) - set(before.interview.answers)
        assert added <= {press.action.question}
        assert after.version in (before.version, before.version + 1)

    @rule(number=st.integers(0, 40))
    def tap_anything(self, number: int) -> None:
        if self.presses:
            self.arrive(self.presses[number % len(self.presses)].encode())

    @rule()
    def tap_an_old_button(self) -> None:
        if not self.old or self.old in {each.encode() for each in self.presses}:
            return
        before = self.session()
        self.arrive(self.old)
        assert self.session().interview == before.interview

    @rule(number=st.integers(0, 40))
    def the_same_tap_arrives_twice(self, number: int) -> None:
        if not self.presses:
            return
        data = self.presses[number % len(self.presses)].encode()
        self.arrive(data)
        once = self.session()
        again = self.do(self.submit(tapped(self.number, data, PERSON)))
        assert again.repeated
        assert self.session() == once

    @rule(number=st.integers(0, 40))
    def two_taps_on_one_screen(self, number: int) -> None:
        """The first one counts; the second one finds the screen gone."""
        if not self.presses:
            return
        data = self.presses[number % len(self.presses)].encode()
        self.arrive(data)
        once = self.session()
        if once.version > Press.decode(data).version:
            self.arrive(data)
            assert self.session().interview == once.interview

    @rule(text=st.sampled_from(TEXTS) | st.text(min_size=1, max_size=8))
    def type_something(self, text: str) -> None:
        self.say(text)

    @rule(language=st.sampled_from(("en", "ja")))
    def switch_the_language(self, language: str) -> None:
        before = self.session()
        self.say(f"/language {language}")
        after = self.session()
        assert (after.language, after.interview) == (language, before.interview)

    @rule()
    def change_an_answer(self) -> None:
        told = sorted(DESK._scene(self.session(), TODAY).standing.facts.answers)
        self.say("/answers")
        if told:
            self.tap(Action("change", told[0]))

    @rule()
    def another_bot_takes_over(self) -> None:
        before = self.session()
        self.do(self.end())
        self.do(self.begin())
        assert self.session() == before

    @invariant()
    def nothing_broke(self) -> None:
        assert not self.do(self.records.has_dead_letters())

    @invariant()
    def no_answer_is_skipped_or_doubled(self) -> None:
        session = self.session()
        standing = DESK._scene(session, TODAY).standing
        order = [DESK.questionnaire.order[name] for name in standing.path]
        assert order == sorted(set(order))
        assert len(order) <= MOST_QUESTIONS
        assert set(standing.path) <= set(session.interview.answers)

    @invariant()
    def the_same_answers_give_the_same_page(self) -> None:
        session = self.session()
        page = DESK.page(session, TODAY)
        for press in self.presses:
            assert (press.run, press.version) == (session.run, session.version)
        assert {each.action for each in self.presses} <= {
            button.action for row in page.rows for button in row
        }

    @property
    def presses(self) -> list[Press]:
        """What the buttons of the newest screen carry."""
        keys = self.tray.handed[-1][2].keys
        return [Press.decode(data) for row in keys for _, data, _ in row if data]

    def session(self) -> Session:
        found = self.do(self.records.session(PERSON))
        assert found is not None
        return found

    def tap(self, action: Action) -> None:
        [data] = [each.encode() for each in self.presses if each.action == action][:1]
        self.arrive(data)

    def arrive(self, data: str) -> None:
        self.old = self.presses[0].encode() if self.presses else self.old
        self.number += 1
        settled = self.do(self.submit(tapped(self.number, data, PERSON)))
        assert settled.callback == f"tap-{self.number}"
        assert not settled.repeated

    def say(self, text: str) -> None:
        self.number += 1
        self.do(self.submit(said(self.number, text, PERSON)))

    async def submit(self, arrival: Arrival) -> Settled:
        """Let an update arrive, and then whatever was written because of it be delivered."""
        settled = await self.ledger.submit(arrival)
        chat, seq, _ = self.tray.handed[-1]
        await self.ledger.submit(Receipt(chat.key, chat.chat_id, seq, live=10))
        self.tray.last.pop(chat.key, None)
        return settled


GIVING = ("answer", "part", "toggle", "confirm", "accept")
AnyOrder.TestCase.settings = settings(
    max_examples=12, stateful_step_count=25, deadline=None, derandomize=True
)
TestAnyOrder = AnyOrder.TestCase
