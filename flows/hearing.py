"""What typed text does: it becomes an action that a button could have been, or a read-back."""

import re
import unicodedata
from dataclasses import dataclass

from flows.lexicon import Lexicon
from flows.questions import Kind, Question
from flows.scene import Scene
from flows.session import Session
from flows.terms import NONE, UNKNOWN, Action, BadAnswer, Page
from flows.typed_dates import read_date
from flows.typed_text import match_label, number_of, plain

MOST_LENGTH = 400
_LIST_SIGNS = re.compile(r"[,;、，；・/\n]+")
_CHOOSING = ("answer", "toggle")


@dataclass(frozen=True, slots=True)
class Heard:
    """What a text came to: an action to perform, a session to go on with, or a notice to show."""

    action: Action | None = None
    session: Session | None = None
    notice: str = ""


class Hearing:
    """Understands typed text in any language we have."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Take the ways to say things."""
        self._lexicon = lexicon

    def hear(self, now: Scene, page: Page, text: str) -> Heard:
        """Return what a text means while `page` is open."""
        if len(text) > MOST_LENGTH:
            return Heard(notice="too_long")
        question = now.open
        if now.session.view == "confirm" and question is not None:
            answer = match_label(plain(text), self._lexicon.buttons("yes", "no"))
            if answer is not None:
                return Heard(Action("accept" if answer.code == "yes" else "decline"))
        heard = self._by_number(page, plain(text))
        if heard is None and question is not None:
            heard = self._answer(now, question, text)
        heard = heard or self._by_label(page, plain(text)) or self._by_language(plain(text))
        return heard or Heard(notice=_unclear(question))

    def _by_language(self, wanted: str) -> Heard | None:
        """A language's own name switches to it from anywhere; short codes are words elsewhere."""
        code = self._lexicon.languages.get(wanted, "")
        named = bool(code) and wanted == self._lexicon.name(code)
        return Heard(Action("language", "", code)) if named else None

    def language(self, text: str) -> str:
        """Return the code of the language that a text names, or ''."""
        return self._lexicon.languages.get(plain(text), "")

    def _answer(self, now: Scene, question: Question, text: str) -> Heard | None:
        if question.kind is Kind.date:
            return self._date(now, question, text)
        if question.kind is Kind.multi:
            several = self._several(now, question, text)
            if several is not None:
                return several
        found = match_label(plain(text), self._lexicon.labels(question))
        if found is None:
            return None
        if question.kind is Kind.multi and found.code not in (NONE, UNKNOWN):
            if not found.exact:
                return _read_back(now, found.code)
            ticked = found.code in now.session.draft
            return None if ticked else Heard(Action("toggle", question.id, found.code))
        if found.exact:
            return Heard(Action("answer", question.id, found.code))
        return _read_back(now, found.code)

    def _date(self, now: Scene, question: Question, text: str) -> Heard | None:
        labels = [pair for pair in self._lexicon.labels(question) if pair[0] == UNKNOWN]
        found = match_label(plain(text), labels)
        if found is not None and found.exact:
            return Heard(Action("answer", question.id, found.code))
        day = read_date(_clean(text), self._lexicon.month_names)
        return None if day is None else _read_back(now, day.isoformat())

    def _several(self, now: Scene, question: Question, text: str) -> Heard | None:
        """Understand a list such as `1, 3` or labels with commas; all parts must be certain."""
        parts = [part for part in _LIST_SIGNS.split(text) if plain(part)]
        if len(parts) < 2:
            return None
        codes = []
        for part in parts:
            number = number_of(plain(part))
            if number is not None and number <= len(question.options):
                codes.append(question.options[number - 1].code)
                continue
            found = match_label(plain(part), self._lexicon.labels(question))
            if found is None or not found.exact or found.code in (NONE, UNKNOWN):
                return None
            codes.append(found.code)
        try:
            value = question.read(codes)
        except BadAnswer:
            return None
        return Heard(session=now.session.step(view="question", draft=tuple(value)))

    def _by_number(self, page: Page, wanted: str) -> Heard | None:
        """A number is the place of an answer on the open page, counted from the top."""
        number = number_of(wanted)
        if number is None:
            return None
        actions = [button.action for row in page.rows for button in row if button.action]
        choices = [each for each in actions if _is_choice(each)]
        return Heard(choices[number - 1]) if number <= len(choices) else None

    def _by_label(self, page: Page, wanted: str) -> Heard | None:
        labels = [(button, plain(button.label)) for row in page.rows for button in row]
        found = [button.action for button, label in labels if label == wanted and button.action]
        return Heard(found[0]) if len(found) == 1 and wanted else None


def _is_choice(action: Action) -> bool:
    if action.verb in _CHOOSING:
        return action.argument not in (UNKNOWN, NONE)
    return action.verb == "show" and action.argument.startswith("group.")


def _read_back(now: Scene, guess: str) -> Heard:
    return Heard(session=now.session.step(view="confirm", guess=guess))


def _unclear(question: Question | None) -> str:
    if question is None:
        return "unclear_result"
    return "unclear_date" if question.kind is Kind.date else "unclear"


def _clean(text: str) -> str:
    """Return a text without signs that can't be seen."""
    return "".join(char for char in text if unicodedata.category(char) not in ("Cf", "Cc", "Cs"))
