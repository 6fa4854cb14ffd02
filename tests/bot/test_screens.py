import re

from hypothesis import given
from hypothesis import strategies as st

from bot.screens import MOST_UNITS, screen, split, units, visible
from flows.session import Session
from flows.terms import Action, Button, Page

PARAGRAPH = (
    '<b>Why.</b> You said &lt;this&gt; &amp; <i>that</i>, see <a href="https://example.org">it</a>.'
)


def is_balanced(html: str) -> bool:
    open_tags: list[str] = []
    for close, name in re.findall(r"<(/?)([a-z]+)[^>]*>", html):
        if not close:
            open_tags.append(name)
        elif not open_tags or open_tags.pop() != name:
            return False
    return not open_tags


def test_a_short_page_is_one_part_with_its_keyboard() -> None:
    page = Page(
        "question",
        "Hello",
        ((Button("Yes", Action("answer", "q", "yes")), Button("See", None, "https://x.org")),),
        "en",
    )
    shown = screen(page, Session("Ab3dE", 7, "en"))
    assert shown.parts == ("Hello",)
    assert shown.keys == [[("Yes", "Ab3dE7.a.q.yes", ""), ("See", "", "https://x.org")]]


def test_a_long_page_is_cut_between_paragraphs() -> None:
    paragraphs = [f"{number} {PARAGRAPH}" for number in range(200)]
    parts = split("\n\n".join(paragraphs))
    assert len(parts) > 1
    assert "\n\n".join(parts).split("\n\n") == paragraphs


def test_a_paragraph_longer_than_a_message_is_cut_between_words_with_tags_closed() -> None:
    html = "<blockquote><b>" + "word &amp; 字 " * 2000 + "</b></blockquote>"
    parts = split(html)
    assert len(parts) > 2
    for part in parts:
        assert is_balanced(part)
        assert units(visible(part)) <= MOST_UNITS
    words = " ".join(visible(part) for part in parts).split()
    assert words == visible(html).split()


def test_a_word_longer_than_a_message_is_cut_too() -> None:
    parts = split("😀" * 5000)
    assert "".join(parts) == "😀" * 5000
    assert all(units(part) <= MOST_UNITS for part in parts)


def test_no_message_has_more_entities_than_telegram_reads() -> None:
    parts = split("\n\n".join(f"<b>{number}</b>" for number in range(250)))
    assert len(parts) == 3
    assert all(part.count("</b>") <= 100 for part in parts)


words = st.lists(
    st.sampled_from(["a", "字", "😀", "&lt;", "word " * 50, "字" * 500]), max_size=30
).map(" ".join)
tagged = st.builds(
    lambda tag, inner: f"<{tag}>{inner}</{tag}>", st.sampled_from(["b", "i", "blockquote"]), words
)
paragraphs = st.lists(st.one_of(words, tagged), min_size=1, max_size=12).map("\n\n".join)


@given(paragraphs)
def test_any_page_is_cut_into_valid_parts_and_loses_no_word(html: str) -> None:
    parts = split(html)
    assert all(is_balanced(part) and units(visible(part)) <= MOST_UNITS for part in parts)
    assert letters("".join(parts)) == letters(html)


def letters(html: str) -> str:
    return "".join(visible(html).split())
