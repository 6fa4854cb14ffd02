"""What a change of questions or rules does to people: outcomes now and at another commit."""

import json
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

from flows.proof.conversation import Conversation, Speaker
from flows.proof.sample import sample
from flows.proof.space import beginnings, representatives
from flows.questionnaire import Questionnaire, load_questionnaire
from flows.rules import RuleBook, load_rules
from flows.terms import ROUTES, BadData

MOST_CONVERSATIONS = 3000
EXAMPLES = 5
_ROOT = Path(__file__).parent.parent.parent
_RUNNER = Path(__file__).with_name("outcomes.py").read_text(encoding="utf-8")

Outcome = Mapping[str, Sequence[object]]
"""Route -> level and the rows that decide; `error` alone where the answers are not understood."""


class BadRevision(BadData):
    """A commit that can't be read or whose rules can't be assessed. One line."""


def impact(rev: str) -> str:
    """Return in words how many made-up people get another outcome than at `rev`, with examples.

    Raises BadRevision when there is no such commit or its code can't assess.
    """
    people = conversations(load_questionnaire(), load_rules())
    with tempfile.TemporaryDirectory() as folder:
        _unpack(rev, Path(folder))
        before = _outcomes(Path(folder), people)
    return told(rev, people, before, _outcomes(_ROOT, people))


def conversations(questionnaire: Questionnaire, book: RuleBook) -> list[Conversation]:
    """Return the people compared: a share files on each of the last days on which a rule turns."""
    conditions = [rule.when for rule in book.rules.values()]
    conditions += [question.ask_when for question in questionnaire.questions.values()]
    situations = [option.code for option in questionnaire.questions["situation"].options]
    grounds = list(beginnings(representatives(conditions), situations))
    newest = max(rule.checked_on for rule in book.rules.values())
    days = (newest, *[day for day in book.days if day > newest])
    speakers = [Speaker(questionnaire, day) for day in days]
    people = sample(speakers[0], grounds, MOST_CONVERSATIONS)
    return [speakers[number % len(days)].converse(answers) for number, answers in enumerate(people)]


def told(
    rev: str, people: Sequence[Conversation], before: Sequence[Outcome], now: Sequence[Outcome]
) -> str:
    """Return the comparison in words."""
    changed = [
        (person, old, new)
        for person, old, new in zip(people, before, now, strict=True)
        if old != new
    ]
    lines = [f"{len(people)} conversations compared with {rev}: {len(changed)} change."]
    for route in ROUTES:
        levels = sum(_level(old, route) != _level(new, route) for _, old, new in changed)
        reasons = sum(old.get(route) != new.get(route) for _, old, new in changed)
        lines.append(f"{route}: {levels} another level, {reasons - levels} other reasons only")
    step = max(1, len(changed) // EXAMPLES)
    for person, old, new in changed[::step][:EXAMPLES]:
        lines += ["", *person.lines()]
        for route in ("error", *ROUTES):
            if old.get(route) != new.get(route):
                lines.append(f"  {route} before: {_words(old, route)}")
                lines.append(f"  {route} now:    {_words(new, route)}")
    return "\n".join(lines)


def _level(outcome: Outcome, route: str) -> object:
    return outcome[route][0] if route in outcome else None


def _words(outcome: Outcome, route: str) -> str:
    if route not in outcome:
        return "-"
    level, *rows = outcome[route]
    return f"{level} ({', '.join(str(row) for row in rows)})" if rows else str(level)


def _unpack(rev: str, folder: Path) -> None:
    """Write the code of a commit into a folder. `rev` is never read as an option."""
    command = ["git", "-C", str(_ROOT), "archive", "--format=tar", "--end-of-options", rev]
    packed = subprocess.run(command, capture_output=True, check=False)  # noqa: S603
    if packed.returncode:
        raise BadRevision(f"{rev}: {packed.stderr.decode().strip().splitlines()[-1]}")
    with tarfile.open(fileobj=BytesIO(packed.stdout)) as archive:
        archive.extractall(folder, filter="data")


def _outcomes(tree: Path, people: Sequence[Conversation]) -> list[Outcome]:
    """Return the outcomes by the code in a folder, in a process of its own."""
    asked = "\n".join(
        json.dumps({"answers": dict(person.answers), "as_of": person.as_of.isoformat()})
        for person in people
    )
    command = [sys.executable, "-c", _RUNNER]
    done = subprocess.run(  # noqa: S603
        command, cwd=tree, input=asked, text=True, capture_output=True, check=False
    )
    if done.returncode:
        raise BadRevision(f"its rules can't be assessed: {done.stderr.strip().splitlines()[-1]}")
    return [json.loads(line) for line in done.stdout.splitlines()]
