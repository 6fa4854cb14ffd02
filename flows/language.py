"""The only door to words and to Babel: texts, dates, numbers and lists of one language."""

import tomllib
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date as Day  # noqa: N812  # the method date stands in its way
from decimal import Decimal
from typing import Literal, TypedDict

from babel import Locale as Cldr
from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.numbers import format_decimal
from markupsafe import Markup, escape

from locales import glossary, registry
from locales.catalogues import Catalogue, Catalogues
from locales.eras import era_years
from locales.glossary import Term
from locales.registry import HERE, PSEUDO, State
from locales.rendering import isolate, isolate_placeholders, render

ListStyle = Literal["standard", "or"]
_MONTHS = range(1, 13)


class Language:
    """One language. Frozen after it is made, so one object serves every conversation at once."""

    def __init__(self, catalogue: Catalogue, words: dict[str, str]) -> None:
        """Bind a catalogue to the calendar and number rules of its language."""
        self.code = catalogue.locale.dir
        self.direction = catalogue.locale.direction
        self.endonym = catalogue.locale.endonym
        self.bcp47 = catalogue.locale.bcp47
        self._catalogue = catalogue
        self._words = words
        self._rtl = catalogue.locale.rtl
        self._cldr = Cldr.parse(catalogue.locale.cldr)
        self._date_style = catalogue.locale.date_style
        self._month_names = _month_names(self._cldr)

    def pgettext(self, context: str, message: str) -> str:
        """Return the translation as it stands, with its %(name)s and %%."""
        text = self._catalogue.pgettext(context, message)
        return isolate_placeholders(text) if self._rtl else text

    def npgettext(self, context: str, singular: str, plural: str, n: int) -> str:
        """Return the form that fits `n` as it stands."""
        text = self._catalogue.npgettext(context, singular, plural, n)
        return isolate_placeholders(text) if self._rtl else text

    def text(self, context: str, message: str, **values: object) -> Markup:
        """Return a translation with its values filled in and escaped; %% becomes %."""
        return render(self.pgettext(context, message), values)

    def plural(self, context: str, singular: str, plural: str, n: int, **values: object) -> Markup:
        """Return the form that fits `n`, with `num` filled in as a written number."""
        text = self.npgettext(context, singular, plural, n)
        return render(text, {"num": self.number(n), **values})

    def term(self, key: str) -> str:
        """Return a glossary term with its Japanese name in brackets."""
        term = glossary.term(key, self.code)
        local = self._catalogue.pgettext("", term.local) if self.code in PSEUDO else term.local
        return str(Term(local, self.isolate(term.japanese), term.reading))

    def date(self, day: Day) -> str:
        """Return a day in long form, such as 4 March 2027."""
        return format_date(day, self._date_style, locale=self._cldr)

    def date_with_card(self, day: Day) -> str:
        """Return a day with the order of the residence card: 4 March 2027 (2027-03-04).

        Where the long form is already year, month, day in figures, it stands alone.
        """
        written = self.date(day)
        figures = "".join(sign if sign.isdigit() else " " for sign in written).split()
        if figures == [str(day.year), str(day.month), str(day.day)]:
            return written
        return self._word("date_with_card", day=written, card=day.isoformat())

    def month(self, day: Day) -> str:
        """Return the month and year of a day, such as March 2027."""
        return format_skeleton("yMMMM", day, locale=self._cldr)

    def month_name(self, month: int) -> str:
        """Return the name of a month, 1 to 12, as it stands alone."""
        return self._month_names[month - 1]

    def year(self, year: int) -> str:
        """Return a western year with the Japanese era beside it, such as 2027 (令和9年)."""
        eras = "・".join(era_years(year))
        return self._word("year", year=str(year), era=eras) if eras else str(year)

    def number(self, number: int | Decimal) -> str:
        """Return a number with this language's separators, in ASCII digits everywhere."""
        return format_decimal(number, locale=self._cldr, numbering_system="latn")

    def yen(self, amount: int) -> str:
        """Return an amount of money with the word for yen; signs would be read as yuan."""
        return self._word("yen", amount=self.number(amount))

    def list(self, items: Iterable[str], style: ListStyle = "standard") -> str:
        """Return items as one enumeration; Markup when an item is."""
        texts = list(items)
        if any(isinstance(text, Markup) for text in texts):
            return Markup(format_list([escape(text) for text in texts], style, self._cldr))  # noqa: S704  # every item is escaped
        return format_list(texts, style, self._cldr)

    def isolate(self, text: str) -> str:
        """Return text safe to stand inside a right-to-left line; unchanged in other languages."""
        if not self._rtl:
            return text
        return Markup(isolate(text)) if isinstance(text, Markup) else isolate(text)  # noqa: S704  # it was markup before

    def _word(self, name: str, **values: str) -> str:
        return self.text(f"ui.word.{name}", self._words[name], **values).unescape()


