"""The only door of this package: acts go in, pages and assessments come out."""

from collections.abc import Mapping
from datetime import date

from flows.interview import assume_unknown
from flows.language import Language, Languages
from flows.outlook import Outlook
from flows.questionnaire import Questionnaire, load_questionnaire
from flows.report import report
from flows.rules import RuleBook, load_rules
from flows.terms import BadAnswer, Value


class Desk:
    """Questions, rules and words, loaded once. Holds nothing about any person."""

    def __init__(self, questionnaire: Questionnaire, book: RuleBook, languages: Languages) -> None:
        """Take what `load` has read."""
        self.questionnaire = questionnaire
        self.book = book
        self._languages = languages

    @classmethod
    def load(cls) -> "Desk":
        """Return a desk built from the data of this package. Raises BadData for a broken row."""
        return cls(load_questionnaire(), load_rules(), Languages.load())

    def assess(
        self, answers: Mapping[str, object], as_of: date, language: str = "en"
    ) -> dict[str, object]:
        """Return the assessment of answers given all at once; an absent one counts as unknown.

        Raises BadAnswer, one line, for an id, code, date or language that is not known.
        """
        told = self._language(language)
        read = self._read(answers)
        standing = assume_unknown(self.questionnaire, read, as_of)
        return report(Outlook(self.questionnaire, self.book, standing), told)

    def _language(self, code: str) -> Language:
        if code not in self._languages.codes:
            allowed = ", ".join(self._languages.codes)
            raise BadAnswer(f"language: found {code!r}; allowed: {allowed}")
        return self._languages.get(code)

    def _read(self, answers: Mapping[str, object]) -> dict[str, Value]:
        read = {}
        for name, value in answers.items():
            if name not in self.questionnaire.questions:
                allowed = ", ".join(self.questionnaire.questions)
                raise BadAnswer(f"answers: found question {name!r}; allowed: {allowed}")
            read[name] = self.questionnaire.questions[name].read(value)
        return read
