"""Every way to say an answer or a button, in all languages, made comparable once."""

from collections.abc import Mapping
from functools import cached_property

from flows.language import Languages
from flows.questionnaire import Questionnaire
from flows.questions import Kind, Question
from flows.statuses import load_statuses
from flows.terms import NONE, UNKNOWN
from flows.typed_text import plain
from flows.wording import Wording

Pairs = tuple[tuple[str, str], ...]


class Lexicon:
    """Labels of options and fixed buttons by meaning; routing goes by the code they stand for."""

    def __init__(self, languages: Languages, questionnaire: Questionnaire) -> None:
        """Bind the languages; labels of a question are gathered when it is first typed at."""
        self._words = [Wording(languages.get(code), questionnaire) for code in languages.codes]
        self._languages = languages
        self._labels: dict[str, Pairs] = {}

    def labels(self, question: Question) -> Pairs:
        """Return (code, comparable label) of every answer in every language."""
        if question.id not in self._labels:
            found = [pair for words in self._words for pair in self._answers(words, question)]
            told = {(code, plain(label)) for code, label in found}
            self._labels[question.id] = tuple(sorted(pair for pair in told if pair[1]))
        return self._labels[question.id]

    def buttons(self, *names: str) -> Pairs:
        """Return (name, comparable label) of fixed buttons in every language."""
        told = {(name, plain(words.button(name))) for words in self._words for name in names}
        return tuple(sorted(told))

    @cached_property
    def month_names(self) -> Mapping[str, int]:
        """Lower-case names of months in any language -> 1 to 12."""
        return {
            self._languages.get(code).month_name(month).lower(): month
            for code in self._languages.codes
            for month in range(1, 13)
        }

    @cached_property
    def languages(self) -> Mapping[str, str]:
        """Comparable name or code of a language -> its code."""
        found: dict[str, str] = {}
        for code in self._languages.codes:
            language = self._languages.get(code)
            for name in (code, language.bcp47, language.endonym):
                # A pseudo-locale shares its tag with English, which comes first.
                found.setdefault(plain(name), code)
        return found

    def name(self, code: str) -> str:
        """Return the comparable own name of a language."""
        return plain(self._languages.get(code).endonym)

    def _answers(self, words: Wording, question: Question) -> list[tuple[str, str]]:
        pairs = [(option.code, words.option(option)) for option in question.options]
        if question.id in ("status", "target"):
            codes = {option.code for option in question.options}
            pairs += [
                (code, label)
                for code in codes & set(load_statuses())
                for label in words.status_words(code)
            ]
        if question.unknown:
            pairs.append((UNKNOWN, words.button("unknown")))
        if question.none and question.kind is Kind.multi:
            pairs.append((NONE, words.button("none")))
        return pairs
