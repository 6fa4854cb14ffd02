"""The preview's page in a real Chromium."""

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, Request, expect

from bot.preview.theatre import Theatre
from tests.bot.preview.conftest import CODE, Edited

pytestmark = pytest.mark.asyncio(loop_scope="module")
WITHIN = 1_500
"""A second, and a margin for a busy machine."""
TITLE = "flow.question.payment_problems.title"
HELP = "flow.question.payment_problems.help"
ENGLISH_TITLE = "Was any of this ever paid late, or is it still owed?"


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def opened(browser: Browser, address: str) -> AsyncIterator[Page]:
    """The preview, which says no error and asks nobody else for anything."""
    errors: list[str] = []
    asked: list[str] = []

    def note(request: Request) -> None:
        asked.append(request.url)

    page = await browser.new_page(viewport={"width": 1440, "height": 900})
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda said: errors.append(said.text) if said.type == "error" else None)
    page.on("request", note)
    await page.goto(address)
    yield page
    await page.close()
    assert errors == []
    assert asked
    assert all(url.startswith((address, "data:")) for url in asked)


@pytest_asyncio.fixture(loop_scope="module")
async def page(opened: Page) -> Page:
    """The preview at the question about payments, with the cursor elsewhere."""
    await opened.mouse.move(1430, 500)
    await opened.keyboard.press("Escape")
    await opened.locator(f"#languages [data-code='{CODE}']").click()
    await opened.locator("#screens").select_option("question.payment_problems")
    await expect(opened.locator(f"#chat [data-key='{TITLE}']")).to_be_visible()
    return opened


async def test_pointing_at_a_text_shows_its_entry(page: Page) -> None:
    entry = page.locator("#entry")
    await page.locator(f"#chat [data-key='{TITLE}']").hover()
    await expect(entry.locator("h2")).to_have_text(TITLE)
    await expect(entry.locator("[lang=en]").first).to_contain_text(ENGLISH_TITLE)
    await expect(entry.locator(".text[lang=ja]")).to_contain_text("支払")
    await expect(entry.locator(".yours")).not_to_be_empty()
    await expect(entry.locator(".near")).to_contain_text(HELP)
    await expect(page.locator("#foot .left")).to_contain_text("of 300 characters")
    await expect(page.locator("#foot .screens")).to_contain_text(ENGLISH_TITLE)
    await page.locator("#chat [data-key='flow.option.payment_problems.residence_tax']").hover()
    await expect(entry.locator("table")).to_contain_text("住民税")
    await expect(entry.locator("table")).to_contain_text("thuế cư trú")


async def test_the_buttons_work_as_for_people(page: Page) -> None:
    tax = page.locator(
        "button.key", has=page.locator("[data-key$='payment_problems.residence_tax']")
    )
    await tax.click()
    await expect(tax).to_contain_text("☑")
    await page.locator("button.key", has=page.locator("[data-key='ui.button.confirm']")).click()
    title = page.locator("#chat [data-key='flow.question.residence_tax.title']")
    await expect(title.first).to_be_visible()
    await page.locator("#undo").click()
    await expect(tax).to_contain_text("☑")


async def test_typing_and_commands_work_as_for_people(page: Page) -> None:
    await page.locator("#text").fill("/help")
    await page.keyboard.press("Enter")
    await expect(page.locator("#chat [data-key='ui.help.title']")).to_be_visible()
    await page.locator("#text").fill("/back")
    await page.keyboard.press("Enter")
    await page.locator("#text").fill("something that fits nothing")
    await page.keyboard.press("Enter")
    await expect(page.locator("#chat [data-key='ui.notice.unclear']").first).to_be_visible()


async def test_every_kind_of_screen_can_be_opened(page: Page) -> None:
    names = await page.locator("#screens option").evaluate_all(
        "all => all.map((each) => each.value)"
    )
    kinds = {name.split(".")[0] for name in names if name}
    assert kinds >= {"front", "question", "result", "notice", "around"}
    for name, key in {
        "front.answers": "ui.answers.title",
        "front.stop": "advice.stop.title",
        "front.language": "ui.language.title",
        "question.expiry_date.day": "ui.question.date",
        "question.pension.explain": "ui.explain.why",
        "result.engineer": "advice.result.title",
        "notice.too_long": "ui.notice.too_long",
        "around.profile": "profile.command.delete",
        "around.safe": "ui.safe.title",
    }.items():
        await page.locator("#screens").select_option(name)
        await expect(page.locator(f"#chat [data-key='{key}']").first).to_be_visible()


