"""`zairyu-bot rules`: the whole rule book for a lawyer, in Markdown or as one HTML file."""

import argparse
from datetime import date
from pathlib import Path

from bot.cli.output import say
from bot.documents.book import entries, read_cases, render
from bot.documents.published import table, verdicts
from bot.settings import CannotRun
from flows.desk import Desk
from flows.rules import load_rules


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("--format", choices=("markdown", "html"), default="markdown")
    parser.add_argument("--out", type=Path, default=None, help="write to this file")
    parser.add_argument(
        "--published", type=Path, default=None, help="instead: a table of published cases"
    )
    parser.add_argument("--cases", type=Path, default=Path("tests/cases"), help="folder of cases")


def run(arguments: argparse.Namespace) -> int:
    """Print or write the book."""
    if arguments.published:
        say(table(verdicts(Desk.load(), arguments.published)))
        return 0
    book, today = load_rules(), date.today()  # noqa: DTZ011  # the day where the reader is
    told = entries(book, read_cases(arguments.cases), today)
    text = render(arguments.format, told, book, today)
    if arguments.out is None:
        say(text)
        return 0
    try:
        arguments.out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise CannotRun(f"--out {arguments.out}: {error.strerror}") from error
    say(f"{arguments.out}: {len(told)} rules")
    return 0
