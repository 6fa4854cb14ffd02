"""The words that stand beside the data, in one language: labels, titles, names of things."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from markupsafe import Markup

from flows.advice import Advice
from flows.changes import Change
from flows.costs import Cost
from flows.datafile import rows
from flows.deadlines import DateRule
from flows.factors import Factor
from flows.language import Language
from flows.papers import Paper
from flows.questionnaire import Questionnaire
from flows.questions import Kind, Option, Question, load_sections
from flows.readings import Reading, ReadingKind, Subject
from flows.referrals import Referral
from flows.rules import Rule
from flows.statuses import load_groups, load_statuses
from flows.terms import NONE, UNKNOWN, Value


@cache
def load_words(array: str) -> Mapping[str, str]:
    """Return id -> English of an array of `words.toml`: button, notice or name."""
    found = {}
    for row in rows("words.toml", array):
        row.only("id", "text")
        found[row.take("id", str)] = row.take("text", str)
    return found


class Wording:
    """Words of the data in one language. Missing ids are errors, never empty text."""

    def __init__(self, language: Language, questionnaire: Questionnaire) -> None:
        """Bind a language to the questions whose words it speaks."""
        self.language = language
        self._questions = questionnaire.questions

    def button(self, name: str, **values: object) -> str:
        """Return the label of a fixed button as plain text."""
        return self._plain("ui.button", "button", name, values)

    def notice(self, name: str, **values: object) -> Markup:
        """Return a notice as Telegram HTML, or '' when there is none of this name."""
        message = load_words("notice").get(name, "")
        if not message:
            return Markup("")
        return self.language.text(f"ui.notice.{name}", message, **values)

    def name(self, name: str, **values: object) -> str:
        """Return the name of a level, route, weight or certainty as plain text."""
        return self._plain("advice.name", "name", name, values)

    def question(self, question: Question, field: str) -> Markup:
        """Return one of a question's texts (title, help, what, why, where, find_out) or ''."""
        message = question.words.get(field)
        if not message:
            return Markup("")
        return self.language.text(f"flow.question.{question.id}.{field}", message)

    def option(self, option: Option) -> str:
        """Return an option's label as plain text."""
        return self.language.text(option.key, option.label).unescape()

    def note(self, option: Option) -> Markup:
        """Return the small print of an option, or ''."""
        return self.language.text(option.note_key, option.note) if option.note else Markup("")

    def group(self, group: str) -> str:
        """Return the title of a group of statuses."""
        title = next(each.title for each in load_groups() if each.id == group)
        return self.language.text(f"flow.status_group.{group}", title).unescape()

    def status(self, code: str) -> str:
        """Return a status in the person's language with its Japanese name in brackets."""
        status = load_statuses()[code]
        name = self.language.text(f"flow.status.{code}", status.name).unescape()
        japanese = status.japanese
        return name if not japanese or japanese in name else f"{name} ({japanese})"

    def status_about(self, code: str) -> Markup:
        """Return what a status is for, in a sentence, or ''."""
        return self._markup(f"flow.status_about.{code}", load_statuses()[code].about)

    def section(self, question: Question) -> str:
        """Return the title of the chapter that a question stands in."""
        title = load_sections()[question.section]
        return self.language.text(f"flow.section.{question.section}", title).unescape()

    def status_labels(self, code: str) -> list[str]:
        """Return the ways to write a status on a button, the fullest first."""
        status = load_statuses()[code]
        name = self.language.text(f"flow.status.{code}", status.name).unescape()
        return [self.status(code), *self._short(code), name, status.japanese]

    def status_words(self, code: str) -> list[str]:
        """Return the ways to type a status: its labels, and both parts of a short one."""
        parts = [part for short in self._short(code) for part in short.split("(", 1)]
        return [*self.status_labels(code), *parts]

    def _short(self, code: str) -> list[str]:
        short = load_statuses()[code].short
        return [self.language.text(f"flow.status_short.{code}", short).unescape()] if short else []

    def value(self, question: Question, value: Value) -> str:
        """Return a stored answer as the person would read it back."""
        if value in (UNKNOWN, (UNKNOWN,)):
            return self.button("unknown")
        if value == (NONE,):
            return self.button("none")
        if question.kind is Kind.date:
            return self.language.date_with_card(date.fromisoformat(str(value)))
        codes = value if isinstance(value, tuple) else (value,)
        labels = [self._code(question, code) for code in codes]
        return self.language.list(labels) if len(labels) > 1 else labels[0]

    def factor(self, factor: Factor) -> str:
        """Return the name of a point as plain text."""
        return self.language.text(f"advice.factor.{factor.id}", factor.name).unescape()

    def rule(self, rule: Rule) -> Markup:
        """Return what a rule says."""
        return self.language.text(f"advice.rule.{rule.id}", rule.text)

    def advice(self, advice: Advice) -> Markup:
        """Return what can be done."""
        return self.language.text(f"advice.advice.{advice.id}", advice.text)

    def change(self, change: Change) -> Markup:
        """Return a change that a person can make."""
        return self.language.text(f"advice.change.{change.id}", change.text)

    def cost(self, cost: Cost) -> Markup:
        """Return one price of leaving."""
        return self.language.text(f"advice.cost.{cost.id}", cost.text)

    def deadline(self, rule: DateRule) -> Markup:
        """Return what a day means."""
        return self.language.text(f"advice.date.{rule.id}", rule.text)

    def paper(self, paper: Paper, field: str) -> Markup:
        """Return the name of a paper or where to get it, or ''."""
        message = str(getattr(paper, field))
        return self._markup(f"advice.paper.{paper.id}.{field}", message)

    def referral(self, referral: Referral, field: str) -> Markup:
        """Return the name of a place, what it does or its hours, or ''."""
        message = str(getattr(referral, field))
        return self._markup(f"advice.referral.{referral.id}.{field}", message)

    def subject(self, subject: Subject) -> Markup:
        """Return which debts the readings are about."""
        return self.language.text(f"advice.reading_subject.{subject.id}", subject.name)

    def reading_kind(self, kind: ReadingKind) -> Markup:
        """Return how firm a reading is."""
        return self.language.text(f"advice.reading_kind.{kind.id}", kind.name)

    def reading(self, reading: Reading) -> Markup:
        """Return one statement about the announcement."""
        return self.language.text(f"advice.reading.{reading.id}", reading.text)

    def profile(self, name: str) -> str:
        """Return a text of the bot's profile as plain text."""
        return self._plain("profile", "profile", name, {})

    def _markup(self, key: str, message: str) -> Markup:
        return self.language.text(key, message) if message else Markup("")

    def _code(self, question: Question, code: str) -> str:
        if question.id in ("status", "target") and code in load_statuses():
            return self.status(code)
        return self.option(next(each for each in question.options if each.code == code))

    def _plain(self, key: str, array: str, name: str, values: Mapping[str, object]) -> str:
        message = load_words(array)[name]
        return self.language.text(f"{key}.{name}", message, **values).unescape()
