"""The letters of one chat that wait in this process, and what is known of its live screen."""

from collections import deque
from dataclasses import dataclass, field

from bot.outbox.letter import Letter


@dataclass(frozen=True, slots=True)
class Shown:
    """What a chat saw last: a version of the session, whether again, and when."""

    version: int = -1
    again: bool = False
    at: float = float("-inf")


@dataclass(slots=True)
class Line:
    """A queue for one chat. `last` is the newest letter taken in, `done` the newest one over.

    `unsure`: a message was given up without an answer and may still come, below all others.
    """

    key: str
    chat_id: int
    live: int
    letters: deque[tuple[int, Letter]] = field(default_factory=deque)
    last: int = 0
    done: int = 0
    blocked: bool = False
    unsure: bool = False
    shown: Shown = field(default_factory=Shown)

    def add(self, letters: list[tuple[int, Letter]], clear: bool) -> None:
        """Take letters in; `clear` drops what waits, because the person was erased."""
        if clear:
            self.letters.clear()
        for seq, letter in letters:
            if seq > self.last:
                self.letters.append((seq, letter))
                self.last = seq

    def next(self) -> tuple[int, Letter]:
        """Take the next letter, leaving out those that a later one makes pointless."""
        seq, letter = self.letters.popleft()
        while self.letters and self.letters[0][1].replaces(letter):
            seq, newer = self.letters.popleft()
            letter = newer.over(letter)
        return seq, letter
