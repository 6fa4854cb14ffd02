"""What a tap carries: the run, the version it was made for, and the action. At most 64 bytes.

`Ab3dE1z.a.residence_tax.not_enrolled` = run, version in base 36, verb, question, argument.
"""

from dataclasses import dataclass
from string import ascii_letters, digits

from flows.terms import Action

RUN_LENGTH = 5
RUN_LETTERS = ascii_letters + digits
MOST_BYTES = 64
VERBS = {
    "answer": "a", "toggle": "t", "confirm": "c", "part": "p", "show": "s", "back": "b",
    "change": "h", "restart": "r", "language": "l", "accept": "y", "decline": "n", "begin": "g",
}  # fmt: skip
_LONG = {short: long for long, short in VERBS.items()}
_DIGITS = digits + ascii_letters[:26]


class BadPress(ValueError):
    """Data of a tap that no button of ours carries."""


@dataclass(frozen=True, slots=True)
class Press:
    """A tap as a value."""

    run: str
    version: int
    action: Action

    def encode(self) -> str:
        """Return the data of the button; ValueError when it would not fit."""
        action = self.action
        verb = VERBS.get(action.verb, action.verb)
        tail = f"{verb}.{action.question}.{action.argument}".rstrip(".")
        told = f"{self.run}{base36(self.version)}.{tail}"
        if len(told.encode()) > MOST_BYTES:
            raise ValueError(f"a button would carry more than {MOST_BYTES} bytes: {tail}")
        return told

    @classmethod
    def decode(cls, told: str) -> "Press":
        """Read the data of a tap; BadPress when it is none of ours."""
        head, _, tail = told.partition(".")
        verb, _, rest = tail.partition(".")
        question, _, argument = rest.partition(".")
        run, version = head[:RUN_LENGTH], head[RUN_LENGTH:]
        if not version or not verb or not set(run) <= set(RUN_LETTERS):
            raise BadPress("no button of ours carries this")
        if not set(version) <= set(_DIGITS) or len(version) > 12:
            raise BadPress("no button of ours carries this")
        return cls(run, int(version, 36), Action(_LONG.get(verb, verb), question, argument))


def base36(number: int) -> str:
    """Return a whole number from 0 in base 36."""
    found = ""
    while True:
        number, digit = divmod(number, 36)
        found = _DIGITS[digit] + found
        if not number:
            return found
