"""`python -m bot` is the same as `zairyu-bot`."""

from bot.cli import entry

if __name__ == "__main__":
    entry()
