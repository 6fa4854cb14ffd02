"""One thing to show to a chat, as it waits in the outbox."""

from dataclasses import dataclass, field, replace

import orjson

from bot.screens import Keys, Screen


@dataclass(frozen=True, slots=True)
class Letter:
    """A page for a chat, and what becomes of the screen that was live before.

    `recap` freezes the old screen, after which the page is a new message; otherwise the old screen
    is edited, unless `fresh`. `target` is the message that was pressed; with `redraw` the press was
    an old one and the page is what was live already.
    """

    parts: tuple[str, ...]
    keys: Keys = field(default_factory=list)
    recap: str = ""
    fresh: bool = False
    redraw: bool = False
    target: int = 0
    version: int = 0

    @classmethod
    def of(cls, shown: Screen, **more: object) -> "Letter":
        """Return the letter of a screen."""
        return cls(shown.parts, shown.keys, **more)  # type: ignore[arg-type]

    def replaces(self, older: "Letter") -> bool:
        """Return whether the older letter need not be sent when this one follows it at once.

        What freezes an answer, or says more than one screen holds, is never left out.
        """
        if self.recap or older.recap or len(older.parts) > 1:
            return False
        return not self.redraw or self.version == older.version

    def over(self, older: "Letter") -> "Letter":
        """Return this letter with what the older one would have done to the chat.

        Or has done: a replica that died may have sent it and told nobody, so that a screen which
        now stands above it must not be edited.
        """
        return replace(
            self,
            fresh=self.fresh or older.fresh or older.redraw,
            redraw=self.redraw and older.redraw,
            target=older.target if older.target and not older.redraw else self.target,
        )

    def to_bytes(self) -> bytes:
        """Return the letter as JSON."""
        return orjson.dumps(self)

    @classmethod
    def from_bytes(cls, told: bytes) -> "Letter":
        """Read a letter; a ValueError or TypeError when it is none."""
        values = orjson.loads(told)
        values["parts"] = tuple(values["parts"])
        values["keys"] = [[(a, b, c) for a, b, c in row] for row in values["keys"]]
        return cls(**values)