async def test_the_screen_is_shown_in_other_languages(page: Page) -> None:
    title = page.locator(f"#chat [data-key='{TITLE}']")
    for code, direction, text in (
        ("en", "ltr", ENGLISH_TITLE),
        ("ja", "ltr", "支払"),
        ("qps", "ltr", "⟦"),
        ("qpr", "rtl", "⟦"),
    ):
        await page.locator(f"#languages [data-code='{code}']").click()
        await expect(title).to_contain_text(text)
        await expect(page.locator("#chat")).to_have_attribute("dir", direction)


async def test_a_saved_file_is_on_the_page_within_a_second(page: Page, flow: Edited) -> None:
    title = page.locator(f"#chat [data-key='{TITLE}']")
    await title.hover()
    old = await title.text_content()
    assert old
    flow.save(f'msgstr "{old}"', 'msgstr "Câu hỏi mới?"')
    await expect(title).to_have_text("Câu hỏi mới?", timeout=WITHIN)
    await expect(page.locator("#entry .yours")).to_contain_text("Câu hỏi mới?", timeout=WITHIN)


async def test_news_come_although_a_request_has_read_the_file_first(
    page: Page, flow: Edited, theatre: Theatre
) -> None:
    title = page.locator(f"#chat [data-key='{TITLE}']")
    old = await title.text_content()
    flow.save(f'msgstr "{old}"', 'msgstr "Đọc trước?"')
    theatre.stage.draft(CODE)
    await expect(title).to_have_text("Đọc trước?", timeout=WITHIN)


async def test_a_mistake_is_named_at_once(page: Page, flow: Edited) -> None:
    title = page.locator(f"#chat [data-key='{TITLE}']")
    await title.hover()
    old = await title.text_content()
    assert old
    await expect(page.locator("#checks")).to_contain_text("Nothing is wrong.")
    flow.save(f'msgstr "{old}"', 'msgstr "Bạn nợ 100% <b>gì?"')
    await expect(page.locator("#checks")).to_contain_text(
        "A percent sign stands alone. Write %% or the word for percent.", timeout=WITHIN
    )
    await expect(page.locator("#checks")).to_contain_text("The tags differ")
    # People would see the English, and so does the translator.
    await expect(title).to_have_text(ENGLISH_TITLE)
    await expect(title).to_have_class(re.compile("broken"))


async def test_what_telegram_would_refuse_is_said(page: Page, flow: Edited) -> None:
    title = page.locator(f"#chat [data-key='{TITLE}']")
    old = await title.text_content()
    assert old
    flow.save(f'msgstr "{old}"', 'msgstr "Bạn <b>nợ gì?"')
    await expect(page.locator("#size")).to_contain_text("Telegram would refuse", timeout=WITHIN)


async def test_a_file_that_does_not_parse_leaves_the_page_as_it_was(
    page: Page, flow: Edited
) -> None:
    title = page.locator(f"#chat [data-key='{TITLE}']")
    old = await title.text_content()
    flow.save(f'msgid "{ENGLISH_TITLE}"', f'msgidd "{ENGLISH_TITLE}"')
    await expect(page.locator("#trouble")).to_contain_text("flow.po line", timeout=WITHIN)
    await expect(title).to_have_text(old or "")
    flow.undo()
    await expect(page.locator("#trouble")).to_be_hidden(timeout=WITHIN)


async def test_a_changed_english_is_shown_with_its_differences(page: Page, flow: Edited) -> None:
    before = f'#, fuzzy\n#| msgid "Was any of this paid late?"\nmsgctxt "{TITLE}"'
    flow.save(f'msgctxt "{TITLE}"', before)
    title = page.locator(f"#chat [data-key='{TITLE}']")
    await expect(title).to_have_text(ENGLISH_TITLE, timeout=WITHIN)
    await title.hover()
    await expect(page.locator("#entry .old ins").first).to_contain_text("ever")
    await expect(page.locator("#entry .yours em")).to_contain_text(
        "needs a new look", ignore_case=True
    )


async def test_counted_texts_are_tried_with_many_numbers(page: Page) -> None:
    await page.locator("#sought").fill("ui.resume.count")
    await page.locator("#hits button").first.click()
    await expect(page.locator("#entry .trials > span")).to_have_text(
        ["0", "1", "2", "5", "11", "21"]
    )
    await expect(page.locator("#chat [data-key='ui.resume.count']")).to_be_visible()


async def test_other_addresses_are_refused(page: Page, address: str) -> None:
    answer = await page.request.get(f"{address}about", headers={"host": "evil.example"})
    assert answer.status == 400
