"""What the commands print goes through here, so that nothing else writes to the terminal."""

import sys


def say(text: str = "") -> None:
    """Print one line, or more, to standard output."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def complain(text: str) -> None:
    """Print one line to standard error."""
    sys.stderr.write(f"{text}\n")
