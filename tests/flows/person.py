"""Someone who talks with the desk: taps buttons by what they do, types, and never keeps a session
between two acts other than as the text in which it would be stored."""

from dataclasses import dataclass, field
from datetime import date

from flows.desk import Desk, Turn
from flows.questions import Kind
from flows.session import Session
from flows.terms import Action, Button, Page, Value
from tests.flows.settled_facts import TODAY

PLAIN: dict[str, Value] = {
    "situation": "in_japan",
    "status": "engineer_specialist",
    "plan": "renew",
    "expiry_date": "2027-05-01",
    "payment_problems": ("none",),
    "record_problems": ("none",),
}


@dataclass
class Person:
    desk: Desk
    language: str = "en"
    today: date = TODAY
    turns: list[Turn] = field(default_factory=list)

    def start(self, payload: str = "") -> Turn:
        turn = self._keep(self.desk.begin("Ab3dE", self.language, payload, self.today))
        return self.act(Action("language", "", self.language)) if not payload else turn

    @property
    def session(self) -> Session:
        return Session.from_json(self.turns[-1].session.to_json())

    @property
    def page(self) -> Page:
        return self.turns[-1].page

    @property
    def buttons(self) -> list[Button]:
        return [button for row in self.page.rows for button in row]

    def act(self, action: Action) -> Turn:
        return self._keep(self.desk.press(self.session, action, self.today))

    def tap(self, label: str) -> Turn:
        found = [each for each in self.buttons if each.label == label]
        assert len(found) == 1, (label, [each.label for each in self.buttons])
        assert found[0].action is not None
        return self.act(found[0].action)

    def show(self, view: str) -> Turn:
        return self.act(Action("show", "", view))

    def say(self, text: str) -> Turn:
        return self._keep(self.desk.say(self.session, text, self.today))

    def command(self, name: str, argument: str = "") -> Turn:
        return self._keep(self.desk.command(self.session, name, argument, self.today))

    @property
    def asked(self) -> str:
        """The id of the question on the page, or ''."""
        asking = ("answer", "toggle", "part", "confirm")
        found = {each.action.question for each in self.buttons if each.action}
        named = {each.action.verb for each in self.buttons if each.action} & set(asking)
        return max(found) if named else ""

    def answer(self, value: Value) -> Turn:
        scene = self.desk._scene(self.session, self.today)
        question = scene.open
        assert question is not None
        if question.kind is Kind.multi and value not in (("none",), ("unknown",)):
            for code in value:
                self.act(Action("toggle", question.id, code))
            return self.act(Action("confirm", question.id))
        if question.kind is Kind.multi:
            value = value[0]
        verb = "part" if question.kind is Kind.date and value != "unknown" else "answer"
        return self.act(Action(verb, question.id, str(value)))

    def finish(self, **answers: Value) -> list[str]:
        """Answer until the result, with the plain answer where none is given; the way taken."""
        told = {**PLAIN, **answers}
        way = []
        while (question := self.desk._scene(self.session, self.today).open) is not None:
            way.append(question.id)
            assert len(way) <= 30, way
            plain: Value = question.plain or ("none",)
            if question.kind is Kind.date:
                plain = self.today.isoformat()
            elif question.kind is Kind.multi and not question.none:
                plain = (question.options[0].code,)
            self.answer(told.get(question.id, plain))
        return way

    def _keep(self, turn: Turn) -> Turn:
        self.turns.append(turn)
        return turn
