"""Screens on which nothing moves: notices, what stands around the chat, a text by itself."""

from collections.abc import Callable, Iterator
from html import escape

from bot.preview.screens import AROUND, NOTICES, RARE, Screen
from bot.preview.shown import Easel, Shown
from bot.preview.stage import Stage
from flows.questionnaire import Questionnaire
from flows.wording import Wording, load_words
from locales.budgets import budget_for
from locales.message import Message
from locales.placeholders import samples
from locales.rendering import render

_BUTTON = budget_for("ui.button.")
_ALONE = "alone."


class Stills:
    """Draws the stills of a stage."""

    def __init__(self, stage: Stage, easel: Easel) -> None:
        """Take where the words come from, and who draws."""
        self._stage = stage
        self._easel = easel
        self._around: dict[str, tuple[str, Callable[[str], Shown]]] = {
            "around.profile": ("The bot's name, descriptions and menu", self._profile),
            "around.recap": ("An answered question, frozen", self._recap),
            "around.safe": ("When the rules can't be used", self._safe),
        }

    def screens(self) -> Iterator[Screen]:
        """Yield what there is, but for texts by themselves."""
        for name in load_words("notice"):
            yield Screen(f"notice.{name}", NOTICES, name.replace("_", " "))
        for name, (title, _) in self._around.items():
            yield Screen(name, AROUND, title)

    def alone(self, key: str) -> Screen:
        """Return the screen that shows one text by itself."""
        return Screen(f"{_ALONE}{key}", RARE, key)

    def draw(self, screen: str, language: str) -> Shown:
        """Return a still by its id. KeyError when there is none."""
        if screen.startswith(_ALONE):
            return self._alone(self._stage.messages[screen.removeprefix(_ALONE)], language)
        if screen.startswith("notice."):
            text = self._words(language).notice(screen.removeprefix("notice."))
            return self._easel.texts(language, [text])
        return self._around[screen][1](language)

    def tried(self, message: Message, language: str, number: int) -> str:
        """Return a text as Telegram's HTML, with samples and this number for what it counts."""
        words = self._stage.languages.get(language)
        values: dict[str, object] = dict(samples())
        if message.plural:
            values["num"] = words.number(number)
            text = words.npgettext(message.key, message.text, message.plural, number)
        else:
            text = words.pgettext(message.key, message.text)
        return str(render(text, values))

    def _alone(self, message: Message, language: str) -> Shown:
        text = self.tried(message, language, 5)
        if budget_for(message.key) == _BUTTON:
            return self._easel.labels(language, [text])
        return self._easel.texts(language, [text])

    def _profile(self, language: str) -> Shown:
        profile = self._stage.desk.profile(language)
        assert profile is not None  # noqa: S101  # only a safe desk has none
        menu = "\n".join(f"/{name} – {escape(words)}" for name, words in profile.commands)
        texts = (profile.name, profile.short_description, profile.description)
        return self._easel.texts(language, [*map(escape, texts), menu])

    def _recap(self, language: str) -> Shown:
        words = self._words(language)
        question = next(iter(self._questionnaire.questions.values()))
        values = {
            "title": words.question(question, "title"),
            "value": words.option(question.options[0]),
        }
        return self._easel.texts(
            language, [self._stage.explainer.render("recap", language, values)]
        )

    def _safe(self, language: str) -> Shown:
        return self._easel.texts(language, [self._stage.explainer.render("safe", language, {})])

    def _words(self, language: str) -> Wording:
        return Wording(self._stage.languages.get(language), self._questionnaire)

    @property
    def _questionnaire(self) -> Questionnaire:
        return self._stage.desk.questionnaire
