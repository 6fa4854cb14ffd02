"""Two invented languages made from the English. What still looks English in them is hard-coded.

`qps` has accents, brackets and a third more length; `qpr` the same letters on lines that run from
right to left. Placeholders, tags, entities, %%, /commands and addresses stay as they are.
"""

import gettext
import re

_KEPT = re.compile(r"(%\(\w+\)s|%%|<[^<>]*>|&#?\w+;|https?://\S+|(?<!\w)/[a-z_]+\b)")
_PLAIN = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_MARKED = "ÀƁÇÐÉƑĜĤÎĴĶĻṀÑÔƤǪŔŠŢÛṼŴẊÝŽàƀçðéƒĝĥîĵķļṁñôƥǫŕšţûṽŵẋýž"
_ACCENTS = str.maketrans(_PLAIN, _MARKED)
_PADDING_SHARE = 0.3
_RIGHT_TO_LEFT_MARK = "\u200f"


def accent(text: str) -> str:
    """Return text with accented letters, padded to about 130 %, in brackets that show cuts."""
    parts = _KEPT.split(text)
    letters = sum(len(part) for part in parts[::2])
    marked = "".join(
        part if index % 2 else part.translate(_ACCENTS) for index, part in enumerate(parts)
    )
    # Two of the added characters are the brackets.
    return f"⟦{marked}{'~' * (round(letters * _PADDING_SHARE) - 2)}⟧"


def mirror(text: str) -> str:
    """Return accented text whose every line begins and ends as a right-to-left one."""
    lines = accent(text).split("\n")
    return "\n".join(f"{_RIGHT_TO_LEFT_MARK}{line}{_RIGHT_TO_LEFT_MARK}" for line in lines)


class Accented(gettext.NullTranslations):
    """The catalogue of `qps`: every message there is, without a file."""

    def pgettext(self, context: str, message: str) -> str:  # gettext's signature
        """Return the accented message."""
        return accent(message)

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        """Return the accented singular or plural by the English rule."""
        return self.pgettext(context, msgid1 if n == 1 else msgid2)


class Mirrored(Accented):
    """The catalogue of `qpr`."""

    def pgettext(self, context: str, message: str) -> str:  # gettext's signature
        """Return the mirrored message."""
        return mirror(message)
