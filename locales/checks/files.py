"""A PO file as a whole: its head, what is left in it, and whether it says one thing in one way."""

from collections import defaultdict
from collections.abc import Iterator

from locales.po_file import Entry, PoFile
from locales.problem import Problem
from locales.registry import Locale
from locales.reviews import Reviewed, review_of, state

_SAME = 3
"""Texts of fewer words, such as Yes, depend on the question they answer."""


def header(locale: Locale, name: str, po: PoFile) -> Iterator[Problem]:
    """Yield what the header has wrong; i18n sync writes it anew."""
    if po.language != locale.dir:
        yield Problem(name, "", f"The header names language {po.language!r}.", "Run i18n sync.")
    if po.plural_forms.rstrip(";") != locale.plural_forms.rstrip(";"):
        yield Problem(
            name,
            "",
            f"The plural rule is not the agreed one ({locale.plural_forms}).",
            "Run i18n sync, then look at the texts with several forms.",
        )
    if po.charset != "UTF-8":
        yield Problem(
            name, "", f"The file is marked {po.charset or 'without charset'}.", "Save it as UTF-8."
        )


def left_over(locale: Locale, name: str, po: PoFile) -> Iterator[Problem]:
    """Yield whether texts stand at the end that nobody sees any more."""
    count = sum(1 for entry in po.entries if entry.obsolete)
    if count:
        what = f"{count} old {'text is' if count == 1 else 'texts are'} kept at the end (#~)."
        yield Problem(name, "", what, "Delete them when nothing in them is of use.", False)


def reviews(locale: Locale, name: str, po: PoFile) -> Iterator[Problem]:
    """Yield each signature that counts no more."""
    for entry in po.current.values():
        found, review = state(entry, locale), review_of(entry)
        if review is None:
            continue
        if found is Reviewed.stale:
            what = f"It was changed since {review.name} reviewed it on {review.day}."
            yield Problem(name, entry.key, what, "Ask for another look.", False)
        elif found is Reviewed.unknown_reviewer:
            what = f"{review.name} is not among the reviewers of this language."
            yield Problem(name, entry.key, what, "Write the name in registry.toml, or remove it.")


def consistency(entries: dict[str, list[Entry]]) -> Iterator[Problem]:
    """Yield each text whose English stands elsewhere too, in other words; files by name."""
    told: dict[str, list[tuple[str, Entry]]] = defaultdict(list)
    for name, found in entries.items():
        for entry in found:
            if entry.translated and not entry.plural and len(entry.text.split()) >= _SAME:
                told[entry.text].append((name, entry))
    for same in told.values():
        (_, first), *others = same
        for name, entry in others:
            if entry.strings != first.strings:
                yield Problem(
                    name,
                    entry.key,
                    f"The same English has other words at {first.key}: “{first.strings[0][:60]}”.",
                    "Use the same words, if both mean the same.",
                    False,
                )
