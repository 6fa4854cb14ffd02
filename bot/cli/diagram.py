"""`zairyu-bot diagram`: the interview as a Mermaid state diagram, drawn from the questions."""

import argparse

from bot.cli.output import say
from flows.diagram import mermaid
from flows.questionnaire import load_questionnaire


def add(parser: argparse.ArgumentParser) -> None:
    """Add no arguments."""


def run(arguments: argparse.Namespace) -> int:
    """Print the diagram; docs/interview.mmd is kept equal to it by a test."""
    say(mermaid(load_questionnaire()))
    return 0
