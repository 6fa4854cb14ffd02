"""A whole conversation in a real Chromium, with the bot and the sandbox as people start them."""

import asyncio
import os
import re
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from playwright.async_api import Locator, Page, async_playwright, expect

from flows.desk import Desk
from flows.questions import Kind
from flows.wording import Wording
from tests.bot.sandbox.test_page import ARTEFACTS, CHROMIUM, PHONE, SWITCHES, need_chromium

ROOT = Path(__file__).parents[2]
PATIENCE = 60_000
DESK = Desk.load()
BEFORE = (
    ("situation", "in_japan"),
    ("status", "engineer_specialist"),
    ("plan", "renew"),
    ("expiry_date", "unknown"),
    ("activity", "as_permitted"),
    ("job_since_last_permission", "changed_job"),
)
AFTER = (
    ("livelihood", "stable"),
    ("work_match", "none"),
    ("payment_problems", "pension"),
    ("pension", "owed_3_months_or_more"),
    ("insurance_kind", "national"),
    ("employer_insurance", "enrolled"),
    ("record_problems", "none"),
    ("wants_permanent_residence", "not_wanted"),
    ("filing_date", "unknown"),
)
ENGINEER = re.compile("Engineer|技術・人文知識・国際業務")


@pytest.fixture
async def address(tmp_path: Path) -> AsyncIterator[str]:
    """The address that `zairyu-bot sandbox` prints, on a free port and an empty database."""
    need_chromium()
    environ = {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "PYTHONUNBUFFERED": "1",
        "DATABASE_URL": f"sqlite:///{tmp_path / 'bot.sqlite'}",
    }
    process = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "sandbox", "--port", "0"),
        cwd=tmp_path,
        env=environ,
        stdout=PIPE,
        stderr=DEVNULL,
    )
    assert process.stdout
    try:
        while line := (await asyncio.wait_for(process.stdout.readline(), 60)).decode():
            if found := re.search(r"Open (http://\S+)", line):
                yield found[1]
                break
        else:
            pytest.fail("the sandbox printed no address")
    finally:
        process.send_signal(signal.SIGTERM)
        await asyncio.wait_for(process.communicate(), 30)


class Phone:
    """Somebody who taps through the page, in one language."""

    def __init__(self, page: Page, language: str) -> None:
        self.page, self.language = page, language
        self.words: Wording = DESK._printer._words[language]

    @property
    def live(self) -> Locator:
        """The bot's message that has buttons."""
        return self.page.locator(".message:not(.mine)").filter(has=self.page.locator(".keys")).last

    async def tap(self, label: str) -> None:
        await self.live.get_by_role("button", name=label, exact=True).click()

    async def button(self, name: str) -> None:
        await self.tap(self.words.button(name))

    async def answer(self, name: str, code: str) -> None:
        """Answer the open question and see the recap that it is frozen into."""
        question = DESK.questionnaire.questions[name]
        title = str(self.words.question(question, "title"))
        await expect(self.live).to_contain_text(title, timeout=PATIENCE)
        if code in ("unknown", "none"):
            await self.button(code)
        elif name == "status":
            await self.tap(self.words.group("companies"))
            await self.live.get_by_role("button", name=ENGINEER).click()
        else:
            option = next(each for each in question.options if each.code == code)
            ticks = "☐ " if question.kind is Kind.multi else ""
            await self.tap(ticks + self.words.option(option))
            if ticks:
                await self.button("confirm")
        await expect(self.live).not_to_contain_text(title, timeout=PATIENCE)

    async def shot(self, name: str) -> None:
        await self.page.wait_for_timeout(400)
        await self.page.screenshot(path=ARTEFACTS / f"talk-{self.language}-{name}.png")


@pytest.mark.parametrize(("language", "person"), [("en", 1001), ("ja", 1002)])
async def test_a_renewal_on_the_page_with_the_bot_restarted_in_the_middle(
    address: str, language: str, person: int
) -> None:
    errors: list[str] = []
    async with async_playwright() as driver:
        browser = await driver.chromium.launch(executable_path=str(CHROMIUM), args=SWITCHES)
        page = await browser.new_page(viewport=PHONE)  # type: ignore[arg-type]
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: errors.append(str(error)))
        await page.goto(f"{address}#{person}")
        await _talk(Phone(page, language))
        await browser.close()
    assert errors == []


async def _talk(phone: Phone) -> None:
    page = phone.page
    await page.get_by_role("button", name="Start").first.click()
    await expect(phone.live).to_be_visible(timeout=PATIENCE)
    await phone.shot("1-languages")
    await phone.tap({"en": "English", "ja": "日本語"}[phone.language])
    begin = phone.live.get_by_role("button", name=phone.words.button("begin"), exact=True)
    await expect(begin).to_be_visible(timeout=PATIENCE)
    await phone.shot("2-welcome")
    await begin.click()
    for name, code in BEFORE:
        await phone.answer(name, code)
    await phone.shot("3-question")
    await _restart(page)
    for name, code in AFTER:
        await phone.answer(name, code)
        if name == "work_match":
            await phone.shot("4-many-answers")
    result = phone.words.name("level.strict")
    await expect(phone.live).to_contain_text(result, timeout=PATIENCE)
    await phone.shot("5-result")
    await phone.button("reasons_renewal")
    await expect(phone.live.get_by_role("link").first).to_be_visible(timeout=PATIENCE)
    await phone.shot("6-reasons")
    await phone.button("to_result")
    reasons = phone.live.get_by_role("button", name=phone.words.button("reasons_renewal"))
    for number, view in enumerate(("todo", "papers", "unknowns", "more_result"), 7):
        await expect(reasons).to_be_visible(timeout=PATIENCE)
        await phone.button(view)
        await expect(reasons).to_have_count(0, timeout=PATIENCE)
        await phone.shot(f"{number}-{view}")
        await phone.button("to_result")
    # Nothing sticks out of the phone: else a focused button scrolls its header out of sight.
    sizes = "[phone.scrollHeight - phone.clientHeight, document.body.scrollHeight - innerHeight]"
    assert await page.evaluate(sizes) == [0, 0]


async def _restart(page: Page) -> None:
    await page.get_by_role("button", name="Sandbox settings").click()
    await page.get_by_role("button", name="Restart the bot").click()
    await expect(page.locator("#bench-note")).to_contain_text("started again", timeout=PATIENCE)
    await page.get_by_role("button", name="Close settings").click()
