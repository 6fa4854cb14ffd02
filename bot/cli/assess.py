"""`zairyu-bot assess FILE|-`: answers in, the three routes out. One object, or one a line."""

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import orjson

from bot.cli.output import complain, say
from bot.settings import CannotRun
from flows.desk import Desk
from flows.terms import BadAnswer

MOST_BYTES = 50_000_000


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("file", help='a file with {"answers": {question: code}}, or - for input')
    parser.add_argument("--as-of", type=_day, default=None, help="assess as of this day")
    parser.add_argument("--lang", default="en", help="language of the words")
    parser.add_argument("--format", choices=("json", "text", "html"), default="json")
    parser.add_argument("--batch", action="store_true", help="one object a line in and out")


def run(arguments: argparse.Namespace) -> int:
    """Print the assessment of each object; a wrong line of a batch is named and ends it."""
    desk = Desk.load()
    as_of = arguments.as_of or date.today()  # noqa: DTZ011  # the day where the person is
    for place, text in _texts(arguments.file, batch=arguments.batch):
        try:
            answers = _answers(text)
            say(_written(desk, answers, as_of, arguments))
        except BadAnswer as error:
            complain(f"zairyu-bot assess: {place}: {error}")
            return 2
    return 0


def _written(
    desk: Desk, answers: dict[str, object], as_of: date, arguments: argparse.Namespace
) -> str:
    if arguments.format == "json":
        found = desk.assess(answers, as_of, arguments.lang)
        return orjson.dumps(found, option=0 if arguments.batch else orjson.OPT_INDENT_2).decode()
    html = desk.explain(answers, as_of, arguments.lang)
    return html if arguments.format == "html" else _plain(html)


def _plain(html: str) -> str:
    from bot.cli.plain import plain_text

    return plain_text(html)


def _texts(name: str, batch: bool) -> Iterator[tuple[str, str]]:
    place = "standard input" if name == "-" else name
    text = _read(name)
    if not batch:
        yield place, text
        return
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            yield f"{place} line {number}", line


def _read(name: str) -> str:
    try:
        raw = sys.stdin.buffer.read(MOST_BYTES) if name == "-" else Path(name).read_bytes()
        return raw.decode("utf-8-sig")
    except OSError as error:
        raise CannotRun(f"{name}: {error.strerror}; give a file that can be read, or -") from error
    except UnicodeDecodeError as error:
        raise CannotRun(
            f"{name}: not UTF-8 text at byte {error.start}; save it as UTF-8"
        ) from error


def _answers(text: str) -> dict[str, object]:
    try:
        told = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise BadAnswer(
            f"line {error.lineno} column {error.colno}: not valid JSON: {error.msg}"
        ) from error
    if not isinstance(told, dict) or not isinstance(told.get("answers"), dict):
        raise BadAnswer('found no object "answers"; allowed: {"answers": {question id: code}}')
    if more := sorted(set(told) - {"answers"}):
        raise BadAnswer(f"found {more[0]!r} beside answers; allowed: answers only")
    return dict(told["answers"])


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no date; write it like 2026-11-25") from None
