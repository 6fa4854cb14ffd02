"""A desk of three questions in the shape of the real one, so that these tests test delivery."""

from dataclasses import replace
from datetime import date

from flows.interview import Interview
from flows.session import Session
from flows.terms import Action, Button, Page
from flows.turn import Profile, Turn

QUESTIONS = ("status", "plan", "pension")
OPTIONS = ("student", "dependent")


class TinyDesk:
    """Three questions, a toggle that edits in place, an erase command, and a text that breaks."""

    languages = ("en", "ja", "zh_Hans")

    def refresh_words(self) -> tuple[str, ...]:
        return ()

    def begin(self, run: str, language: str, payload: str, today: date) -> Turn:
        session = Session(run, 0, language or "en", office=payload)
        return Turn(session, self.page(session, today), fresh=True)

    def press(self, session: Session, action: Action, today: date) -> Turn:
        if action.verb == "toggle":
            return self._turn(session.step(draft=(*session.draft, action.argument)), today)
        if action.verb != "answer" or action.question != self.open(session):
            return self._turn(session, today)
        answered = session.interview.answered(action.question, action.argument)
        after = session.step(interview=answered, draft=())
        return replace(
            self._turn(after, today), recap=f"{action.question}: <b>{action.argument}</b>"
        )

    def say(self, session: Session, text: str, today: date) -> Turn:
        if text == "break":
            raise ZeroDivisionError("the person typed break")
        if text in OPTIONS and self.open(session):
            return self.press(session, Action("answer", self.open(session), text), today)
        return self._turn(session.step(note="unclear"), today)

    def command(self, session: Session, name: str, argument: str, today: date) -> Turn:
        if name == "delete":
            blank = Session(session.run, session.version + 1, session.language, view="erased")
            return Turn(blank, Page("erased", "Everything is erased.", (), "en"), erase=True)
        if name == "restart":
            return self._turn(session.step(interview=Interview()), today)
        return self._turn(session.step(view=name), today)

    def notice(self, session: Session, name: str, today: date) -> Turn:
        page = self.page(session, today)
        return Turn(session, replace(page, text=f"{page.text}\n\n({name})"), toast=name)

    def page(self, session: Session, today: date) -> Page:
        name = self.open(session)
        if not name:
            told = ", ".join(f"{each}={value}" for each, value in session.interview.answers.items())
            return Page("result", f"Result: {told}", (), session.language)
        rows = (
            *tuple((Button(f"{name} {code}", Action("answer", name, code)),) for code in OPTIONS),
            (
                Button("tick", Action("toggle", name, "x")),
                Button("site", None, "https://example.org"),
            ),
        )
        ticks = "".join(session.draft)
        return Page(
            "question", f"What is your <b>{name}</b>? {ticks}".strip(), rows, session.language
        )

    def open(self, session: Session) -> str:
        return next((each for each in QUESTIONS if each not in session.interview.answers), "")

    def group_notice(self, language: str) -> str:
        return "Only in private."

    def profile(self, language: str) -> Profile:
        return Profile(f"Bot {language}", "Long", "Short", (("start", "Begin"), ("help", "Help")))

    def _turn(self, session: Session, today: date) -> Turn:
        return Turn(session, self.page(session, today))
