"""The chat page in a real Chromium. Without one: a failure where CI=true, else a skip with why."""

import os
import re
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, async_playwright, expect
from telegram import Bot, BotCommand, InlineKeyboardButton, InlineKeyboardMarkup

from bot.sandbox.standin import StandIn
from tests.bot.sandbox.tiny import MENU, Tiny

CHROMIUM = Path("/usr/bin/chromium")
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
ARTEFACTS = Path(__file__).parents[2] / "artefacts"
DESKTOP = {"width": 1000, "height": 900}
PHONE = {"width": 390, "height": 800}
ARTEFACTS.mkdir(exist_ok=True)
Open = Callable[..., Awaitable[Page]]


def need_chromium() -> None:
    if CHROMIUM.exists():
        return
    reason = f"{CHROMIUM} is missing: install Debian's package chromium"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    need_chromium()
    async with async_playwright() as driver:
        running = await driver.chromium.launch(executable_path=str(CHROMIUM), args=SWITCHES)
        yield running
        await running.close()


@pytest.fixture
async def page_of(browser: Browser, standin: StandIn, tiny: Tiny) -> AsyncIterator[Open]:
    errors: list[str] = []

    async def open_page(person: int = 1001, *, size: dict[str, int] = DESKTOP, **more: str) -> Page:
        page = await browser.new_page(viewport=size, **more)  # type: ignore[arg-type]
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
        await page.goto(f"{standin.url}/#{person}")
        return page

    yield open_page
    assert errors == []


async def shot(page: Page, name: str) -> None:
    await page.wait_for_timeout(300)
    await page.screenshot(path=ARTEFACTS / f"{name}.png")


async def test_a_conversation_on_a_desktop(page_of: Open, bot: Bot) -> None:
    await bot.set_my_commands([BotCommand("start", "Begin"), BotCommand("help", "How it works")])
    await bot.set_my_description("A tiny bot that repeats how much you said.")
    page = await page_of()
    await expect(page.locator(".intro")).to_have_text("A tiny bot that repeats how much you said.")
    await page.get_by_role("button", name="Start").first.click()
    await expect(page.locator(".message:not(.mine) .words")).to_have_text("You said: 6 letters")
    await expect(page.locator(".words b")).to_have_text("6 letters")
    await page.get_by_label("Message", exact=True).fill("What must I pay before I apply?")
    await page.keyboard.press("Enter")
    await expect(page.locator(".message")).to_have_count(4)
    await shot(page, "page-desktop")
    await page.locator(".message").last.get_by_role("button", name="Tell me more").click()
    await expect(page.locator(".message").last.locator(".words")).to_have_text(
        "Answer: say:Tell me more"
    )
    await expect(page.locator(".message")).to_have_count(4)
    await expect(page.locator(".toast")).to_have_text("Tapped say:Tell me more")
    await expect(page.locator("[aria-busy]")).to_have_count(0)


async def test_the_command_menu_follows_the_language(page_of: Open, bot: Bot) -> None:
    await bot.set_my_commands([BotCommand("help", "How it works")])
    await bot.set_my_commands([BotCommand("help", "使い方")], language_code="ja")
    page = await page_of()
    await page.get_by_role("button", name="Start").first.click()
    await page.get_by_role("button", name="Command menu").click()
    await expect(page.locator("#command-list")).to_have_text("/helpHow it works")
    await page.keyboard.press("Escape")
    await expect(page.locator("#commands")).to_be_hidden()
    await page.get_by_label("Language of their phone").select_option("ja")
    await page.get_by_role("button", name="Command menu").click()
    await expect(page.locator("#command-list")).to_have_text("/help使い方")
    await page.locator("#command-list button").click()
    await expect(page.locator(".message.mine").last).to_contain_text("/help")


async def test_a_phone_is_full_width_and_its_settings_open_over_the_chat(page_of: Open) -> None:
    page = await page_of(1002, size=PHONE, color_scheme="dark")
    await page.get_by_role("button", name="Start").first.click()
    await expect(page.locator(".keys")).to_be_visible()
    await shot(page, "page-phone-dark")
    box = await page.locator("#phone").bounding_box()
    assert box
    assert box["width"] == 390
    assert await page.evaluate("document.documentElement.scrollWidth") == 390
    await page.get_by_role("button", name="Sandbox settings").click()
    await expect(page.get_by_role("button", name="Close settings")).to_be_focused()
    await shot(page, "page-phone-settings")
    await page.get_by_label("Start link payload").fill("ja-plan_7")
    await page.locator("#link button").click()
    await expect(page.locator(".message.mine").last).to_contain_text("/start ja-plan_7")


