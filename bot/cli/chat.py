"""`zairyu-bot chat`: the same interview in a terminal. Type a number, an answer or a command."""

import argparse
import secrets
import sys
from datetime import date

from bot.cli.output import say
from bot.cli.plain import plain_text
from flows.desk import Desk, Turn
from flows.terms import Button, Page

RUN = 5
LEAVE = ("/quit", "/exit")


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("--lang", default="", help="language to start in, such as ja")
    parser.add_argument("--as-of", type=date.fromisoformat, default=None)


def run(arguments: argparse.Namespace) -> int:
    """Talk until /quit or the end of input."""
    desk = Desk.load()
    today = arguments.as_of or date.today()  # noqa: DTZ011  # the day where the person is
    payload = f"l-{arguments.lang}" if arguments.lang else ""
    turn = desk.begin(secrets.token_hex(RUN)[:RUN], None, payload, today)
    _show(turn)
    for line in sys.stdin:
        text = line.strip()
        if text in LEAVE:
            break
        turn = _next(desk, turn, text, today)
        _show(turn)
    return 0


def _next(desk: Desk, turn: Turn, text: str, today: date) -> Turn:
    buttons = _buttons(turn.page)
    if text.isdecimal() and 1 <= int(text) <= len(buttons):
        action = buttons[int(text) - 1].action
        return desk.press(turn.session, action, today) if action else turn
    if text.startswith("/"):
        name, _, argument = text[1:].partition(" ")
        return desk.command(turn.session, name, argument, today)
    return desk.say(turn.session, text, today)


def _buttons(page: Page) -> list[Button]:
    return [button for row in page.rows for button in row]


def _show(turn: Turn) -> None:
    if turn.recap:
        say(f"  > {plain_text(turn.recap)}")
    say()
    say(plain_text(turn.page.text))
    say()
    for number, button in enumerate(_buttons(turn.page), 1):
        say(f"  [{number}] {button.label}" + (f" ({button.url})" if button.url else ""))
    say()
