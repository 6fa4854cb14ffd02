"""Finds the English in the data files. Only `SOURCES` knows which arrays speak."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from locales.message import Message
from locales.row_comments import Row, beside, comments


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
            for owner, rows in _rows(data, source.array):
                yield from _messages(source, place, owner, rows)


def _rows(data: Row, array: str) -> Iterator[tuple[Row, list[Row]]]:
    """Yield each list of rows with the row around it; the outermost rows own themselves."""
    outer, _, inner = array.partition(".")
    if not inner:
        yield {}, data.get(outer, [])
        return
    for owner in data.get(outer, []):
        yield owner, owner.get(inner, [])


def _messages(source: Source, file: str, around: Row, rows: list[Row]) -> Iterator[Message]:
    for number, row in enumerate(rows):
        owner = around or row
        for field, pattern in source.keys.items():
            text = row.get(field)
            if text:
                key = pattern.format(
                    id=row.get("id", ""), code=row.get("code", ""), owner=owner.get("id", "")
                )
                told = comments(source.array, field, row, owner, beside(rows, number, field))
                yield Message(key, text, places=(file,), comments=tuple(told))
