"""How sentences end, whether one is lost, and spaces: what translate-toolkit can't tell.

It knows neither the end marks of Nepali and Burmese nor that a language may cut a long sentence in
two; so a mark is compared by what it means, and only a lost sentence is told.
"""

import re
from collections.abc import Iterator, Mapping

from locales.checks.case import Case, bare
from locales.message import domain_of
from locales.problem import Problem

# What a mark means: an end, a question, an exclamation, something that follows, or more to come.
_MEANS: Mapping[str, str] = {
    **dict.fromkeys(".。।။．", "full stop"),
    **dict.fromkeys("?？؟", "question mark"),
    **dict.fromkeys("!！", "exclamation mark"),
    **dict.fromkeys(":：", "colon"),
    **dict.fromkeys("…", "dots"),
}
# Burmese ends a question with its full stop.
_SAME = {"question mark": {"my": "full stop"}}
_CLOSING = "\"'”’»」』）)] \u202f"
_SENTENCE = re.compile(r"[.。।။．?？؟!！](?=[\s\"'”’»」』）)]|$)|[。।။？！]")
_DATA = re.compile(r"\b(?:Prof|Perm|Res|etc|[Nn]o)\.|\d+\.\d+")
_GLUED = re.compile(r"[^\W\d_]{2,}[.,;!?][^\W\d_]{2,}")
_UNSPACED = frozenset(["ja", "zh_Hans", "zh_Hant", "my", "th", "km"])


def endings(case: Case) -> Iterator[Problem]:
    """A text ends as the English does, with the mark of its own script."""
    for english, text in case.pairs:
        wanted, found = _ending(english), _ending(text)
        also = _SAME.get(wanted, {}).get(case.locale.base)
        if wanted != found and found != also and not _colon_became_sentence(wanted, found):
            yield case.problem(
                f"The English ends with {wanted or 'no mark'}, this with {found or 'no mark'}.",
                "End it in the same way, with the sign of your script.",
                blocking=False,
            )


def sentences(case: Case) -> Iterator[Problem]:
    """No sentence got lost. More of them are welcome: short ones are easy to read."""
    if domain_of(case.entry.key) == "ui" and case.entry.key.startswith("ui.button."):
        return
    for english, text in case.pairs:
        wanted, found = _count(english), _count(text)
        if wanted - found > 1 or (wanted > 1 and found < 2):
            yield case.problem(
                f"The English has {wanted} sentences, this has {found}.",
                "See whether one was forgotten.",
                blocking=False,
            )


def spaces(case: Case) -> Iterator[Problem]:
    """A blank follows a comma or full stop in scripts that write with blanks."""
    if case.locale.base in _UNSPACED:
        return
    for english, text in case.pairs:
        known = set(_GLUED.findall(english))
        for glued in _GLUED.findall(bare(text)):
            if glued not in known:
                yield case.problem(
                    f"There is no space in “{glued}”.", "Put one behind the mark.", blocking=False
                )


def _ending(text: str) -> str:
    last = bare(text).rstrip(_CLOSING + " ")[-1:]
    return _MEANS.get(last, "")


def _colon_became_sentence(wanted: str, found: str) -> bool:
    """A line that leads to a list may be a sentence of its own, and the other way round."""
    return {wanted, found} == {"colon", "full stop"}


def _count(text: str) -> int:
    return len(_SENTENCE.findall(_DATA.sub(" ", bare(text)))) or 1
