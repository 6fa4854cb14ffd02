import pytest

from bot.sandbox.telegram.address import link
from bot.sandbox.telegram.html import parse_html
from bot.sandbox.telegram.refusal import Refusal
from bot.sandbox.telegram.units import units


def test_plain_text_has_no_entities() -> None:
    assert parse_html("Nothing > special") == ("Nothing > special", [])


def test_references_become_characters_and_unknown_ones_stay() -> None:
    text, _ = parse_html("a &lt;b&gt; &amp; &quot;c&quot; &#33;&#x3042; &nbsp; &copy; & alone")
    assert text == 'a <b> & "c" !あ &nbsp; &copy; & alone'


def test_offsets_count_utf16_units() -> None:
    text, entities = parse_html("🏠 <b>在留</b> <i>x</i>")
    assert text == "🏠 在留 x"
    assert entities == [
        {"type": "bold", "offset": 3, "length": 2},
        {"type": "italic", "offset": 6, "length": 1},
    ]


def test_nested_tags_give_nested_entities_outer_first() -> None:
    _, entities = parse_html("<b>a<i>b</i></b>")
    assert [(each["type"], each["offset"], each["length"]) for each in entities] == [
        ("bold", 0, 2),
        ("italic", 1, 1),
    ]


def test_a_link_that_leads_nowhere_vanishes_without_a_word() -> None:
    assert parse_html('<a href="nowhere">x</a>') == ("x", [])
    _, entities = parse_html('<a href="https://moj.go.jp">x</a>')
    assert entities[0]["url"] == "https://moj.go.jp/"


def test_an_attribute_may_carry_references() -> None:
    _, entities = parse_html('<a href="https://e.org/?a=1&amp;b=2">x</a>')
    assert entities[0]["url"] == "https://e.org/?a=1&b=2"


def test_an_expandable_quote_is_its_own_kind() -> None:
    _, entities = parse_html("<blockquote expandable>x</blockquote>")
    assert entities[0]["type"] == "expandable_blockquote"


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        ("<p>x</p>", 'Unsupported start tag "p" at byte offset 0'),
        ("é<br>", 'Unsupported start tag "br" at byte offset 2'),
        ("1 < 2 >", 'Unsupported start tag "" at byte offset 2'),
        ("1 <2", "Unclosed start tag at byte offset 2"),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        (
            "<b><i>x</b></i>",
            'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"',
        ),
        ('<a href="x>y</a>', "Unclosed start tag at byte offset 0"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<a href=b/c>x</a>", "Unexpected end of name token at byte offset 8"),
        ("<a =x>", 'Empty attribute name in the tag "a" at byte offset 0'),
    ],
)
def test_broken_markup_is_refused_in_telegrams_words(broken: str, message: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse_html(broken)
    assert refused.value.description == f"Bad Request: can't parse entities: {message}"


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(Refusal, match="invalid Unicode"):
        parse_html("&#xd800;")


def test_units_are_utf16() -> None:
    assert (units("abc"), units("日本"), units("😀")) == (3, 2, 2)


@pytest.mark.parametrize("address", ["https://e.org/a?b#c", "e.org", "tg://resolve?domain=x"])
def test_good_addresses_are_kept(address: str) -> None:
    assert link(address)


@pytest.mark.parametrize("address", ["", "word", "https://", "https://localhost/x", "ftp://e.org"])
def test_bad_addresses_are_not(address: str) -> None:
    assert link(address) is None
