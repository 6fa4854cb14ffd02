"""Our own stack, durable, with the small conversation in the place of the interview."""

from dataclasses import replace
from datetime import date

import uvloop

from benchmarks.talk import COUNT, OPTIONS, asked, thanks
from bot.app import run
from bot.settings import Settings
from flows.interview import Interview
from flows.session import Session
from flows.terms import Action, Button, Page
from flows.turn import Profile, Turn

NAMES = tuple(f"question_{number}" for number in range(COUNT))


class SmallDesk:
    """A desk in the shape of `flows.desk.Desk` that asks eight questions."""

    languages = ("en",)

    def begin(self, run: str, language: str, payload: str, today: date) -> Turn:
        """Ask the first question."""
        session = Session(run, 1, language or "en")
        return Turn(session, self.page(session, today), fresh=True)

    def press(self, session: Session, action: Action, today: date) -> Turn:
        """Keep the answer and ask the next question."""
        after = session
        if action.verb == "answer" and action.question == self._open(session):
            interview = session.interview.answered(action.question, action.argument)
            after = session.step(interview=interview)
        return Turn(after, self.page(after, today))

    def say(self, session: Session, text: str, today: date) -> Turn:
        """Ask again."""
        return Turn(session, self.page(session, today), fresh=True)

    def command(self, session: Session, name: str, argument: str, today: date) -> Turn:
        """Begin anew at /start."""
        after = session.step(interview=Interview()) if name == "start" else session
        return Turn(after, self.page(after, today), fresh=True)

    def notice(self, session: Session, name: str, today: date) -> Turn:
        """Ask again with a word above."""
        page = self.page(session, today)
        return Turn(session, replace(page, text=f"({name})\n\n{page.text}"), toast=name)

    def page(self, session: Session, today: date) -> Page:
        """Return the open question, or the thanks."""
        name = self._open(session)
        if not name:
            answers = {each: str(value) for each, value in session.interview.answers.items()}
            return Page("result", thanks(answers), (), session.language)
        rows = tuple(
            (Button(text, Action("answer", name, str(code))),) for code, text in enumerate(OPTIONS)
        )
        return Page("question", asked(NAMES.index(name)), rows, session.language)

    def group_notice(self, language: str) -> str:
        """Say that this is a private matter."""
        return "Only in private."

    def profile(self, language: str) -> Profile:
        """Return how the bot presents itself."""
        return Profile("Eight questions", "Short", "Long", (("start", "Begin"),))

    def _open(self, session: Session) -> str:
        return next((name for name in NAMES if name not in session.interview.answers), "")


if __name__ == "__main__":
    uvloop.run(run(Settings.read(), desk=SmallDesk()))
