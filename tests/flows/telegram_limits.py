"""What Telegram and our own budgets allow of a page; `fits` names everything that breaks them."""

import re
from html.parser import HTMLParser

from flows.terms import Page

MOST_BUTTONS, MOST_A_ROW, MOST_LABEL = 100, 8, 40
MOST_PARAGRAPH = 4096
_TAGS = {"b", "i", "u", "s", "code", "a", "blockquote"}
_LEFT_OVER = re.compile(r"%\(|%%|\{\{|\{%|Undefined")


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def visible(html: str) -> str:
    return re.sub(r"<[^<>]*>", "", html)


class _Checker(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.problems: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag not in _TAGS:
            self.problems.append(f"tag {tag}")
        if tag == "a" and not dict(attrs).get("href", "").startswith(("http://", "https://")):
            self.problems.append(f"address {dict(attrs)}")
        self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.problems.append(f"closing {tag}")


def problems(page: Page) -> list[str]:
    checker = _Checker()
    checker.feed(page.text)
    checker.close()
    found = [*checker.problems, *(f"open {tag}" for tag in checker.open)]
    found += [f"left over {each}" for each in _LEFT_OVER.findall(page.text)]
    if page.language in ("qps", "qpr") and "None" in page.text:
        found.append("a value that is not there")
    found += [
        f"paragraph of {units(visible(each))}"
        for each in page.text.split("\n\n")
        if units(visible(each)) > MOST_PARAGRAPH
    ]
    if not visible(page.text).strip():
        found.append("no text")
    buttons = [button for row in page.rows for button in row]
    if len(buttons) > MOST_BUTTONS:
        found.append(f"{len(buttons)} buttons")
    found += [f"row of {len(row)}" for row in page.rows if not 0 < len(row) <= MOST_A_ROW]
    found += [
        f"label {each.label!r}" for each in buttons if not 0 < units(each.label) <= MOST_LABEL
    ]
    actions = [each.action for each in buttons if each.action]
    if len(set(actions)) != len(actions):
        found.append("two buttons do the same")
    for action in actions:
        told = f"Ab3dEzzzzz.a.{action.question}.{action.argument}"
        if units(told) > 64:
            found.append(f"carries {units(told)}: {action}")
    return found
