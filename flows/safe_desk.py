"""A desk for when the data can't be used: it talks, says that it gives no results, and refers.

It uses no question, rule or word of the data files: one template, and whatever languages load.
"""

from dataclasses import replace
from datetime import date

from flows.explain import Explainer
from flows.language import Languages
from flows.session import Session
from flows.terms import Action, Button, Page
from flows.turn import Profile, Turn
from locales import registry
from locales.catalogues import Catalogues
from locales.problem import BadLocaleData
from locales.registry import SOURCE, State

_LANGUAGES_A_ROW = 2


class SafeDesk:
    """Every act shows the same page. Sessions stay as they are, so nothing is lost."""

    def __init__(self, why: str) -> None:
        """Keep the reason for logs; it is never shown to a person."""
        self.why = why
        self._languages = _load_languages()
        self._explainer = Explainer(self._languages)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages that people are offered."""
        shown = (State.released, State.beta)
        known = registry.load().values()
        return tuple(
            each.dir for each in known if each.state in shown and each.dir in self._languages.codes
        )

    def refresh_words(self) -> tuple[str, ...]:
        """Read the translations again that were saved since the start, and return whose."""
        return self._languages.refresh()

    def begin(self, run: str, telegram_language: str | None, payload: str, today: date) -> Turn:
        """Return the page for somebody unknown."""
        language = self._languages.match(telegram_language, self.languages)
        return self._turn(Session(run, 1, language, view="welcome"), today)

    def press(self, session: Session, action: Action, today: date) -> Turn:
        """Return the same page; only the language can change."""
        if action.verb == "language" and action.argument in self._languages.codes:
            session = session.step(language=action.argument)
        return replace(self._turn(session, today), fresh=False)

    def say(self, session: Session, text: str, today: date) -> Turn:
        """Return the same page."""
        return self._turn(session, today)

    def command(self, session: Session, name: str, argument: str, today: date) -> Turn:
        """Return the same page; erasing works."""
        return replace(self._turn(session, today), erase=name == "delete")

    def notice(self, session: Session, name: str, today: date) -> Turn:
        """Return the same page."""
        return self._turn(session, today)

    def page(self, session: Session, today: date) -> Page:
        """Return the page that says so and refers."""
        code = session.language if session.language in self._languages.codes else SOURCE
        text = self._explainer.render("safe", code, {})
        return Page("safe", text, self._rows(), code)

    def group_notice(self, telegram_language: str | None) -> str:
        """Return the page as the notice of a group."""
        language = self._languages.match(telegram_language, self.languages)
        return self._explainer.render("safe", language, {})

    def profile(self, language: str) -> Profile | None:
        """Return None: the profile that is set stays as it is."""
        return None

    def _rows(self) -> tuple[tuple[Button, ...], ...]:
        buttons = [
            Button(self._languages.get(code).endonym, Action("language", "", code))
            for code in self.languages
        ]
        width = _LANGUAGES_A_ROW
        return tuple(tuple(buttons[at : at + width]) for at in range(0, len(buttons), width))

    def _turn(self, session: Session, today: date) -> Turn:
        return Turn(session, self.page(session, today), fresh=True)


def _load_languages() -> Languages:
    """Return every language, or English alone when a translation is what is broken."""
    try:
        return Languages.load()
    except (BadLocaleData, OSError):
        return Languages(Catalogues.source_only())
