"""A preview of Vietnamese on copies of its files, and a real Chromium that looks at it."""

import asyncio
import contextlib
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from playwright.async_api import Browser, async_playwright

from bot.preview import index
from bot.preview.command import door
from bot.preview.people import load_people
from bot.preview.theatre import Theatre
from bot.preview.web import application
from bot.web import server
from locales.registry import HERE
from tests.bot.builders import TODAY
from tests.bot.sandbox.test_page import CHROMIUM, SWITCHES, need_chromium

CODE = "vi"
PEOPLE = 2


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copies of the PO files, so that the translators' own stay as they are."""
    copy = tmp_path_factory.mktemp("locales")
    for code in (CODE, "ja"):
        shutil.copytree(HERE / code, copy / code)
    return copy


@pytest.fixture(scope="module")
def theatre(root: Path) -> Iterator[Theatre]:
    """Fewer people than there are: drawing the results of all of them takes its time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index, "load_people", lambda *given: load_people(*given)[:PEOPLE])
        yield Theatre(CODE, TODAY, root)


class Edited:
    """The file of questions, as a translator saves it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._before = path.read_text(encoding="utf-8")

    def save(self, old: str, new: str) -> None:
        """Save it with one change; what was changed earlier is undone."""
        assert old in self._before
        self._path.write_text(self._before.replace(old, new, 1), encoding="utf-8")

    def undo(self) -> None:
        self._path.write_text(self._before, encoding="utf-8")


@pytest.fixture
def flow(root: Path) -> Iterator[Edited]:
    edited = Edited(root / CODE / "LC_MESSAGES" / "flow.po")
    yield edited
    edited.undo()


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def address(theatre: Theatre) -> AsyncIterator[str]:
    """Where the preview runs."""
    listening = door(0)
    serving = server(application(theatre))
    running = asyncio.create_task(serving.serve(sockets=[listening]))
    watching = asyncio.create_task(theatre.watch())
    await asyncio.to_thread(theatre.index.fill)
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/"
    theatre.close()
    serving.should_exit = True
    watching.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await watching
    await running


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    need_chromium()
    async with async_playwright() as driver:
        running = await driver.chromium.launch(executable_path=str(CHROMIUM), args=SWITCHES)
        yield running
        await running.close()
