"""One screen as the preview draws it: bubbles, rows of buttons, and the texts in them."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from bot.preview.picture import label_picture, refusal_of, text_picture
from bot.preview.stage import Stage
from bot.screens import units, visible
from flows.session import Session
from flows.terms import Button, Page
from locales.marks import unmarked


@dataclass(frozen=True, slots=True)
class Key:
    """A button: its label as HTML, and what it does."""

    html: str
    verb: str = ""
    question: str = ""
    argument: str = ""
    url: str = ""


@dataclass(slots=True)
class Shown:
    """A screen in one language. `refused` is what Telegram would say of a text it can't show."""

    language: str
    bcp47: str
    direction: str
    bubbles: list[str] = field(default_factory=list)
    rows: list[list[Key]] = field(default_factory=list)
    keys: list[str] = field(default_factory=list)
    size: int = 0
    refused: str = ""


class Easel:
    """Draws pages of a stage."""

    def __init__(self, stage: Stage) -> None:
        """Take the stage whose marks are read."""
        self._stage = stage

    def page(self, page: Page) -> Shown:
        """Return a page of the desk."""
        shown = self.texts(page.language, [page.text])
        shown.rows = [[self._key(shown, button) for button in row] for row in page.rows]
        return shown

    def session(self, session: Session, language: str) -> Shown:
        """Return the live page of a session, in another language than its own."""
        page = self._stage.desk.page(replace(session, language=language), self._stage.today)
        return self.page(page)

    def texts(self, language: str, texts: Iterable[str]) -> Shown:
        """Return texts alone, each in a bubble of its own."""
        known = self._stage.languages.get(language)
        shown = Shown(language, known.bcp47, known.direction)
        for text in texts:
            picture = text_picture(text, self._stage.marks, self._state(language))
            shown.bubbles.append(picture.html)
            shown.keys += picture.keys
            shown.size = max(shown.size, units(visible(unmarked(text))))
            shown.refused = shown.refused or refusal_of(text)
        return shown

    def labels(self, language: str, labels: Iterable[str]) -> Shown:
        """Return labels alone, each on a button that does nothing."""
        shown = self.texts(language, [])
        shown.rows = [[self._key(shown, Button(label, None))] for label in labels]
        return shown

    def line(self, language: str, text: str) -> str:
        """Return one text as HTML, such as the line into which an answer is frozen."""
        return text_picture(text, self._stage.marks, self._state(language)).html

    def _key(self, shown: Shown, button: Button) -> Key:
        picture = label_picture(button.label, self._stage.marks, self._state(shown.language))
        shown.keys += picture.keys
        action = button.action
        if action is None:
            return Key(picture.html, url=button.url)
        return Key(picture.html, action.verb, action.question, action.argument)

    def _state(self, language: str) -> "StateIn":
        return StateIn(self._stage, language)


@dataclass(frozen=True, slots=True)
class StateIn:
    """Key -> state, in one language."""

    stage: Stage
    language: str

    def __call__(self, key: str) -> str:
        """Return the state of a text."""
        return self.stage.state(self.language, key)
