"""`zairyu-bot link`: a start link that a consultant shares, with its QR code as PNG and SVG."""

import argparse
import os
import re
from pathlib import Path

import segno

from bot.cli.output import say
from bot.settings import CannotRun
from flows.desk import Desk
from flows.payload import PLANS, Payload

_NAME = re.compile(r"@?([A-Za-z][A-Za-z0-9_]{3,31})")


def add(parser: argparse.ArgumentParser) -> None:
    """Add the arguments of the command."""
    parser.add_argument("--bot", default=os.environ.get("BOT_NAME", ""), help="the bot's @name")
    parser.add_argument("--lang", default="", help="start in this language")
    parser.add_argument("--plan", default="", help=f"one of {', '.join(PLANS)}")
    parser.add_argument("--office", default="", help="a code for your office: letters and digits")
    parser.add_argument("--out", type=Path, default=None, help="folder for link.png and link.svg")


def run(arguments: argparse.Namespace) -> int:
    """Print the link; write the QR codes when a folder is given."""
    name = _NAME.fullmatch(arguments.bot)
    if name is None:
        raise CannotRun("--bot: give the bot's name as in Telegram, like --bot @zairyu_bot")
    codes = Desk.load().languages
    if arguments.lang and arguments.lang not in codes:
        raise CannotRun(f"--lang {arguments.lang!r}: allowed are {', '.join(codes)}")
    if arguments.plan and arguments.plan not in PLANS:
        raise CannotRun(f"--plan {arguments.plan!r}: allowed are {', '.join(PLANS)}")
    payload = _payload(arguments)
    address = f"https://t.me/{name[1]}" + (f"?start={payload}" if payload else "")
    say(address)
    if arguments.out:
        for path in _drawn(address, arguments.out):
            say(str(path))
    return 0


def _payload(arguments: argparse.Namespace) -> str:
    try:
        return Payload(arguments.lang, arguments.plan, arguments.office).encode()
    except ValueError as error:
        raise CannotRun(f"--office {arguments.office!r}: {error}") from error


def _drawn(address: str, folder: Path) -> list[Path]:
    code = segno.make(address, error="m", micro=False)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        paths = [folder / "link.png", folder / "link.svg"]
        code.save(str(paths[0]), scale=10, border=4)
        code.save(str(paths[1]), scale=10, border=4)
    except OSError as error:
        raise CannotRun(f"--out {folder}: {error.strerror}") from error
    return paths
