"""A person who takes a journey: does its steps through Telegram and looks at what is stored."""

import asyncio
from dataclasses import dataclass, field
from functools import cache
from html import unescape

from bot.press import Press
from bot.sandbox.player import Player, Screen
from bot.screens import visible
from flows.desk import Desk
from flows.questions import Kind, Question
from flows.scene import Scene
from flows.session import Session
from flows.statuses import load_statuses
from flows.terms import NONE, UNKNOWN, Action, Value
from locales.extract import extract
from tests.bot.builders import TODAY
from tests.bot.journeys.journey import ANSWER, Journey, Step
from tests.bot.journeys.stored import Records

RESULT = "result"


@cache
def english() -> dict[str, str]:
    """Key -> English of every text."""
    return {each.key: each.text for each in extract().messages}


@dataclass
class Traveller:
    """`records` is what the bot has stored, whichever bot it is that runs now."""

    desk: Desk
    player: Player
    records: Records
    steps: list[Step]
    tapped: tuple[str, int] = ("", 0)
    answers: dict[str, str] = field(default_factory=dict)

    @property
    def done(self) -> bool:
        return not self.steps and not self.answers

    @property
    def next_verb(self) -> str:
        return "" if self.answers or not self.steps else self.steps[0].verb

    async def go(self) -> None:
        """Do the next step, and look at what the person sees and what is stored."""
        if not self.answers:
            self._take_answers()
        if self.answers:
            await self._answer_next()
        else:
            step = self.steps.pop(0)
            try:
                await getattr(self, f"_{step.verb}")(step.what)
            except AssertionError as error:
                raise AssertionError(f"{step}: {error}") from error
        await self._look()

    async def arrive(self, journey: Journey) -> None:
        """Compare what the stored answers come to with what the journey says."""
        answers = (await self.scene()).standing.facts.answers
        outlook = self.desk._printer.outlook(answers, TODAY)
        results = outlook.assessment.routes
        found = {route: results[route].level for route in journey.levels}
        assert found == dict(journey.levels)
        for route, rule in journey.decided_by.items():
            closing = [each.rule.id for each in results[route].findings]
            deciding = [each.rule.id for each in results[route].deciding] or closing
            assert rule in deciding, f"{route}: decided by {deciding}"
        plain = {name: list(v) if isinstance(v, tuple) else v for name, v in answers.items()}
        told = self.desk.assess(plain, TODAY)["routes"]
        assert {route: told[route]["level"] for route in found} == found  # type: ignore[index]

    def _take_answers(self) -> None:
        while self.steps and self.steps[0].verb == ANSWER:
            question, _, value = self.steps[0].what.partition(":")
            if question in self.answers:
                return
            self.answers[question] = value.strip()
            self.steps.pop(0)

    async def scene(self) -> Scene:
        return self.desk._scene(await self.session(), TODAY)

    async def session(self) -> Session:
        found = await self.records.session(self.player.person)
        assert found is not None, "nothing is stored"
        return found

    async def _look(self) -> None:
        """The buttons on the live screen are of the session as it is stored."""
        session = await self.records.session(self.player.person)
        screen = await self.player.screen()
        if session is None or not screen.data:
            return
        for label, data in screen.data.items():
            press = Press.decode(data)
            assert (press.run, press.version) == (session.run, session.version), label
        page = self.desk.page(session, TODAY)
        assert visible(page.text).strip().splitlines()[-1] in screen.text

    async def _answer_next(self) -> None:
        """Answer the question that is open; it must be one of those the journey answers here."""
        question = (await self.scene()).open
        assert question is not None, f"the result is there, and nobody asked for {self.answers}"
        assert question.id in self.answers, f"asks {question.id}; expected one of {self.answers}"
        told = self.answers.pop(question.id)
        before = await self.player.screen()
        await self._give(question, told)
        session = await self.session()
        given = question.read(_codes(question, told))
        assert session.interview.answers[question.id] == given
        frozen = visible(self.desk._printer.recap(session.language, question, given)).strip()
        await self._until_shown(before.message_id, frozen)

    async def _until_shown(self, message: int, text: str) -> None:
        """The recap follows the next question: the bot shows first what the person waits for."""
        for _ in range(200):
            heard = {each["message_id"]: each["text"] for each in await self.player.heard()}
            if heard[message] == text:
                return
            await asyncio.sleep(0.02)
        raise AssertionError(f"{heard[message]!r} is not frozen into {text!r}")

    async def _give(self, question: Question, told: str) -> None:
        if told == UNKNOWN or (question.kind is not Kind.date and told == NONE):
            await self._press("answer", question.id, told)
        elif question.kind is Kind.multi:
            for code in _codes(question, told):
                await self._press("toggle", question.id, code)
            await self._press("confirm", question.id)
        elif question.kind is Kind.date:
            year, month, day = told.split("-")
            for part in (year, f"{year}-{month}", f"{year}-{month}-{day}"):
                await self._press("part", question.id, part)
        else:
            await self._choose(question, told)

    async def _choose(self, question: Question, code: str) -> None:
        """Tap an answer; a status may stand behind its group."""
        if self._found(await self.player.screen(), Action("answer", question.id, code)):
            await self._press("answer", question.id, code)
            return
        await self._press("show", "", f"group.{load_statuses()[code].group}")
        await self._press("answer", question.id, code)

    def _found(self, screen: Screen, action: Action) -> list[str]:
        return [data for data in screen.data.values() if Press.decode(data).action == action]

    async def _press(
        self, verb: str, question: str = "", argument: str = "", times: int = 1
    ) -> Screen:
        screen = await self.player.screen()
        found = self._found(screen, Action(verb, question, argument))
        assert found, f"no button for {verb} {question} {argument} in {screen.labels}"
        self.tapped = (found[0], screen.message_id)
        return await self.player.tap_data(found[0], screen.message_id, times=times)

    # What a person does

    async def _start(self, payload: str) -> None:
        await self.player.start(payload)

    async def _say(self, text: str) -> None:
        await self.player.say(text.encode("ascii", "backslashreplace").decode("unicode_escape"))

    async def _command(self, told: str) -> None:
        await self.player.say(f"/{told}")

    async def _send(self, kind: str) -> None:
        await self.player.send(kind)

    async def _tap(self, told: str, times: int = 1) -> None:
        verb, *rest = told.split()
        if verb in ("show", "language"):
            await self._press(verb, "", rest[0], times)
        else:
            await self._press(verb, *rest, times=times)

    async def _twice(self, told: str) -> None:
        await self._tap(told, times=2)

    async def _label(self, label: str) -> None:
        screen = await self.player.screen()
        assert label in screen.data, f"no button {label!r} in {screen.labels}"
        self.tapped = (screen.data[label], screen.message_id)
        await self.player.tap(label, message=screen.message_id)

    async def _stale(self, _: str) -> None:
        await self._tap_in_vain(*self.tapped)

    async def _forged(self, data: str) -> None:
        await self._tap_in_vain(data, (await self.player.screen()).message_id)

    async def _tap_in_vain(self, data: str, message: int) -> None:
        """The tap is answered and changes nothing; the screen may be there already."""
        before, toasts = await self.session(), len(await self.player.toasts())
        await self.player.stage.act("tap", person=self.player.person, data=data, message=message)
        for _ in range(500):
            if len(await self.player.toasts()) > toasts:
                break
            await asyncio.sleep(0.03)
        else:
            raise AssertionError("the tap is not answered")
        await self.player.rest()
        assert (await self.session()).interview == before.interview

    async def _restart(self, _: str) -> None:
        """The runner does it: whoever shares the bot gets another one as well."""

    # What a person sees, and what is kept

    async def _asks(self, name: str) -> None:
        scene = await self.scene()
        assert (scene.open.id if scene.open else RESULT) == name
        assert scene.session.view == "question"

    async def _sees(self, key: str) -> None:
        await self._holds_text(key, (await self.player.screen()).text)

    async def _reads(self, text: str) -> None:
        shown = (await self.player.screen()).text
        assert text in shown, shown

    async def _toast(self, key: str) -> None:
        await self._holds_text(key, (await self.player.toasts())[-1])

    async def _holds(self, told: str) -> None:
        name, _, value = told.partition(":")
        question = self.desk.questionnaire.questions[name]
        answers = (await self.session()).interview.answers
        assert answers.get(name) == question.read(_codes(question, value.strip()))

    async def _forgets(self, name: str) -> None:
        session = await self.records.session(self.player.person)
        assert session is None or name not in session.interview.answers

    async def _speaks(self, language: str) -> None:
        assert (await self.session()).language == language

    async def _holds_text(self, key: str, shown: str) -> None:
        session = await self.records.session(self.player.person)
        language = self.desk._printer.languages.get(session.language if session else "en")
        text = language.pgettext(key, english()[key]).replace("%%", "%")
        for part in _between_placeholders(unescape(visible(text))):
            assert part in shown, f"{part!r} is not in {shown!r}"


def _between_placeholders(text: str) -> list[str]:
    parts = []
    while "%(" in text:
        before, _, rest = text.partition("%(")
        parts.append(before)
        text = rest.partition(")s")[2]
    return [part.strip() for part in (*parts, text) if part.strip()]


def _codes(question: Question, told: str) -> Value:
    if question.kind is not Kind.multi:
        return told
    return tuple(part.strip() for part in told.split(","))
