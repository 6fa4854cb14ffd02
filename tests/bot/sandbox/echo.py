"""The tiny bot as a process of its own, a script. Reads the variables that `run` reads."""

import asyncio
import os
import sys

from tiny import Tiny, plain_bot


async def main() -> None:
    if "FAIL" in os.environ:
        sys.exit(int(os.environ["FAIL"]))
    token, address = os.environ["TELEGRAM_BOT_TOKEN"], os.environ["TELEGRAM_API_URL"]
    async with plain_bot(token, f"{address}/bot") as bot:
        await Tiny(bot).poll()


if __name__ == "__main__":
    asyncio.run(main())