class Languages:
    """Every language that can be shown, made once and then only read."""

    def __init__(self, catalogues: Catalogues) -> None:
        """Make a Language for each catalogue."""
        words = _load_words()
        self._catalogues = catalogues
        self._languages = {
            code: Language(catalogues.get(code), words) for code in catalogues.codes
        }

    @classmethod
    def load(cls) -> "Languages":
        """Read all catalogues from their files. Raises BadLocaleData for one that is broken."""
        return cls(Catalogues.load())

    @property
    def codes(self) -> tuple[str, ...]:
        """Every language that has words, pseudo-locales last."""
        return tuple(self._languages)

    @property
    def released(self) -> tuple[str, ...]:
        """The languages that people are offered."""
        locales = registry.load().values()
        return tuple(each.dir for each in locales if each.state is State.released)

    def get(self, code: str) -> Language:
        """Return a language by its dir; KeyError when it has no words."""
        return self._languages[code]

    def refresh(self) -> tuple[str, ...]:
        """Read the words again that were saved since; see Catalogues.refresh."""
        return self._catalogues.refresh()

    def match(self, telegram_code: str | None, among: Collection[str] = ()) -> str:
        """Return the offered language that a Telegram language code means."""
        return registry.match(telegram_code, among or self.released)

    def whole(self, code: str, group: str, consented: Iterable[str] = ()) -> str:
        """Return the language in which a page of this group of keys can be shown wholly."""
        return self._catalogues.whole(code, group, consented)


class JinjaCallables(TypedDict):
    """What `install_gettext_callables` takes."""

    gettext: Callable[[str], str]
    ngettext: Callable[[str, str, int], str]
    newstyle: bool
    pgettext: Callable[[str, str], str]
    npgettext: Callable[[str, str, str, int], str]


def jinja_callables(language: Language) -> JinjaCallables:
    """Return the functions that Jinja's i18n extension calls in templates of one language."""
    return {
        "gettext": _keyless,
        "ngettext": _keyless,
        "newstyle": True,
        "pgettext": language.pgettext,
        "npgettext": language.npgettext,
    }


def _keyless(message: str, *_: object) -> str:
    raise LookupError(f"{message!r} has no key; write pgettext or npgettext")


def _load_words() -> dict[str, str]:
    rows = tomllib.loads((HERE / "words.toml").read_text(encoding="utf-8"))["word"]
    return {row["id"]: row["text"] for row in rows}


def _month_names(cldr: Cldr) -> Sequence[str]:
    """Babel 2.18 mixes up stand-alone names between languages that lack their own.

    So they are taken only where the language's own month-and-year pattern asks for them, as the
    Slavic ones do, in which the other form is a genitive.
    """
    alone = "LLLL" in str(cldr.datetime_skeletons["yMMMM"])
    names = cldr.months["stand-alone" if alone else "format"]["wide"]
    return tuple(names[month] for month in _MONTHS)
