"""All translations, compiled in memory at start and only read afterwards."""

import gettext
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from locales import po_file, registry
from locales.message import DOMAINS
from locales.po_file import Entry
from locales.problem import BadLocaleData
from locales.pseudo import Accented, Mirrored
from locales.registry import ACCENTED, HERE, MIRRORED, SOURCE, Locale, State


def po_path(root: Path, locale: str, domain: str) -> Path:
    """Return where the translations of a language and domain are kept."""
    return root / locale / "LC_MESSAGES" / f"{domain}.po"


def pot_path(root: Path, domain: str) -> Path:
    """Return where the template of a domain is kept."""
    return root / "templates" / f"{domain}.pot"


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The words of one language; English where a word is missing."""

    locale: Locale
    translations: gettext.NullTranslations
    translated: frozenset[str]

    def pgettext(self, context: str, message: str) -> str:
        """Return the translation of the English `message` with this key."""
        return self.translations.pgettext(context, message)

    def npgettext(self, context: str, singular: str, plural: str, n: int) -> str:
        """Return the form of a counted message that fits `n`."""
        return self.translations.npgettext(context, singular, plural, n)


class Catalogues:
    """The catalogue of every language that has one, and of the two pseudo-locales."""

    def __init__(
        self, catalogues: Mapping[str, Catalogue], keys: frozenset[str], root: Path = HERE
    ) -> None:
        """Take what `load` has read below `root`; `keys` are those of all templates."""
        self._catalogues = dict(catalogues)
        self._keys = keys
        self._root = root
        self._stamps = {code: _stamp(root, code) for code in self._catalogues}

    @classmethod
    def load(cls, root: Path = HERE) -> "Catalogues":
        """Read and compile every catalogue below `root`.

        Raises BadLocaleData for a file that does not parse or a released language without files.
        """
        locales = registry.load()
        entries = {code: _entries(root, code) for code in locales}
        made = {
            code: Catalogue(locale, Words(locale, entries[code]), _translated(entries[code]))
            for code, locale in locales.items()
            if entries[code] or code == SOURCE
        }
        for code, locale in locales.items():
            if locale.state is State.released and code not in made:
                raise BadLocaleData(f"{code}: released, but it has no PO file; run i18n sync")
        for catalogue in made.values():
            if catalogue.locale.dir != SOURCE:
                parent = next(code for code in _chain(catalogue.locale) if code in made)
                catalogue.translations.add_fallback(made[parent].translations)
        keys = frozenset(_template_keys(root))
        for code, locale in registry.pseudo_locales().items():
            made[code] = Catalogue(locale, _PSEUDO[code](), keys)
        return cls(made, keys, root)

    def refresh(self) -> tuple[str, ...]:
        """Read the files again that were saved since, and return whose: for development only.

        What is typed and which pages count as whole are known from the start on. Raises
        BadLocaleData for a file that does not parse; the words then stay as they were.
        """
        changed = []
        for code, catalogue in self._catalogues.items():
            stamp = _stamp(self._root, code)
            if stamp != self._stamps[code] and isinstance(catalogue.translations, Words):
                self._stamps[code] = stamp
                catalogue.translations.take(_entries(self._root, code))
                changed.append(code)
        return tuple(changed)

    @classmethod
    def source_only(cls) -> "Catalogues":
        """Return English alone, which needs no file, for when a translation can't be read."""
        english = registry.load()[SOURCE]
        catalogue = Catalogue(english, gettext.NullTranslations(), frozenset())
        return cls({SOURCE: catalogue}, frozenset())

    @property
    def codes(self) -> tuple[str, ...]:
        """Every language that can be shown, pseudo-locales last."""
        return tuple(self._catalogues)

    def get(self, code: str) -> Catalogue:
        """Return the catalogue of a language; KeyError when there is none."""
        return self._catalogues[code]

    def missing(self, locale: str, group: str) -> tuple[str, ...]:
        """Return the keys of a group (a domain or the beginning of keys) without a translation."""
        if locale == SOURCE:
            return ()
        wanted = (key for key in self._keys if key == group or key.startswith(f"{group}."))
        return tuple(sorted(set(wanted) - self._catalogues[locale].translated))

    def whole(self, locale: str, group: str, consented: Iterable[str] = ()) -> str:
        """Return the language in which a page of a group can be shown wholly.

        That is the language itself, else the next of its fallbacks that is complete. A fallback
        in a foreign language other than English counts only when it is in `consented`.
        """
        chain = (locale, *_chain(self._catalogues[locale].locale, consented))
        known = (code for code in chain if code in self._catalogues)
        return next((code for code in known if not self.missing(code, group)), SOURCE)


_PSEUDO = {ACCENTED: Accented, MIRRORED: Mirrored}


def _chain(locale: Locale, consented: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the fallbacks that need no consent or have it; English always ends it."""
    known = registry.load()
    free = {SOURCE, *consented}
    steps = [code for code in locale.fallback if code in free or known[code].base == locale.base]
    return tuple(dict.fromkeys([*steps, SOURCE]))


def _entries(root: Path, code: str) -> list[Entry]:
    paths = [po_path(root, code, domain) for domain in DOMAINS]
    found = [po_file.read_words(path) for path in paths if path.exists()]
    return [entry for po in found for entry in po.current.values()]


def _stamp(root: Path, code: str) -> tuple[tuple[int, int], ...]:
    paths = [po_path(root, code, domain) for domain in DOMAINS]
    told = [path.stat() for path in paths if path.exists()]
    return tuple((each.st_mtime_ns, each.st_size) for each in told)


def _translated(entries: Iterable[Entry]) -> frozenset[str]:
    return frozenset(entry.key for entry in entries if entry.translated)


class Words(gettext.NullTranslations):
    """The translated entries of one language; what is not in them comes from its fallback.

    The standard library would want them written as an MO file first, and read back.
    """

    def __init__(self, locale: Locale, entries: Iterable[Entry]) -> None:
        """Take entries; one that is fuzzy or lacks a plural form is left out whole."""
        super().__init__()
        self.take(entries)
        # The pinned rule, whatever header the file has.
        self._form = gettext.c2py(locale.plural_forms.partition("plural=")[2].rstrip("; "))

    def take(self, entries: Iterable[Entry]) -> None:
        """Speak by these entries from now on."""
        # The English is part of the key: a translation of older English is not shown.
        self._strings = {
            (entry.key, entry.text): entry.strings for entry in entries if entry.translated
        }

    def pgettext(self, context: str, message: str) -> str:
        """Return the translation of a message with a key."""
        found = self._strings.get((context, message))
        return found[0] if found else super().pgettext(context, message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        """Return the form of a counted message that fits `n`, by the rule of this language."""
        found, form = self._strings.get((context, msgid1), ()), self._form(n)
        if form < len(found):
            return found[form]
        return super().npgettext(context, msgid1, msgid2, n)


def _template_keys(root: Path) -> Iterable[str]:
    for domain in DOMAINS:
        path = pot_path(root, domain)
        if path.exists():
            yield from po_file.read_words(path).current
