"""One English string that a person may read, with its key and what a translator must know."""

import re
from dataclasses import dataclass

DOMAINS = ("ui", "flow", "advice", "profile")
KEY = re.compile(rf"(?:{'|'.join(DOMAINS)})(?:\.[a-z0-9_]+)+")
PLACEHOLDER = re.compile(r"%\((\w+)\)s")
_PERCENT = re.compile(r"%\(\w+\)s|%%")


@dataclass(frozen=True, slots=True)
class Message:
    """An English string. `plural` is empty when the string does not count anything."""

    key: str
    text: str
    plural: str = ""
    places: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()

    @property
    def domain(self) -> str:
        """The file that holds its translations."""
        return domain_of(self.key)

    @property
    def texts(self) -> tuple[str, ...]:
        """Its English forms: one, or singular and plural."""
        return (self.text, self.plural) if self.plural else (self.text,)


def domain_of(key: str) -> str:
    """Return the first word of a key, which names the catalogue file."""
    return key.partition(".")[0]


def placeholders(text: str) -> frozenset[str]:
    """Return the names of the values that are put into a text."""
    return frozenset(PLACEHOLDER.findall(text))


def stray_percent(text: str) -> bool:
    """Return whether a percent sign is neither a %(name)s nor doubled."""
    return "%" in _PERCENT.sub("", text)
