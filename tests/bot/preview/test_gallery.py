"""The gallery is one file that needs nothing else, and it leaves no text out."""

import re
from pathlib import Path

import pytest
from playwright.async_api import Browser, Request, expect

from bot.preview import index
from bot.preview.gallery import write_gallery
from bot.preview.people import load_people
from locales.extract import extract
from tests.bot.builders import TODAY
from tests.bot.preview.conftest import PEOPLE

pytestmark = pytest.mark.asyncio(loop_scope="module")
CODE = "ja"


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gallery") / "out.html"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(index, "load_people", lambda *given: load_people(*given)[:PEOPLE])
        assert write_gallery(CODE, path, TODAY) > PEOPLE
    return path


async def test_every_text_stands_in_it(gallery: Path) -> None:
    shown = set(re.findall(r'data-key="([^"]+)"', gallery.read_text(encoding="utf-8")))  # noqa: ASYNC240
    keys = {each.key for each in extract().messages}
    assert keys
    assert shown == keys


async def test_it_opens_without_network_and_tells_keys_and_english(
    gallery: Path, browser: Browser
) -> None:
    asked: list[str] = []
    errors: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    context = await browser.new_context(offline=True)
    page = await context.new_page()
    page.on("request", note)
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    await page.goto(gallery.as_uri())
    await expect(page.locator("nav li").first).to_be_visible()
    title = page.locator("[data-screen='front.welcome'] [data-key='ui.welcome.title']")
    await title.hover()
    await expect(page.locator("#tip")).to_contain_text("ui.welcome.title")
    await expect(page.locator("#tip")).to_contain_text("Hello. Let us look")
    await page.get_by_label("English").check()
    beside = page.locator("[data-screen='front.welcome'] .beside")
    await expect(beside).to_contain_text("Hello. Let us look")
    await page.get_by_label("Find").fill("ui.welcome.title")
    await expect(page.locator(".screen:visible")).to_have_count(1)
    await context.close()
    assert errors == []
    assert asked == [gallery.as_uri()]
