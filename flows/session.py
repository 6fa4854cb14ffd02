"""Everything kept of one person's run, as one frozen value that travels as JSON.

Only codes and dates: no name, no number, no sentence of the person's.
"""

import json
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from flows.interview import Interview
from flows.terms import BadSession, Value


@dataclass(frozen=True, slots=True)
class Session:
    """One run of the interview and the page that is open.

    `version` grows by one with each accepted act, so that an older press is recognised. `editing`
    is the question being changed; `draft` the ticks or date parts chosen so far; `guess` a typed
    answer that waits for a yes; `note` a notice shown once; `leaving` whether the stop screen
    about leaving Japan was accepted ("yes"), declined ("no") or not met ("").
    """

    run: str
    version: int
    language: str
    interview: Interview = field(default_factory=Interview)
    view: str = "question"
    editing: str = ""
    draft: tuple[str, ...] = ()
    guess: str = ""
    note: str = ""
    leaving: str = ""
    office: str = ""

    def step(self, **changes: Any) -> "Session":
        """Return the session one version later with these changes; a note is shown only once."""
        return replace(self, **{"version": self.version + 1, "note": "", **changes})

    def to_json(self) -> str:
        """Return the session as text; from_json reads it back."""
        return json.dumps(asdict(self), ensure_ascii=True, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str) -> "Session":
        """Read a stored session; BadSession when the text is none."""
        try:
            told = json.loads(text)
            interview = told.pop("interview")
            draft = tuple(str(code) for code in told.pop("draft"))
            answers = _answers(interview["answers"])
            offered = _answers(interview["offered"])
            if not isinstance(told["version"], int):
                raise TypeError
            texts = {name: value for name, value in told.items() if name != "version"}
            if not all(isinstance(value, str) for value in texts.values()):
                raise TypeError
            return cls(interview=Interview(answers, offered), draft=draft, **told)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise BadSession("the stored session can't be read") from error


def _answers(told: dict[str, Any]) -> dict[str, Value]:
    return {
        str(name): tuple(map(str, value)) if isinstance(value, list) else str(value)
        for name, value in told.items()
    }
