"""The real desk with words that can be traced: its pages are those that people get, and marked."""

import gettext
from datetime import date
from functools import cached_property
from pathlib import Path

from bot.preview.draft import Draft, State
from flows.desk import Desk
from flows.explain import Explainer
from flows.language import Languages
from flows.questionnaire import load_questionnaire
from flows.rules import load_rules
from locales import registry
from locales.catalogues import Catalogue, Catalogues, po_path
from locales.extract import extract
from locales.glossary import REFERENCE
from locales.marks import Marks
from locales.message import DOMAINS
from locales.pseudo import Accented, Mirrored
from locales.registry import ACCENTED, HERE, MIRRORED, SOURCE

_PSEUDO = {ACCENTED: Accented, MIRRORED: Mirrored}


class Stage:
    """One language in the making, beside English, Japanese and the invented languages."""

    def __init__(self, code: str, today: date, root: Path = HERE) -> None:
        """Load questions, rules and words; `code` is the language looked at."""
        self.code = code
        self.today = today
        self.messages = {each.key: each for each in extract().messages}
        self.marks = Marks(self.messages)
        self.drafts = {
            each.dir: Draft(each, self.messages, self.marks, root)
            for each in registry.load().values()
            if each.dir in (SOURCE, REFERENCE, code) or _has_files(root, each.dir)
        }
        self.desk = Desk(load_questionnaire(), load_rules(), self.languages)
        self.refresh()

    @cached_property
    def languages(self) -> Languages:
        """Every language with files, whole or not, and the invented ones."""
        made = {
            code: Catalogue(draft.locale, draft, frozenset()) for code, draft in self.drafts.items()
        }
        for code, locale in registry.pseudo_locales().items():
            made[code] = Catalogue(locale, _Marked(_PSEUDO[code](), self.marks), frozenset())
        # Without keys no page counts as incomplete, so all are shown in the language looked at.
        return Languages(Catalogues(made, frozenset()))

    @cached_property
    def explainer(self) -> Explainer:
        """The templates, for the page that stands outside the interview."""
        return Explainer(self.languages)

    def refresh(self) -> int:
        """Read what was saved of the language looked at and of Japanese.

        Return how often either was read, which tells whether anything was saved since.
        """
        drafts = [self.drafts[code] for code in {self.code, REFERENCE} & self.drafts.keys()]
        for draft in drafts:
            draft.refresh()
        return sum(draft.times_read for draft in drafts)

    def draft(self, code: str) -> Draft | None:
        """Return the words of a language as they stand now; None for an invented one."""
        draft = self.drafts.get(code)
        if draft is not None:
            draft.refresh()
        return draft

    def state(self, code: str, key: str) -> str:
        """Return whether people see a text in a language; English and invented ones always."""
        if code == SOURCE or code not in self.drafts:
            return State.done
        return self.drafts[code].state(key)


class _Marked(gettext.NullTranslations):
    """An invented language between marks."""

    def __init__(self, words: gettext.NullTranslations, marks: Marks) -> None:
        super().__init__()
        self._words = words
        self._marks = marks

    def pgettext(self, context: str, message: str) -> str:
        """Return the invented text between its marks."""
        return self._marks.put(context, self._words.pgettext(context, message))

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        """Return the invented form between its marks."""
        return self._marks.put(context, self._words.npgettext(context, msgid1, msgid2, n))


def _has_files(root: Path, code: str) -> bool:
    return any(po_path(root, code, domain).exists() for domain in DOMAINS)
