"""`zairyu-bot i18n check|stats|sign`: how good and how complete the translations are."""

import argparse

from bot.cli.output import say
from bot.day import today_in_japan
from bot.settings import CannotRun
from locales import registry
from locales.checks import check
from locales.checks.contribution import changed_since, outsiders
from locales.checks.tools import missing, second_opinions
from locales.extract import extract
from locales.problem import BadLocaleData
from locales.reviews import sign
from locales.stats import WHOLE, complete, stats


def say_problems(arguments: argparse.Namespace, codes: list[str]) -> int:
    """Say what is wrong; 1 when anything must be mended."""
    problems = check(extract(), codes)
    if arguments.since:
        try:
            problems += outsiders(changed_since(arguments.since))
        except BadLocaleData as error:
            raise CannotRun(str(error)) from error
    if arguments.thorough:
        for line in missing():
            say(f"note: {line}")
        known = registry.load()
        for code in codes:
            problems += second_opinions(known[code])
        problems.sort()
    shown = [each for each in problems if each.blocking or not arguments.brief]
    for problem in shown:
        say(str(problem))
    errors = sum(1 for each in problems if each.blocking)
    say(f"{errors} errors, {len(problems) - errors} warnings")
    return 1 if errors or (arguments.strict and problems) else 0


def say_stats(arguments: argparse.Namespace, codes: list[str]) -> int:
    """Say how much is done; with --complete, 1 when a language that promises all lacks a text."""
    messages = extract().messages
    wanted = complete() if arguments.complete else codes
    shares = stats(messages, wanted)
    for share in shares:
        say(
            f"{share.locale:10}{share.domain:10}{share.percent:4} %  {share.translated} of "
            f"{share.total} translated, {share.fuzzy} to look at again, {share.reviewed} reviewed"
        )
    lacking = [each for each in shares if each.percent < WHOLE]
    if arguments.complete:
        for share in lacking:
            say(f"error: {share.locale} {share.domain}: {share.total - share.translated} to do")
    return 1 if arguments.complete and lacking else 0


def sign_as(arguments: argparse.Namespace, codes: list[str]) -> int:
    """Note that a reviewer whom the registry names has read what is translated."""
    if not arguments.reviewer or not arguments.key:
        raise CannotRun("sign: give --reviewer NAME and --key, such as flow. for all of flow.po")
    locale = registry.load()[codes[0]]
    try:
        count = sign(locale, arguments.reviewer, today_in_japan(), [arguments.key])
    except BadLocaleData as error:
        raise CannotRun(str(error)) from error
    say(f"{count} texts signed by {arguments.reviewer}")
    return 0
