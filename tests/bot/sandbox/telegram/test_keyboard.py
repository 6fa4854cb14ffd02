from typing import Any

import pytest

from bot.sandbox.telegram.keyboard import reply_markup
from bot.sandbox.telegram.refusal import Refusal


def rows(*sizes: int) -> dict[str, Any]:
    return {
        "inline_keyboard": [[{"text": "x", "callback_data": "y"} for _ in range(n)] for n in sizes]
    }


def one(**button: Any) -> dict[str, Any]:
    return {"inline_keyboard": [[button]]}


def test_a_full_keyboard_passes() -> None:
    assert reply_markup(rows(*[8] * 12, 4)) is not None


def test_none_and_empty_rows_are_no_keyboard() -> None:
    assert reply_markup(None) is None
    assert reply_markup({"inline_keyboard": []}) is None
    assert reply_markup({"inline_keyboard": [[]]}) is None


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        (rows(*[8] * 12, 5), "reply markup is too long"),
        (rows(9), "reply markup is too long"),
        (one(text="x", callback_data="я" * 33), "BUTTON_DATA_INVALID"),
        (one(text="x", callback_data="y" * 65), "BUTTON_DATA_INVALID"),
        (one(text="x", callback_data=""), "Text buttons are unallowed in the inline keyboard"),
        (one(text="x"), "Text buttons are unallowed in the inline keyboard"),
        (one(text=" ", callback_data="y"), "Inline keyboard button text must be non-empty"),
        (one(callback_data="y"), "Can't find field"),
        (one(text="x", url="nowhere"), "inline keyboard button URL 'nowhere' is invalid"),
        (one(text="x", copy_text={"text": "y" * 257}), "BUTTON_COPY_TEXT_INVALID"),
        (one(text="x", callback_data="y", style="loud"), "invalid button style specified"),
        (one(text="x", callbackdata="y"), "unknown field 'callbackdata'"),
        ({"inline_keybord": []}, "no keyboard has the fields"),
        ({"inline_keyboard": [{"text": "x"}]}, "must be an Array of Arrays"),
        ([], "object expected as reply markup"),
    ],
)
def test_a_bad_keyboard_is_refused(markup: Any, words: str) -> None:
    with pytest.raises(Refusal) as refused:
        reply_markup(markup)
    assert words in refused.value.description


def test_64_bytes_of_any_script_pass() -> None:
    assert reply_markup(one(text="x", callback_data="я" * 32))
