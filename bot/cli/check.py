"""`zairyu-bot check`: everything that can be wrong with questions, rules, words and screens."""

import argparse
from collections.abc import Iterator
from datetime import date, timedelta

from bot.cli.i18n import codes
from bot.cli.output import say
from bot.documents.impact import impact
from bot.documents.screens import problems as screen_problems
from flows.check_questions import check_questions
from flows.desk import Desk
from locales.checks import check as check_locales
from locales.extract import extract

SOON = timedelta(days=60)


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        "--impact", metavar="REV", default="", help="compare all outcomes with another commit"
    )
    parser.add_argument("--quick", action="store_true", help="leave the screens out")
    parser.set_defaults(locale="")


def run(arguments: argparse.Namespace) -> int:
    """Print what is wrong, a line each; 1 when anything is."""
    if arguments.impact:
        say(impact(arguments.impact))
        return 0
    desk = Desk.load()  # a broken row ends here, with its place
    today = date.today()  # noqa: DTZ011  # the day where the editor is
    for line in _warnings(desk, today):
        say(f"warning: {line}")
    found = list(_errors(desk, today, arguments))
    for line in found:
        say(f"error: {line}")
    rules = len(desk.book.rules)
    say(f"{len(desk.questionnaire.questions)} questions, {rules} rules: {len(found)} errors")
    return 1 if found else 0


def _errors(desk: Desk, today: date, arguments: argparse.Namespace) -> Iterator[str]:
    yield from (str(each) for each in check_questions(desk.questionnaire, today))
    texts = check_locales(extract(), codes(arguments))
    yield from (str(each).removeprefix("error: ") for each in texts if each.blocking)
    if not arguments.quick:
        yield from screen_problems(desk, today, desk.languages)


def _warnings(desk: Desk, today: date) -> Iterator[str]:
    for rule in desk.book.rules.values():
        if rule.review_by < today:
            yield f"rule {rule.id}: past {rule.review_by}, so people see it as under review"
        elif rule.review_by < today + SOON:
            yield f"rule {rule.id}: review it by {rule.review_by}"
