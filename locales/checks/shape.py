"""Forms, values, tags and length: what would break or cut a message."""

import gettext
from collections import Counter
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser

from locales import placeholders as values
from locales.budgets import budget_for, longest
from locales.checks.case import TAG, Case
from locales.message import domain_of, stray_percent
from locales.message import placeholders as names_in
from locales.problem import Problem
from locales.rendering import render

_MANY = 1000
ALLOWED = frozenset(["b", "i", "u", "s", "code", "a", "blockquote"])


def forms(case: Case) -> Iterator[Problem]:
    """Every plural form is there."""
    if not all(case.entry.strings):
        yield case.problem("One of the forms is empty.", "Fill in every msgstr[…] of this entry.")


def placeholders(case: Case) -> Iterator[Problem]:
    """The same values as in English, and no stray percent sign."""
    single = _single(case.locale.plural_forms) if case.entry.plural else frozenset()
    for form, (english, text) in enumerate(case.pairs):
        wanted, found = names_in(english), names_in(text)
        missing = wanted - found - ({"num"} if form in single else set())
        if missing:
            yield case.problem(
                f"{_shown(missing)} is missing.", "Copy it from the English as it stands."
            )
        if more := found - wanted:
            yield case.problem(
                f"{_shown(more)} is not in the English.", "Use the names of the English only."
            )
        if stray_percent(text):
            yield case.problem("A percent sign stands alone.", "Write %% or the word for percent.")


def rendering(case: Case) -> Iterator[Problem]:
    """The text can be shown: real values go in, nothing is left over."""
    for _, text in case.pairs:
        try:
            shown = render(text, values.samples_of(text))
        except (KeyError, ValueError, TypeError):
            yield case.problem(
                "The text can't be shown with real values.",
                "Compare every %(name)s with the English.",
            )
            continue
        if any(left in shown for left in ("%(", "{{", "{%")):
            yield case.problem(
                "Something like %( or {{ is left in the text.", "Compare it with the English."
            )


def tags(case: Case) -> Iterator[Problem]:
    """The same tags as in English, closed in order, none in short words."""
    for english, text in case.pairs:
        if domain_of(case.entry.key) == "profile" and TAG.search(text):
            yield case.problem("There is a tag in a plain text.", "Remove it.")
        if Counter(TAG.findall(english)) != Counter(TAG.findall(text)):
            yield case.problem(
                f"The tags differ: English has {_tags(english)}, here is {_tags(text)}.",
                "Copy the tags from the English exactly, with straight quotes.",
            )
        elif not _balanced(text):
            yield case.problem(
                "A tag is not closed, or closed in the wrong order.",
                "Close the last opened one first.",
            )
        if _bare_angle(text):
            yield case.problem("A < or > stands alone.", "Write &lt; or &gt;.")


def length(case: Case) -> Iterator[Problem]:
    """The text fits its place with the longest values."""
    budget = budget_for(case.entry.key)
    for _, text in case.pairs:
        try:
            size = longest(text)
        except (KeyError, ValueError, TypeError):
            return  # told by rendering
        if size > budget.limit:
            yield case.problem(f"It has {size} characters; {budget.limit} fit.", "Say it shorter.")
        elif size > budget.warn_from:
            yield case.problem(
                f"It has {size} characters; phones may cut it after {budget.warn_from}.",
                "Shorten it if you can.",
                blocking=False,
            )


@cache
def _single(plural_forms: str) -> frozenset[int]:
    """Return the forms that stand for exactly one number, so that a word may replace it."""
    form = gettext.c2py(plural_forms.partition("plural=")[2].rstrip("; "))
    numbers = Counter(form(number) for number in range(_MANY))
    return frozenset(each for each, count in numbers.items() if count == 1)


class _Tags(HTMLParser):
    """Follows opening and closing tags."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []
        self.broken = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an opened tag."""
        self.open.append(tag)
        self.broken |= tag not in ALLOWED

    def handle_endtag(self, tag: str) -> None:
        """Note a closed one; it must be the last opened."""
        self.broken |= not self.open or self.open.pop() != tag


def _balanced(text: str) -> bool:
    parser = _Tags()
    parser.feed(text)
    parser.close()
    return not parser.broken and not parser.open


def _bare_angle(text: str) -> bool:
    left = TAG.sub("", text)
    return "<" in left or ">" in left


def _tags(text: str) -> str:
    return " ".join(TAG.findall(text)) or "no tags"


def _shown(names: frozenset[str] | set[str]) -> str:
    return ", ".join(f"%({name})s" for name in sorted(names))
