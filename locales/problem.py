"""What a check has to say: where, what was found, and how to mend it."""

from dataclasses import dataclass


class BadLocaleData(ValueError):
    """A file of this folder that can't be used. One line: file, place, what was found, remedy."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One finding in plain words. `key` is empty when a whole file is meant."""

    file: str
    key: str
    what: str
    fix: str
    blocking: bool = True

    def __str__(self) -> str:
        """Return the finding as one line."""
        place = f"{self.file}, {self.key}" if self.key else self.file
        word = "error" if self.blocking else "warning"
        return f"{word}: {place}: {self.what} {self.fix}"
