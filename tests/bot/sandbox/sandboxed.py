"""`run_sandbox` around the tiny bot, as a process: `sandboxed.py PORT`."""

import asyncio
import sys
from pathlib import Path

from bot.sandbox.command import run_sandbox
from bot.settings import CannotRun

if __name__ == "__main__":
    bot = (sys.executable, str(Path(__file__).with_name("echo.py")))
    try:
        asyncio.run(run_sandbox("127.0.0.1", int(sys.argv[1]), command=bot))
    except CannotRun as reason:
        print(f"cannot run: {reason}")
        sys.exit(2)
