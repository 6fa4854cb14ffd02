"""Finds the English in the data files. Only `SOURCES` knows which arrays speak."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from locales.message import Message

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Source:
    """An array of tables with words in it.

    `array` may name a nested one with a dot. `keys` maps a field to the key of its text, in which
    {id} or {code} stand for the row's own and {owner} for the id of the row around it.
    """

    files: str
    array: str
    keys: Mapping[str, str]


def _fields(pattern: str, *names: str) -> dict[str, str]:
    return {name: f"{pattern}.{name}" for name in names}


_OPTION = {"label": "flow.option.{owner}.{code}", "note": "flow.note.{owner}.{code}"}
_SET_OPTION = {"label": "flow.option_set.{owner}.{code}", "note": "flow.note.{owner}.{code}"}
_QUESTION = ("title", "help", "what", "why", "where", "find_out")
_STATUS = {
    "name": "flow.status.{code}",
    "short": "flow.status_short.{code}",
    "about": "flow.status_about.{code}",
}

SOURCES = (
    Source("locales/words.toml", "word", {"text": "ui.word.{id}"}),
    Source("flows/words.toml", "button", {"text": "ui.button.{id}"}),
    Source("flows/words.toml", "notice", {"text": "ui.notice.{id}"}),
    Source("flows/words.toml", "name", {"text": "advice.name.{id}"}),
    Source("flows/words.toml", "profile", {"text": "profile.{id}"}),
    Source("flows/questions/*.toml", "section", {"title": "flow.section.{id}"}),
    Source("flows/questions/*.toml", "question", _fields("flow.question.{id}", *_QUESTION)),
    Source("flows/questions/*.toml", "question.option", _OPTION),
    Source("flows/questions/*.toml", "option_set.option", _SET_OPTION),
    Source("flows/law/statuses.toml", "group", {"title": "flow.status_group.{id}"}),
    Source("flows/law/statuses.toml", "status", _STATUS),
    Source("flows/law/rules/*.toml", "rule", {"text": "advice.rule.{id}"}),
    Source("flows/law/advice/*.toml", "advice", {"text": "advice.advice.{id}"}),
    Source("flows/law/papers.toml", "paper", _fields("advice.paper.{id}", "name", "where")),
    Source(
        "flows/law/referrals.toml",
        "referral",
        _fields("advice.referral.{id}", "name", "what", "hours"),
    ),
    Source("flows/law/factors.toml", "factor", {"name": "advice.factor.{id}"}),
    Source("flows/law/changes.toml", "change", {"text": "advice.change.{id}"}),
    Source("flows/law/costs.toml", "cost", {"text": "advice.cost.{id}"}),
    Source("flows/law/readings.toml", "kind", {"name": "advice.reading_kind.{id}"}),
    Source("flows/law/readings.toml", "subject", {"name": "advice.reading_subject.{id}"}),
    Source("flows/law/readings.toml", "reading", {"text": "advice.reading.{id}"}),
    Source("flows/law/dates.toml", "date", {"text": "advice.date.{id}"}),
)


def extract_toml(root: Path) -> Iterator[Message]:
    """Yield the messages of every data file below `root`; an absent or empty text is none.

    Raises tomllib.TOMLDecodeError for a file that does not parse.
    """
    for source in SOURCES:
        for path in sorted(root.glob(source.files)):
            place = path.relative_to(root).as_posix()
            data = tomllib.loads(path.read_text(encoding="utf-8"))
            for owner, row in _rows(data, source.array):
                yield from _messages(source, place, owner, row)


def _rows(data: Row, array: str) -> Iterator[tuple[Row, Row]]:
    """Yield each row with the row around it; the outermost row owns itself."""
    outer, _, inner = array.partition(".")
    for owner in data.get(outer, []):
        if not inner:
            yield owner, owner
        for row in owner.get(inner, []) if inner else ():
            yield owner, row


def _messages(source: Source, place: str, owner: Row, row: Row) -> Iterator[Message]:
    for field, pattern in source.keys.items():
        text = row.get(field)
        if text:
            key = pattern.format(
                id=row.get("id", ""), code=row.get("code", ""), owner=owner.get("id", "")
            )
            yield Message(
                key, text, places=(place,), comments=tuple(_comments(source, owner, row, field))
            )


def _comments(source: Source, owner: Row, row: Row, field: str) -> Iterator[str]:
    thing = source.array.replace(".", " ")
    name = row.get("id") or row.get("code")
    where = "" if owner is row else f" of {owner.get('title') or owner.get('id')}"
    yield f"Screen: {thing} {name}{where}, {field}."
    if title := row.get("title") if field != "title" else "":
        yield f"Stands with: {title}"
    if japanese := row.get("japanese") or owner.get("japanese"):
        reading = row.get("reading") or owner.get("reading")
        yield f"Japanese: {japanese}（{reading}）" if reading else f"Japanese: {japanese}"