async def test_right_to_left_clients_mirror_the_chat(page_of: Open, tiny: Tiny) -> None:
    tiny.menu = InlineKeyboardMarkup(
        [
            [
                InlineKeyboardButton("بله", callback_data="y"),
                InlineKeyboardButton("خیر", callback_data="n"),
            ],
            [InlineKeyboardButton("وب‌سایت", url="https://example.org/")],
        ]
    )
    page = await page_of(1004)
    await page.get_by_role("button", name="Start").first.click()
    await page.get_by_label("Message", exact=True).fill("سلام، ویزای من 3 ماه دیگر تمام می‌شود")
    await page.keyboard.press("Enter")
    await expect(page.locator("#phone")).to_have_attribute("dir", "rtl")
    await expect(page.locator(".keys")).to_have_count(2)
    mine = await page.locator(".message.mine").last.bounding_box()
    theirs = await page.locator(".message:not(.mine)").last.bounding_box()
    assert mine
    assert theirs
    assert mine["x"] < theirs["x"]
    await expect(page.get_by_role("link", name="وب‌سایت").last).to_have_attribute(
        "href", "https://example.org/"
    )
    await shot(page, "page-rtl")


async def test_people_are_switched_and_keep_their_chats(page_of: Open, standin: StandIn) -> None:
    page = await page_of()
    await page.get_by_role("button", name="Start").first.click()
    await expect(page.locator(".message")).to_have_count(2)
    await page.locator("#people").get_by_text("Haruka").click()
    await expect(page.locator(".message")).to_have_count(0)
    await page.locator("#people").get_by_text("Mina").click()
    await expect(page.locator(".message")).to_have_count(2)
    assert page.url.endswith("#1001")


async def test_blocking_sending_things_and_restarting(page_of: Open, standin: StandIn) -> None:
    restarts = []

    async def restart() -> None:
        restarts.append(1)

    standin.sim.on_restart = restart
    page = await page_of()
    await page.get_by_role("button", name="Start").first.click()
    await page.get_by_role("button", name="Send something else").click()
    await page.locator("#thing-list").get_by_text("sticker").click()
    await expect(page.locator(".message").last).to_contain_text("That is no text.")
    await page.get_by_role("button", name="Restart the bot").click()
    await expect(page.locator("#bench-note")).to_contain_text("started again")
    assert restarts == [1]
    await page.get_by_role("button", name="Block the bot").click()
    await page.get_by_role("button", name="Unblock and restart").click()
    await expect(page.locator("#composer")).to_be_visible()


async def test_markup_is_drawn_and_never_run(page_of: Open, bot: Bot, chat: int) -> None:
    await bot.send_message(
        chat,
        "<b>bold <i>both</i></b> <u>u</u> <s>s</s> <code>&lt;script&gt;</code> "
        '<a href="https://example.org/x">link</a>\n<blockquote expandable>'
        + "A long quotation of the guideline. " * 12
        + "</blockquote>\n😀 <b>after</b> /help &lt;img src=x onerror=alert(1)&gt;",
        parse_mode="HTML",
        reply_markup=MENU,
    )
    page = await page_of()
    words = page.locator(".message:not(.mine) .words").filter(has_text="quotation")
    await expect(words.locator("b > i")).to_have_text("both")
    await expect(words.locator("b").last).to_have_text("after")
    await expect(words.locator("code")).to_have_text("<script>")
    await expect(words.locator("a")).to_have_attribute("rel", re.compile("noopener"))
    await expect(words.locator("img, script")).to_have_count(0)
    await expect(words.locator("button.command")).to_have_text("/help")
    await shot(page, "page-markup")


async def test_another_site_may_not_act_here(standin: StandIn, page_of: Open) -> None:
    page = await page_of()
    answer = await page.request.post(
        f"{standin.url}/sim/reset", headers={"origin": "https://evil.example"}
    )
    assert answer.status == 403
