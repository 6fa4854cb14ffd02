"""`zairyu-bot run`: the bot on Telegram, by webhook or polling."""

import argparse

import uvloop

from bot.app import run as run_app
from bot.settings import Settings


def add(parser: argparse.ArgumentParser) -> None:
    """Add no arguments: everything is told by the environment."""


def run(arguments: argparse.Namespace) -> int:
    """Run until stopped; SIGTERM drains and ends."""
    uvloop.run(run_app(Settings.read()))
    return 0
