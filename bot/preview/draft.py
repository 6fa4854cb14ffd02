"""The words of one language as its PO files stand now, read again whenever they are saved.

What people would not see is not seen here either: English stands in for a text that is missing,
fuzzy, older than its English, or broken so that it can't be shown.
"""

import gettext
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from locales.catalogues import po_path
from locales.marks import Marks
from locales.message import DOMAINS, Message
from locales.placeholders import samples
from locales.po_file import FUZZY, Entry, read
from locales.problem import BadLocaleData
from locales.registry import HERE, SOURCE, Locale
from locales.rendering import render

Stamp = tuple[tuple[str, int, int], ...]


class State(StrEnum):
    """Whether people see a translation, and if not, why."""

    done = "done"
    missing = "missing"
    fuzzy = "fuzzy"
    changed = "changed"
    broken = "broken"


@dataclass(frozen=True, slots=True)
class Reading:
    """What stood in the files at one moment; taken over whole, so that nobody sees half of it."""

    entries: Mapping[str, Entry] = field(default_factory=dict)
    states: Mapping[str, State] = field(default_factory=dict)


class Draft(gettext.NullTranslations):
    """What the bot asks for words; every text comes between the marks of its key."""

    def __init__(
        self, locale: Locale, messages: Mapping[str, Message], marks: Marks, root: Path = HERE
    ) -> None:
        """Take the language and the English of today; files are read when first needed."""
        super().__init__()
        self.locale = locale
        self.reading = Reading()
        self.trouble = ""
        self.times_read = 0
        self._messages = messages
        self._marks = marks
        self._paths = [po_path(root, locale.dir, domain) for domain in DOMAINS]
        self._stamp: Stamp | None = None
        rule = locale.plural_forms.partition("plural=")[2].rstrip("; ")
        self._form = gettext.c2py(rule)

    def refresh(self) -> None:
        """Read the files if they were saved since.

        A file that does not parse leaves the words as they were; `trouble` then says why.
        """
        stamp = tuple(
            (path.name, told.st_mtime_ns, told.st_size)
            for path in self._paths
            if path.exists()
            for told in [path.stat()]
        )
        if stamp == self._stamp:
            return
        self._stamp = stamp
        self.times_read += 1
        try:
            files = [read(path) for path in self._paths if path.exists()]
        except (BadLocaleData, OSError) as error:
            self.trouble = str(error)
            return
        entries = {key: entry for file in files for key, entry in file.current.items()}
        states = {key: self._judge(key, entries.get(key)) for key in self._messages}
        self.reading, self.trouble = Reading(entries, states), ""

    @property
    def entries(self) -> Mapping[str, Entry]:
        """Key -> entry as it is written."""
        return self.reading.entries

    def state(self, key: str) -> State:
        """Return whether people see a translation, and if not, why."""
        return self.reading.states.get(key, State.missing)

    def strings(self, key: str) -> tuple[str, ...]:
        """Return the forms of a translation that people see, or none."""
        reading = self.reading
        seen = reading.states.get(key) is State.done
        return reading.entries[key].strings if seen else ()

    def string(self, key: str) -> str:
        """Return the first form of a translation that people see, or ''."""
        return next(iter(self.strings(key)), "")

    def written(self, key: str) -> tuple[str, ...]:
        """Return every form as it stands in the file, whether people see it or not."""
        entry = self.entries.get(key)
        return entry.strings if entry else ()

    def form(self, n: int) -> int:
        """Return which form fits a number."""
        return int(self._form(n))

    def pgettext(self, context: str, message: str) -> str:
        """Return the text that people see, between its marks."""
        return self._marks.put(context, self.string(context) or message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        """Return the form that people see, between its marks."""
        strings = self.strings(context)
        english = msgid1 if n == 1 else msgid2
        return self._marks.put(context, strings[self.form(n)] if strings else english)

    def _judge(self, key: str, entry: Entry | None) -> State:
        message = self._messages[key]
        if self.locale.dir == SOURCE:
            return State.done if entry is not None and entry.translated else State.missing
        if entry is None or not all(entry.strings):
            return State.missing
        if entry.fuzzy:
            return State.fuzzy
        if entry.source != message.texts:
            return State.changed
        return State.done if _can_be_shown(entry, message) else State.broken


def signed(locale: Locale) -> str:
    """Return who reviewed a language; '' for one that needs no review."""
    if not locale.min_reviewed:
        return ""
    names = ", ".join(locale.reviewers)
    return f"Reviewed by {names}." if names else "A draft: no named person has reviewed it yet."


def unfuzzied(entry: Entry) -> Entry:
    """Return an entry as it will be when its mark is taken off."""
    return replace(entry, flags=entry.flags - {FUZZY})


def _can_be_shown(entry: Entry, message: Message) -> bool:
    known = samples()
    names = {name for text in message.texts for name in known if f"%({name})s" in text}
    values = {name: known[name] for name in {*names, *(("num",) if message.plural else ())}}
    try:
        for text in entry.strings:
            render(text, values)
    except (KeyError, ValueError, TypeError):
        return False
    return True
