"""Letters: the script of the language, no invisible signs, no look-alikes, no Zawgyi."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from locales.checks.case import Case, bare
from locales.problem import Problem

_FORBIDDEN = {
    "\u200b": "zero-width space",
    "\ufeff": "byte order mark",
    "\u00ad": "soft hyphen",
    **{chr(code): "direction control" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))},
}
SCRIPTS = {
    "Latn": ("LATIN",),
    "Cyrl": ("CYRILLIC",),
    "Deva": ("DEVANAGARI",),
    "Mymr": ("MYANMAR",),
    "Thai": ("THAI",),
    "Khmr": ("KHMER",),
    "Sinh": ("SINHALA",),
    "Beng": ("BENGALI",),
    "Arab": ("ARABIC",),
    "Jpan": ("CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA"),
    "Hans": ("CJK",),
    "Hant": ("CJK",),
    "Kore": ("HANGUL", "CJK"),
}
_JAPANESE = SCRIPTS["Jpan"]
_FREE = ("FULLWIDTH", "HALFWIDTH", "MODIFIER", "FEMININE", "MASCULINE", "IDEOGRAPHIC", "MICRO")
_ALIKE = frozenset(["LATIN", "CYRILLIC", "GREEK"])
_WORD = re.compile(r"[^\W\d_]+")
# Signs of Zawgyi: the vowel e before its consonant, and its private stacked forms.
_ZAWGYI = re.compile(
    "(?:^|[^\u1000-\u109f])\u1031|[\u1033\u1034\u1060-\u1097]|\u1039(?![\u1000-\u1021])"
)
_UZBEK = re.compile(r"[oOgG]['‘’`´]")


def forbidden(case: Case) -> Iterator[Problem]:
    """No invisible or control characters, and the composed form of every letter."""
    for _, text in case.pairs:
        found = {name for sign, name in _FORBIDDEN.items() if sign in text}
        found |= {
            "control character"
            for sign in text
            if unicodedata.category(sign) == "Cc" and sign != "\n"
        }
        for name in sorted(found):
            yield case.problem(
                f"There is an invisible {name}.", "Delete it; the program adds what is needed."
            )
        if unicodedata.normalize("NFC", text) != text:
            yield case.problem(
                "A letter is written in two parts.", "Type the letter anew, or run i18n sync."
            )


def scripts(case: Case) -> Iterator[Problem]:
    """Each letter belongs to the language, to Japanese, or to a Latin word of the English."""
    allowed = {name for script in case.locale.expected_scripts for name in SCRIPTS[script]}
    for english, text in case.pairs:
        latin = set(_WORD.findall(unicodedata.normalize("NFKC", bare(english))))
        for word in _WORD.findall(bare(text)):
            strange = {script_of(sign) for sign in word} - allowed - set(_JAPANESE) - {""}
            if strange and not (
                strange == {"LATIN"}
                and (word in latin or word.isupper() or (word.islower() and len(word) < 3))
            ):
                yield case.problem(
                    f"“{word}” is not in the script of this language.",
                    "Translate it, or type it anew.",
                )


def lookalikes(case: Case) -> Iterator[Problem]:
    """No word mixes scripts; Burmese is Unicode; Uzbek has its own apostrophe."""
    for _, text in case.pairs:
        for word in _WORD.findall(bare(text)):
            kinds = {script_of(sign) for sign in word} - {""}
            if len(alike := kinds & _ALIKE) > 1:
                both = " and ".join(name.capitalize() for name in sorted(alike, reverse=True))
                yield case.problem(
                    f"“{word}” mixes {both} letters that look alike.",
                    "Type the word anew.",
                )
        if case.locale.dir == "my" and _ZAWGYI.search(text):
            yield case.problem("This is written in Zawgyi.", "Convert it to Unicode Burmese.")
        if case.locale.dir == "uz" and _UZBEK.search(bare(text)):
            yield case.problem("The apostrophe of oʻ and gʻ is another sign.", "Use ʻ (U+02BB).")


def arabic(case: Case) -> Iterator[Problem]:
    """Urdu and Persian have letters of their own where a keyboard for Arabic offers others."""
    if case.locale.base not in ("ur", "fa"):
        return
    for _, text in case.pairs:
        for sign, own in (("ي", "ی"), ("ك", "ک")):
            if sign in text:
                yield case.problem(f"“{sign}” is the letter of Arabic.", f"Type {own}.")


@cache
def script_of(sign: str) -> str:
    """Return the script of a letter by its Unicode name, '' for marks and letters of all."""
    word = unicodedata.name(sign, "").partition(" ")[0]
    return "" if word in _FREE or not sign.isalpha() else word
