import pytest

from bot.sandbox.telegram.methods import TABLE
from bot.sandbox.telegram.parameters import METHODS, canonical, read
from bot.sandbox.telegram.refusal import Refusal


def test_every_method_with_parameters_has_a_function() -> None:
    assert len(METHODS) > 20
    assert set(METHODS) - {"getUpdates"} == set(TABLE)


def test_names_of_methods_ignore_case() -> None:
    assert canonical("SENDmessage") == "sendMessage"


def test_an_unknown_method_is_404() -> None:
    with pytest.raises(Refusal) as refused:
        canonical("sendMesage")
    assert refused.value.body() == {
        "ok": False,
        "error_code": 404,
        "description": "Not Found: method not found",
    }


def test_a_form_spells_the_same_as_json() -> None:
    form = {"chat_id": "5", "disable_notification": "true", "reply_markup": '{"a": 1}', "text": "x"}
    assert read("sendMessage", form) == read(
        "sendMessage",
        {"chat_id": 5, "disable_notification": True, "reply_markup": {"a": 1}, "text": "x"},
    )


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"chat": 5}, 'sendMessage has no parameter "chat"'),
        ({"chat_id": "five"}, "chat identifier must be a valid Integer"),
        ({"chat_id": ""}, "chat_id is empty"),
        ({"chat_id": "@nobody"}, "chat not found"),
        ({"text": ["x"]}, 'field "text" must be a String'),
        ({"protect_content": "perhaps"}, 'field "protect_content" must be a Boolean'),
        ({"message_thread_id": "1.5"}, 'field "message_thread_id" must be a Number'),
        ({"reply_markup": "{"}, "can't parse reply markup JSON object"),
    ],
)
def test_wrong_names_and_kinds_are_refused(given: dict[str, object], words: str) -> None:
    with pytest.raises(Refusal) as refused:
        read("sendMessage", given)
    assert words in refused.value.description
