"""What a translator saves is spoken within a second while a bot is being worked on."""

import asyncio
import shutil
import time
from dataclasses import replace
from pathlib import Path

import pytest

from bot.freshness import keep_fresh
from flows.desk import Desk
from flows.language import Languages
from flows.questionnaire import load_questionnaire
from flows.rules import load_rules
from flows.session import Session
from locales.catalogues import Catalogues, po_path
from locales.po_file import read
from locales.po_writer import write
from locales.problem import BadLocaleData
from locales.registry import HERE
from tests.bot.builders import TODAY


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(HERE / "vi", tmp_path / "vi")
    shutil.copytree(HERE / "ja", tmp_path / "ja")
    shutil.copytree(HERE / "templates", tmp_path / "templates")
    return tmp_path


@pytest.fixture
def desk(root: Path) -> Desk:
    return Desk(load_questionnaire(), load_rules(), Languages(Catalogues.load(root)))


def welcome(desk: Desk) -> str:
    return desk.page(Session("Ab3dE", 1, "vi", view="welcome"), TODAY).text


def save(root: Path, text: str) -> None:
    path = po_path(root, "vi", "ui")
    po = read(path)
    [key] = [key for key in po.current if key.startswith("ui.welcome.")][:1]
    told = [replace(each, strings=(text,)) if each.key == key else each for each in po.entries]
    write(path, replace(po, entries=tuple(told)))


def test_a_saved_file_is_read_again_and_others_are_not(desk: Desk, root: Path) -> None:
    assert desk.refresh_words() == ()
    save(root, "Xin chào từ tệp mới")
    assert desk.refresh_words() == ("vi",)
    assert "Xin chào từ tệp mới" in welcome(desk)
    assert desk.refresh_words() == ()


def test_a_broken_file_leaves_the_words_as_they_were(desk: Desk, root: Path) -> None:
    before = welcome(desk)
    path = po_path(root, "vi", "ui")
    path.write_text(path.read_text(encoding="utf-8") + "\nmsgid broken\n", encoding="utf-8")
    with pytest.raises(BadLocaleData, match="found msgid broken"):
        desk.refresh_words()
    assert welcome(desk) == before
    assert desk.refresh_words() == ()


async def test_it_takes_less_than_a_second(desk: Desk, root: Path) -> None:
    watching = asyncio.create_task(keep_fresh(desk))
    try:
        await asyncio.sleep(0)
        save(root, "Xin chào lần nữa")
        began = time.process_time()
        for _ in range(200):
            if "Xin chào lần nữa" in welcome(desk):
                break
            await asyncio.sleep(0.05)
        else:
            raise AssertionError("not read within ten seconds")
        # By CPU time, as the machine may be busy; the look at the files comes on top.
        assert time.process_time() - began < 1
    finally:
        watching.cancel()
        await asyncio.gather(watching, return_exceptions=True)
