"""Puts values into a translated text. The text is trusted markup, the values are not."""

import re
from collections.abc import Mapping

from markupsafe import Markup, escape

FIRST_STRONG_ISOLATE, POP_ISOLATE = "\u2068", "\u2069"
_TAG_OR_PLACEHOLDER = re.compile(r"<[^<>]*>|%\(\w+\)s")


def render(text: str, values: Mapping[str, object]) -> Markup:
    """Return `text` with every %(name)s filled and %% as one percent sign.

    Values are escaped unless they are Markup already. Raises KeyError for a value that is not
    given and ValueError or TypeError for a stray percent sign.
    """
    return Markup(text % {name: escape(value) for name, value in values.items()})  # noqa: S704  # a catalogue is trusted markup, values are escaped here


def isolate(text: str) -> str:
    """Return text wrapped so that its own direction does not disturb the line around it."""
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"


def isolate_placeholders(text: str) -> str:
    """Return a right-to-left text whose future values are isolated; tags stay untouched."""
    return _TAG_OR_PLACEHOLDER.sub(
        lambda hit: hit[0] if hit[0].startswith("<") else isolate(hit[0]), text
    )
