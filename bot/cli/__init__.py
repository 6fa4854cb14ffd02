"""The command line: `zairyu-bot COMMAND`. A mistake ends in one clear line and exit code 2."""

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Protocol

from bot.settings import CannotRun
from flows.terms import BadAnswer, BadData
from locales.problem import BadLocaleData

COMMANDS = {
    "run": "talk to Telegram (needs TELEGRAM_BOT_TOKEN)",
    "sandbox": "try the bot in a browser, without Telegram",
    "chat": "try the interview in this terminal",
    "assess": "assess answers from a file, print JSON, text or HTML",
    "check": "check questions, rules, sources, words and every screen",
    "rules": "print the whole rule book for a lawyer",
    "diagram": "print the interview as a diagram",
    "i18n": "the translator's tools",
    "link": "make a start link with its QR code for a consultant",
    "db": "bring the database to the newest form, or show where it stands",
    "purge": "erase idle interviews now",
}
WRONG = 2
"""Exit code of a mistake in what was given to us."""


class Command(Protocol):
    """What a module of this package offers."""

    def add(self, parser: argparse.ArgumentParser) -> None:
        """Add the arguments of the command."""

    def run(self, arguments: argparse.Namespace) -> int:
        """Do it and return the exit code."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code: 0 done, 1 found problems, 2 wrong input."""
    given = list(sys.argv[1:] if argv is None else argv)
    parser = _parser(given)
    arguments = parser.parse_args(given)
    try:
        return int(arguments.run(arguments))
    except (BadAnswer, BadData, BadLocaleData, CannotRun) as error:
        print(f"zairyu-bot {arguments.command}: {error}", file=sys.stderr)  # noqa: T201  # this is the terminal
        return WRONG
    except BrokenPipeError:
        sys.stderr.close()  # the reader, such as head, has gone; that is no mistake
        return 0
    except KeyboardInterrupt:
        return 130


def _parser(given: Sequence[str]) -> argparse.ArgumentParser:
    """Only the module of the command that was named is imported: `assess` needs no Telegram."""
    parser = argparse.ArgumentParser(
        prog="zairyu-bot", description="How closely will an application be examined?"
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, words in COMMANDS.items():
        child = commands.add_parser(name, help=words, description=words)
        if name in given:
            module: Command = import_module(f"bot.cli.{name}")
            module.add(child)
            child.set_defaults(run=module.run)
    return parser


def entry() -> None:
    """Run as a program."""
    sys.exit(main())
