"""Makes the pages of a scene in the person's language; keeps what is costly to make twice."""

from collections.abc import Mapping
from datetime import date
from functools import lru_cache

from flows.explain import Explainer
from flows.interview import assume_unknown
from flows.language import Language, Languages
from flows.outlook import Outlook
from flows.pages.building import build, speaks_of_law
from flows.pages.frame import Frame
from flows.questionnaire import Questionnaire
from flows.questions import Question
from flows.rules import RuleBook
from flows.scene import Scene
from flows.terms import Page, Value
from flows.turn import Profile
from flows.wording import Wording
from locales import registry
from locales.registry import State

COMMANDS = (
    "start", "back", "answers", "language", "restart", "help", "privacy", "delete", "about",
)  # fmt: skip
_SHOWN = (State.released, State.beta)


class Printer:
    """Words and templates of every language, and the outlooks that pages rest on."""

    def __init__(self, questionnaire: Questionnaire, book: RuleBook, languages: Languages) -> None:
        """Take what the desk has loaded."""
        self._questionnaire = questionnaire
        self._book = book
        self.languages = languages
        self._explainer = Explainer(languages)
        self._words = {
            code: Wording(languages.get(code), questionnaire) for code in languages.codes
        }
        self._whole = {code: languages.whole(code, "advice") for code in languages.codes}
        self._look = lru_cache(maxsize=256)(self._make_outlook)
        self.offered = tuple(
            languages.get(each.dir)
            for each in registry.load().values()
            if each.state in _SHOWN and each.dir in languages.codes
        )

    def page(self, scene: Scene) -> Page:
        """Return the page that a scene shows."""
        return build(self.frame(scene))

    def frame(self, scene: Scene) -> Frame:
        """Return a scene with the words to show it in; advice is wholly in one language."""
        code = scene.session.language
        frame = Frame(
            scene, self._words[code], self._explainer, self.look, self.offered, self._language(code)
        )
        whole = self._whole[code]
        if whole == code or not speaks_of_law(frame):
            return frame
        return Frame(
            scene, self._words[whole], self._explainer, self.look, self.offered, frame.wanted
        )

    def look(self, scene: Scene) -> Outlook:
        """Return the outlook of the answers that stand."""
        return self.outlook(scene.standing.facts.answers, scene.today)

    def outlook(self, answers: Mapping[str, Value], as_of: date) -> Outlook:
        """Return the outlook of answers on a day; an absent one counts as unknown."""
        return self._look(tuple(sorted(answers.items())), as_of)

    def recap(self, language: str, question: Question, value: Value) -> str:
        """Return the line into which an answered question is frozen."""
        words = self._words[language]
        values = {"title": words.question(question, "title"), "value": words.value(question, value)}
        return self._explainer.render("recap", language, values)

    def notice(self, language: str, name: str) -> str:
        """Return a notice as plain text, or '' when there is none of this name."""
        return self._words[language].notice(name).striptags()

    def profile(self, language: str) -> Profile:
        """Return how the bot presents itself in a language."""
        words = self._words[language]
        return Profile(
            name=words.profile("name"),
            short_description=words.profile("short_description"),
            description=words.profile("description"),
            commands=tuple((each, words.profile(f"command.{each}")) for each in COMMANDS),
        )

    def _language(self, code: str) -> Language:
        return self.languages.get(code)

    def _make_outlook(self, told: tuple[tuple[str, Value], ...], as_of: date) -> Outlook:
        standing = assume_unknown(self._questionnaire, dict(told), as_of)
        return Outlook(self._questionnaire, self._book, standing)
