"""Conversations as data, in `tests/journeys/*.toml`. One line is one thing a person does.

    [[journey]]
    id = "renewal-clean"
    title = "An engineer with whom nothing is wrong renews"
    client = "en"                        # the language of their Telegram
    restarts = true                      # the bot is ended and started between every two steps
    steps = '''
    start
    tap language ja
    tap begin
    situation: in_japan                  # the answer to a question, by its codes
    payment_problems: pension, income_tax
    '''
    levels = { renewal = "standard" }    # what must follow, per route
    decided_by = { renewal = "..." }     # the row it rests on

Answers that stand together may be asked for in any order, but every one of them must be asked for,
and nothing else. The other lines:

    start PAYLOAD           press Start, as it comes with a link
    say TEXT                type something
    command NAME ARGUMENT   send a command
    send sticker            send something that is no text
    tap VERB WHAT           tap a button by what it does: `tap show papers`, `tap change pension`
    twice VERB WHAT         tap it twice, faster than the bot
    label TEXT              tap a button by what stands on it
    question: codes         answer by tapping
    stale                   tap the button that was tapped last, in the old message
    forged DATA             tap a button that was never there
    restart the bot         end the process and start another one
    asks QUESTION           this question is open (`result`: none is)
    sees KEY                the screen shows the text of this key
    reads TEXT              the screen holds this text
    toast KEY               the last tap was answered with the text of this key
    holds QUESTION: codes   this answer is stored
    forgets QUESTION        no answer to it is stored
    speaks LANGUAGE         the stored language
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "journeys"
VERBS = (
    "start", "say", "command", "send", "tap", "twice", "label", "stale", "forged", "restart",
    "asks", "sees", "reads", "toast", "holds", "forgets", "speaks",
)  # fmt: skip
ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Step:
    """What is done, and with what."""

    verb: str
    what: str

    def __str__(self) -> str:
        return f"{self.verb} {self.what}".strip()


@dataclass(frozen=True, slots=True)
class Journey:
    """One person's conversation and what must come of it."""

    id: str
    title: str
    steps: tuple[Step, ...]
    levels: Mapping[str, str]
    decided_by: Mapping[str, str] = field(default_factory=dict)
    client: str = "en"
    restarts: bool = False


def load_journeys() -> dict[str, tuple[Journey, ...]]:
    """Return file -> its journeys. ValueError names a bad row."""
    seen: set[str] = set()
    found: dict[str, tuple[Journey, ...]] = {}
    for path in sorted(FOLDER.glob("*.toml")):
        told = tomllib.loads(path.read_text(encoding="utf-8"))["journey"]
        found[path.stem] = tuple(_journey(row, path.name) for row in told)
        ids = [each.id for each in found[path.stem]]
        if len(set(ids)) < len(ids) or seen & set(ids):
            raise ValueError(f"{path.name}: an id stands twice")
        seen.update(ids)
    return found


def _journey(row: dict[str, object], place: str) -> Journey:
    lines = str(row.pop("steps")).splitlines()
    steps = [_step(line.strip(), place) for line in lines if line.strip()]
    return Journey(steps=tuple(steps), **row)  # type: ignore[arg-type]


def _step(line: str, place: str) -> Step:
    verb, _, rest = line.partition(" ")
    if verb in VERBS:
        return Step(verb, rest.strip())
    if verb.endswith(":"):
        return Step(ANSWER, line)
    raise ValueError(f"{place}: {line!r} is no step; they begin with a question's id or {VERBS}")
