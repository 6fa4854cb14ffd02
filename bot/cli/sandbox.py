"""`zairyu-bot sandbox`: a stand-in for Telegram on this machine, the real bot, and a chat page."""

import argparse

import uvloop

from bot.sandbox.command import run_sandbox


def add(parser: argparse.ArgumentParser) -> None:
    """Add where the page listens."""
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on")
    parser.add_argument("--port", type=int, default=8081, help="port of the chat page; 0 for any")


def run(arguments: argparse.Namespace) -> int:
    """Run until stopped."""
    uvloop.run(run_sandbox(arguments.host, arguments.port))
    return 0
