"""The stage with everything around it, and what is kept of it while people look: a version."""

import asyncio
from datetime import date
from pathlib import Path

from bot.preview.entry import Entries
from bot.preview.index import Index
from bot.preview.shown import Easel
from bot.preview.stage import Stage
from bot.preview.stills import Stills
from locales.registry import HERE

SECONDS = 0.2
"""Between two looks at the time stamps: a saved file is on the page within a second."""


class Theatre:
    """One language under preview. `version` grows with each saved file."""

    def __init__(self, code: str, today: date, root: Path = HERE) -> None:
        """Load everything; drawing all screens waits for `index.fill`."""
        self.stage = Stage(code, today, root)
        self.easel = Easel(self.stage)
        self.stills = Stills(self.stage, self.easel)
        self.index = Index(self.stage, self.easel, self.stills)
        self.entries = Entries(self.stage, self.stills)
        self.version = self.stage.refresh()
        self.closing = False
        self._changed = asyncio.Event()

    @property
    def trouble(self) -> str:
        """Why the last saved file can't be read, or ''."""
        draft = self.stage.drafts.get(self.stage.code)
        return draft.trouble if draft else ""

    async def watch(self) -> None:
        """Look for saved files until stopped."""
        while not self.closing:
            await asyncio.sleep(SECONDS)
            # A request may have read a saved file before; the count of readings tells all the same.
            if self.version != (version := self.stage.refresh()):
                self.version = version
                self._wake()

    async def changed(self) -> None:
        """Wait until something was saved, or the preview ends."""
        await self._changed.wait()

    def close(self) -> None:
        """Let go of everybody who waits."""
        self.closing = True
        self._wake()

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()
