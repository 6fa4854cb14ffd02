"""Any order of taps, texts, commands and languages, stored and read back between every two acts."""

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from flows.desk import Desk, Turn
from flows.questionnaire import MOST_QUESTIONS
from flows.session import Session
from flows.terms import Action
from tests.flows.settled_facts import TODAY
from tests.flows.telegram_limits import problems

DESK = Desk.load()
QUESTIONS = DESK.questionnaire.questions
COMMANDS = (
    "start", "language", "answers", "back", "restart", "help", "privacy", "about", "settings", "no",
)  # fmt: skip
TEXTS = ("1", "2", "5", "yes", "2027-05-01", "I don't know", "None of these", "Compare all ways",
         "日本語", "engineer", "1, 2", "back", "\u202e\u200b", "blah", "x" * 500)  # fmt: skip
LANGUAGES = ("en", "ja", "qps", "qpr")


class Conversation(RuleBasedStateMachine):
    """Somebody who does anything at any time."""

    @initialize(
        language=st.sampled_from(LANGUAGES), payload=st.sampled_from(("", "p-compare", "?"))
    )
    def meet(self, language: str, payload: str) -> None:
        self.stored = ""
        self.pages: list[str] = []
        self._after(DESK.begin("Ab3dE", language, payload, TODAY))

    @rule(number=st.integers(0, 60))
    def tap_a_button_that_is_there(self, number: int) -> None:
        buttons = [each for row in self.page.rows for each in row if each.action]
        self._press(buttons[number % len(buttons)].action)

    @rule(number=st.integers(0, 20))
    def tap_an_answer_that_is_there(self, number: int) -> None:
        """Most people answer: this makes conversations reach the result."""
        giving = [
            each.action
            for row in self.page.rows
            for each in row
            if each.action and each.action.verb in ("answer", "part", "toggle", "confirm")
        ]
        if giving:
            self._press(giving[number % len(giving)])

    @rule(name=st.sampled_from(sorted(QUESTIONS)), number=st.integers(0, 40))
    def tap_an_old_or_foreign_button(self, name: str, number: int) -> None:
        codes = [*sorted(QUESTIONS[name].codes), "unknown", "none", "2027-01-01"]
        verb = ("answer", "toggle", "confirm", "part", "change")[number % 5]
        before = self.session
        turn = DESK.press(before, Action(verb, name, codes[number % len(codes)]), TODAY)
        open_now = DESK._scene(before, TODAY).open
        if verb != "change" and (open_now is None or open_now.id != name):
            assert turn.session.interview == before.interview
        self._after(turn)

    @rule(text=st.sampled_from(TEXTS) | st.text(max_size=12))
    def type_something(self, text: str) -> None:
        self._after(DESK.say(self.session, text, TODAY))

    @rule(name=st.sampled_from(COMMANDS), argument=st.sampled_from(("", "ja", "l-en_p-renew", "?")))
    def send_a_command(self, name: str, argument: str) -> None:
        self._after(DESK.command(self.session, name, argument, TODAY))

    @rule(language=st.sampled_from(LANGUAGES))
    def switch_the_language_in_place(self, language: str) -> None:
        answers = self.session.interview
        self._press(Action("language", "", language))
        assert self.session.interview == answers

    @rule()
    def change_an_answer(self) -> None:
        told = DESK._scene(self.session, TODAY).standing.facts.answers
        if told:
            self._press(Action("change", sorted(told)[0]))

    @precondition(lambda self: DESK._scene(self.session, TODAY).open is not None)
    @rule()
    def answer_and_take_it_back(self) -> None:
        self._press(Action("begin"))
        before = self.session
        question = DESK._scene(before, TODAY).open
        if question is None or before.editing or not question.unknown or before.draft:
            return
        self._press(Action("answer", question.id, "unknown"))
        assert question.id in self.session.interview.answers
        self._press(Action("back"))
        assert DESK._scene(self.session, TODAY).open == question
        assert question.id not in self.session.interview.answers

    @invariant()
    def the_page_fits_and_is_the_live_one(self) -> None:
        assert problems(self.page) == []

    @invariant()
    def no_answer_is_skipped_or_doubled(self) -> None:
        standing = DESK._scene(self.session, TODAY).standing
        assert len(set(standing.path)) == len(standing.path) <= MOST_QUESTIONS
        order = [DESK.questionnaire.order[name] for name in standing.path]
        assert order == sorted(order)
        interview = self.session.interview
        assert set(standing.path) <= set(interview.answers)
        assert not set(interview.answers) & set(interview.offered)

    @invariant()
    def the_same_answers_give_the_same_result(self) -> None:
        interview = self.session.interview
        turned = dict(reversed(interview.answers.items()))
        one = DESK._scene(self.session, TODAY).standing
        other = Session("x", 1, "en", type(interview)(turned))
        two = DESK._scene(other, TODAY).standing
        assert (one.place, one.path) == (two.place, two.path)

    @property
    def session(self) -> Session:
        return Session.from_json(self.stored)

    def _press(self, action: Action) -> None:
        self._after(DESK.press(self.session, action, TODAY))

    def _after(self, turn: Turn) -> None:
        if self.stored:
            assert turn.session.version in (self.session.version, self.session.version + 1)
            if turn.session.version == self.session.version:
                assert turn.session == self.session
            assert len(turn.toast) <= 200
        self.stored = turn.session.to_json()
        self.page = turn.page


Conversation.TestCase.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
TestConversation = Conversation.TestCase
