"""Finds the English in the templates, and English that stands there without a key."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from jinja2 import Environment, nodes
from jinja2.ext import babel_extract

from locales.message import Message
from locales.places import place_of_template
from locales.problem import Problem

TEMPLATES = "flows/templates"
_FUNCTIONS = ("pgettext", "npgettext", "gettext", "ngettext", "_")
_LITERALS = {"pgettext": 2, "npgettext": 3}
_NOTE = "TRANSLATORS:"
_OPTIONS = {
    "extensions": "jinja2.ext.i18n",
    "newstyle_gettext": "true",
    "trim_blocks": "true",
    "lstrip_blocks": "true",
    "silent": "false",
}
_TAG = re.compile(r"<[^<>]*>|&#?\w+;")
_FIRST, _LAST = "nothing, or other texts of the page", "other texts of the page, then the buttons"
_WORD = re.compile(r"[^\W\d_]{2,}")


def extract_templates(root: Path) -> Iterator[Message | Problem]:
    """Yield the messages of every template below `root`, and what is wrong with the others.

    Raises jinja2.TemplateSyntaxError for a template that does not parse.
    """
    for path in sorted((root / TEMPLATES).glob("**/*")):
        if path.is_file():
            place = path.relative_to(root).as_posix()
            yield from _messages(path, place)
            yield from _bare_words(path, place)


def _messages(path: Path, place: str) -> Iterator[Message | Problem]:
    found = list(_texts(path, place))
    told = [each for each in found if isinstance(each, Message)]
    yield from (each for each in found if isinstance(each, Problem))
    before = ["", *(each.text for each in told)]
    after = [*(each.text for each in told[1:]), ""]
    for each, earlier, later in zip(told, before, after, strict=False):
        comments = _comments(path.stem, earlier, later)
        yield replace(each, comments=(*comments, *each.comments))


def _comments(template: str, before: str, after: str) -> Iterator[str]:
    place = place_of_template(template)
    if place is not None:
        values = {"previous": before or _FIRST, "next": after or _LAST}
        yield from place.comments(values)


def _texts(path: Path, place: str) -> Iterator[Message | Problem]:
    """Yield what stands in a template, in its order, with the notes written there."""
    with path.open("rb") as file:
        for line, function, found, notes in babel_extract(file, _FUNCTIONS, [_NOTE], _OPTIONS):
            arguments = found if isinstance(found, tuple) else (found,)
            literals = arguments[: _LITERALS.get(function, 0)]
            texts = [each for each in literals if each is not None]
            if not literals:
                yield _problem(
                    place, line, f"{function} has no key.", "Write pgettext or npgettext."
                )
            elif len(texts) < _LITERALS[function]:
                yield _problem(
                    place,
                    line,
                    f"{function} gets something else than texts.",
                    "Write key and English as plain texts; values go behind them by name.",
                )
            else:
                key, text, *plural = texts
                said = tuple(note.removeprefix(_NOTE).strip() for note in notes)
                yield Message(key, text, plural[0] if plural else "", (place,), said)


def _bare_words(path: Path, place: str) -> Iterator[Problem]:
    """Values are cut out first, so that a tag with a value inside is seen as one tag."""
    tree = Environment(autoescape=True, extensions=["jinja2.ext.i18n"]).parse(
        path.read_text(encoding="utf-8")
    )
    pieces = tree.find_all(nodes.TemplateData)
    for word in _WORD.findall(_TAG.sub(" ", "\0".join(piece.data for piece in pieces))):
        yield Problem(place, "", f"“{word}” stands outside pgettext.", "Give the text a key.")


def _problem(place: str, line: int, what: str, fix: str) -> Problem:
    return Problem(f"{place} line {line}", "", what, fix)
