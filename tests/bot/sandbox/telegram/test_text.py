import pytest

from bot.sandbox.telegram.refusal import Refusal
from bot.sandbox.telegram.text import caption_text, clean, found_entities, message_text


def test_the_length_counts_after_parsing() -> None:
    text, _ = message_text("<b>" + "x" * 4096 + "</b>", "HTML", None)
    assert len(text) == 4096


@pytest.mark.parametrize("text", ["x" * 4097, "😀" * 2049])
def test_a_long_message_is_refused_by_utf16_units(text: str) -> None:
    with pytest.raises(Refusal, match="Bad Request: message is too long"):
        message_text(text, None, None)


def test_two_thousand_and_forty_eight_pairs_still_fit() -> None:
    assert message_text("😀" * 2048, None, None)[0]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "message text is empty"),
        (" \n ", "text must be non-empty"),
        ("<b> </b>", "text must be non-empty"),
        ("x" * 33_000, "text is too long"),
    ],
)
def test_empty_and_enormous_texts_are_refused(text: str, words: str) -> None:
    with pytest.raises(Refusal, match=words):
        message_text(text, "HTML", None)


def test_more_than_a_hundred_entities_are_refused() -> None:
    assert len(message_text("<b>x</b>y" * 100, "HTML", None)[1]) == 100
    with pytest.raises(Refusal, match="ENTITIES_TOO_LONG"):
        message_text("<b>x</b>y" * 101, "HTML", None)


def test_outer_spaces_go_and_entities_move_along() -> None:
    text, entities = message_text("  <b>x</b> y \n", "HTML", None)
    assert (text, entities) == ("x y", [{"type": "bold", "offset": 0, "length": 1}])


def test_direction_overrides_are_dropped_and_isolates_stay() -> None:
    text, entities = clean("a\u202eb\u2066c\u2069", [{"type": "bold", "offset": 2, "length": 1}])
    assert text == "ab\u2066c\u2069"
    assert entities == [{"type": "bold", "offset": 1, "length": 1}]


def test_captions_are_shorter() -> None:
    assert caption_text("x" * 1024, None, None)[0]
    with pytest.raises(Refusal, match="message caption is too long"):
        caption_text("x" * 1025, None, None)


def test_an_unknown_mode_is_refused() -> None:
    with pytest.raises(Refusal, match="unsupported parse_mode"):
        message_text("x", "BBCode", None)


def test_commands_and_addresses_of_a_person_are_marked() -> None:
    assert found_entities("🙂 /start@sandbox_bot x https://e.org/a.") == [
        {"type": "bot_command", "offset": 3, "length": 18},
        {"type": "url", "offset": 24, "length": 15},
    ]
    assert found_entities("a/b and/or 1/2") == []
