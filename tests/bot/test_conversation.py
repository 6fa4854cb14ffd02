from dataclasses import replace

import pytest

from bot.conversation import Conversation, Reply
from bot.intake.arrival import Arrival, Kind
from bot.storage.record import Chat
from tests.bot.builders import TODAY, Counted, said, tapped
from tests.bot.tiny_desk import TinyDesk

NEW = Chat("key", 1001, TODAY)


@pytest.fixture
def talk() -> Conversation:
    return Conversation(TinyDesk(), Counted())


def begun(talk: Conversation) -> Chat:
    return talk.hear(NEW, said(1, "/start"), TODAY).chat


def shown(reply: Reply) -> str:
    assert reply.letter is not None
    return reply.letter.parts[0]


@pytest.mark.parametrize(
    "first", [said(1, "/start"), said(1, "hello"), tapped(1, "Old009.a.status.student")]
)
def test_whoever_is_new_or_forgotten_meets_the_first_page(
    talk: Conversation, first: Arrival
) -> None:
    reply = talk.hear(NEW, first, TODAY)
    assert shown(reply) == "What is your <b>status</b>?"
    assert reply.letter is not None
    assert reply.letter.fresh
    assert reply.chat.session is not None
    assert reply.chat.session.run == "Run01"


def test_a_payload_reaches_the_core_and_a_command_of_a_stranger_is_obeyed(
    talk: Conversation,
) -> None:
    start = talk.hear(NEW, said(1, "/start office-7"), TODAY).chat.session
    assert start is not None
    assert start.office == "office-7"
    help_ = talk.hear(NEW, said(1, "/help"), TODAY).chat.session
    assert help_ is not None
    assert help_.view == "help"


def test_a_tap_edits_the_message_it_was_made_on(talk: Conversation) -> None:
    reply = talk.hear(begun(talk), tapped(2, "Run010.t.status.x", on=44), TODAY)
    assert reply.letter is not None
    assert (reply.letter.target, reply.letter.fresh, reply.letter.recap) == (44, False, "")
    assert reply.chat.version == 1


def test_what_is_typed_is_answered_below(talk: Conversation) -> None:
    reply = talk.hear(begun(talk), said(2, "what?"), TODAY)
    assert reply.letter is not None
    assert reply.letter.fresh


@pytest.mark.parametrize(
    "data", ["Run019.a.status.student", "Old000.a.status.student", "rubbish", ""]
)
def test_an_old_or_foreign_button_moves_nothing_and_shows_the_live_page(
    talk: Conversation, data: str
) -> None:
    before = begun(talk)
    reply = talk.hear(before, tapped(2, data, on=7), TODAY)
    assert reply.chat == before
    assert reply.toast == "stale_toast"
    assert reply.letter is not None
    assert (reply.letter.redraw, reply.letter.target) == (True, 7)
    assert reply.letter.keys[0][0][1] == "Run010.a.status.student"


def test_a_group_is_told_once(talk: Conversation) -> None:
    group = Arrival(1, Kind.group, -5)
    first = talk.hear(replace(NEW, chat_id=-5), group, TODAY)
    assert shown(first) == "Only in private."
    assert first.chat.session is None
    assert talk.hear(first.chat, group, TODAY).letter is None


def test_blocking_and_returning_are_noted_without_a_word(talk: Conversation) -> None:
    blocked = talk.hear(begun(talk), Arrival(2, Kind.blocked, 1001), TODAY)
    assert (blocked.chat.blocked, blocked.letter) == (True, None)
    back = talk.hear(blocked.chat, Arrival(3, Kind.returned, 1001), TODAY)
    assert (back.chat.blocked, back.letter) == (False, None)


def test_delete_forgets_the_session_and_says_so(talk: Conversation) -> None:
    reply = talk.hear(begun(talk), said(2, "/delete"), TODAY)
    assert reply.erase
    assert (reply.chat.session, reply.chat.gone) == (None, True)
    assert shown(reply) == "Everything is erased."


def test_a_notice_is_shown_for_what_is_no_text(talk: Conversation) -> None:
    reply = talk.hear(begun(talk), Arrival(2, Kind.notice, 1001, name="only_text"), TODAY)
    assert "(only_text)" in shown(reply)


def test_someone_too_fast_sees_the_live_page_bound_to_the_stored_version(
    talk: Conversation,
) -> None:
    before = begun(talk)
    reply = talk.slow(before, tapped(2, "Run010.t.status.x"), TODAY)
    assert reply.chat == before
    assert reply.toast == "slow_down"
    assert reply.letter is not None
    assert reply.letter.redraw
