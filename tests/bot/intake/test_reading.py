from typing import Any

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.intake.arrival import BadUpdate, Kind
from bot.intake.reading import MOST_TEXT, _tap, read, read_bytes
from tests.bot.builders import message, person, tap

SENT = {
    "sticker": {"sticker": {
        "file_id": "a", "file_unique_id": "b", "type": "regular", "width": 1, "height": 1,
        "is_animated": False, "is_video": False,
    }},
    "photo": {"photo": [{"file_id": "a", "file_unique_id": "b", "width": 1, "height": 1}]},
    "voice": {"voice": {"file_id": "a", "file_unique_id": "b", "duration": 3}},
    "location": {"location": {"latitude": 35.6, "longitude": 139.7}},
    "contact": {"contact": {"phone_number": "1", "first_name": "A"}},
    "document": {"document": {"file_id": "a", "file_unique_id": "b"}},
    "dice": {"dice": {"emoji": "🎲", "value": 3}},
}  # fmt: skip


def test_a_typed_text_keeps_its_words_chat_and_language() -> None:
    arrival = read(message(5, 1001, "Student"))
    assert (arrival.kind, arrival.text, arrival.chat_id) == (Kind.text, "Student", 1001)
    assert (arrival.update_id, arrival.language, arrival.message_id) == (5, "en", 5)


@pytest.mark.parametrize(
    ("text", "name", "argument"),
    [
        ("/start", "start", ""),
        ("/start en-plan_x", "start", "en-plan_x"),
        ("/START@zairyu_bot  x", "start", "x"),
        ("/help\nme", "help", ""),
        ("/nonsense", "nonsense", ""),
    ],
)
def test_commands_are_read_with_and_without_the_name_of_the_bot(
    text: str, name: str, argument: str
) -> None:
    arrival = read(message(1, 1001, text))
    assert (arrival.kind, arrival.name, arrival.text) == (Kind.command, name, argument)


def test_a_lone_slash_is_a_text() -> None:
    assert read(message(1, 1001, "/")).kind is Kind.text


@pytest.mark.parametrize("kind", sorted(SENT))
def test_what_is_no_text_is_met_by_a_notice(kind: str) -> None:
    arrival = read(message(1, 1001, None, **SENT[kind]))
    assert (arrival.kind, arrival.name) == (Kind.notice, "only_text")


def test_a_huge_text_is_met_by_a_notice_and_not_kept() -> None:
    arrival = read(message(1, 1001, "x" * (MOST_TEXT + 1)))
    assert (arrival.kind, arrival.name, arrival.text) == (Kind.notice, "too_long", "")


def test_an_edited_message_is_met_by_a_notice() -> None:
    told = message(1, 1001, "student")
    told["edited_message"] = told.pop("message")
    told["edited_message"]["edit_date"] = 1_760_000_100
    assert (read(told).kind, read(told).name) == (Kind.notice, "edited")


def test_what_telegram_itself_writes_is_passed_over() -> None:
    pinned = message(1, 1001, None, pinned_message=message(0, 1001, "x")["message"])
    assert read(pinned).kind is Kind.nothing
    assert (
        read(
            {
                "update_id": 2,
                "poll_answer": {
                    "poll_id": "1",
                    "user": person(1),
                    "option_ids": [0],
                    "option_persistent_ids": [],
                },
            }
        ).kind
        is Kind.nothing
    )


def test_a_tap_belongs_to_the_private_chat_of_who_tapped() -> None:
    arrival = read(tap(3, 1001, "Ab3dE1.a.x.y", on=44))
    assert (arrival.kind, arrival.chat_id, arrival.text) == (Kind.press, 1001, "Ab3dE1.a.x.y")
    assert (arrival.callback, arrival.message_id) == ("tap-3", 44)


def test_a_tap_on_a_message_too_old_to_be_told_still_counts() -> None:
    told = tap(3, 1001, "x")
    told["callback_query"]["message"] = {
        "chat": {"id": 1001, "type": "private"},
        "message_id": 9,
        "date": 0,
    }
    assert read(told).message_id == 9
    del told["callback_query"]["message"]
    told["callback_query"]["inline_message_id"] = "z"
    assert (read(told).kind, read(told).message_id) == (Kind.press, 0)


@pytest.mark.parametrize(("status", "kind"), [("kicked", Kind.blocked), ("member", Kind.returned)])
def test_blocking_and_returning_are_told_apart(status: str, kind: Kind) -> None:
    member: dict[str, Any] = {"user": {**person(1), "is_bot": True}, "status": status}
    if status == "kicked":
        member["until_date"] = 0
    told = {"chat": {"id": 1001, "type": "private"}, "from": person(1001), "date": 1_760_000_000}
    old = {"user": member["user"], "status": "member"}
    update = {
        "update_id": 1,
        "my_chat_member": {**told, "old_chat_member": old, "new_chat_member": member},
    }
    assert (read(update).kind, read(update).chat_id) == (kind, 1001)


def test_a_group_is_told_apart() -> None:
    told = message(1, -100123, "/start@zairyu_bot")
    told["message"]["chat"] = {"id": -100123, "type": "supergroup", "title": "x"}
    assert (read(told).kind, read(told).chat_id) == (Kind.group, -100123)


@pytest.mark.parametrize(
    ("told", "number", "chat"),
    [
        (
            {"update_id": 7, "callback_query": {"id": "1", "from": person(1001), "data": "x"}},
            7,
            1001,
        ),
        ({"update_id": 7, "message": {"chat": {"id": 55}}}, 7, 55),
        ({"update_id": "x"}, None, 0),
        ([], None, 0),
        (None, None, 0),
    ],
)
def test_an_update_that_can_not_be_read_says_what_can_be_made_out(
    told: Any, number: int | None, chat: int
) -> None:
    with pytest.raises(BadUpdate) as caught:
        read(told)
    assert (caught.value.update_id, caught.value.chat_id) == (number, chat)
    assert orjson.loads(caught.value.raw) == told


json = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**40), 2**40) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(
                ["message", "chat", "id", "from", "update_id", "text", "data", "callback_query"]
            ),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


@given(json)
def test_any_json_is_read_or_refused_never_a_crash(told: Any) -> None:
    try:
        read(told)
    except BadUpdate:
        return


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused_never_a_crash(body: bytes) -> None:
    try:
        read_bytes(body)
    except BadUpdate:
        return


def test_a_plain_tap_is_read_as_telegrams_own_objects_would_read_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told = tap(7, 1001, "Ab3dE1.a.plan.renew", 33)
    short = read(told)
    monkeypatch.setattr("bot.intake.reading._tap", lambda *_: None)
    assert short == read(told)
    assert (short.kind, short.text) == (Kind.press, "Ab3dE1.a.plan.renew")


@pytest.mark.parametrize("broken", [True, "7", 0, -1, 2**63, None, [7]])
def test_a_tap_with_an_odd_number_is_left_to_the_strict_reader(broken: object) -> None:
    told = {**tap(7, 1001, "Ab3dE1.a.plan.renew", 33), "update_id": broken}
    assert _tap(told, b"") is None
