"""The rule book as one HTML file, opened in a real Chromium: its filters hide what does not fit."""

from pathlib import Path

from playwright.async_api import Locator, async_playwright, expect

from flows.rules import load_rules
from tests.bot.cli.terminal import Terminal
from tests.bot.sandbox.test_page import ARTEFACTS, CHROMIUM, SWITCHES, need_chromium


async def test_the_filters_of_the_book_show_only_what_fits(
    terminal: Terminal, tmp_path: Path
) -> None:
    need_chromium()
    path = tmp_path / "book.html"
    assert terminal("rules", "--format", "html", "--out", str(path)).code == 0
    rules = load_rules().rules
    errors: list[str] = []
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=str(CHROMIUM), args=SWITCHES)
        page = await browser.new_page()
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on(
            "request", lambda asked: errors.append(asked.url) if "file:" not in asked.url else 0
        )
        await page.goto(path.as_uri())
        shown = page.locator("article:not([hidden])")
        await expect(shown).to_have_count(len(rules))
        await page.get_by_label("Route").select_option("coe")
        fitting = [
            each for each in rules.values() if "coe" in each.levels or "coe" in each.not_applicable
        ]
        assert 0 < len(fitting) < len(rules)
        await expect(shown).to_have_count(len(fitting))
        source = fitting[0].sources[0]
        await page.get_by_label("Source").select_option(source)
        await expect(shown).to_have_count(sum(source in each.sources for each in fitting))
        await page.get_by_label("Source").select_option("")
        await page.get_by_label("Words").fill(fitting[-1].id)
        await _at_least_this_one(shown, page.locator(f"article[id='{fitting[-1].id}']"))
        await page.screenshot(path=ARTEFACTS / "rule-book.png")
        await browser.close()
    assert errors == []


async def _at_least_this_one(shown: Locator, wanted: Locator) -> None:
    await expect(wanted).to_be_visible()
    assert 1 <= await shown.count() <= 5
