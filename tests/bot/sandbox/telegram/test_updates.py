from bot.sandbox.telegram.clock import Clock
from bot.sandbox.telegram.updates import DAY, Updates


def store(count: int = 0) -> Updates:
    updates = Updates(Clock(), next_id=100)
    for number in range(count):
        message(updates, number)
    return updates


def message(updates: Updates, number: int, chat: int = 1) -> None:
    updates.add("message", {"number": number}, ("chat", chat), updates.clock.now())


def tap(updates: Updates) -> None:
    updates.add("callback_query", {}, ("user", 1), updates.clock.now())


def ids(updates: Updates, limit: int = 100) -> list[int]:
    return [update.id for update in updates.batch(limit)]


def test_a_batch_comes_again_until_it_is_confirmed() -> None:
    updates = store(3)
    assert ids(updates) == ids(updates) == [100, 101, 102]
    updates.confirm(102)
    assert ids(updates) == [102]


def test_a_negative_offset_keeps_only_the_last() -> None:
    updates = store(5)
    updates.confirm(-2)
    assert ids(updates) == [103, 104]


def test_taps_live_150_seconds_and_messages_a_day() -> None:
    updates = store(1)
    tap(updates)
    updates.clock.advance(151)
    assert ids(updates) == [100]
    updates.clock.advance(DAY)
    assert ids(updates) == []
    assert updates.idle
    assert not updates.waiting_of


def test_an_update_the_bot_did_not_ask_for_is_never_made() -> None:
    updates = store()
    updates.allowed = ["callback_query"]
    message(updates, 1)
    tap(updates)
    assert [update.kind for update in updates.batch(9)] == ["callback_query"]


def test_chat_member_needs_to_be_asked_for() -> None:
    updates = store()
    updates.add("chat_member", {}, ("member", 1), updates.clock.now())
    assert updates.idle


def test_after_a_week_of_silence_numbers_begin_elsewhere() -> None:
    updates = store(1)
    updates.confirm(101)
    updates.clock.advance(8 * DAY)
    message(updates, 2)
    assert ids(updates) != [101]


def test_a_duplicate_comes_once_more_after_its_confirmation() -> None:
    updates = store()
    updates.mishaps.duplicates = 1
    message(updates, 1)
    message(updates, 2)
    assert ids(updates) == [100, 101]
    updates.confirm(102)
    assert ids(updates) == [100]
    assert not updates.idle
    updates.confirm(102)
    assert ids(updates) == []
    assert updates.idle


def test_held_updates_come_out_in_reverse() -> None:
    updates = store()
    updates.mishaps.held = 2
    message(updates, 1)
    assert ids(updates) == []
    assert not updates.idle
    message(updates, 2)
    assert [update.content["number"] for update in updates.batch(9)] == [2, 1]
    assert ids(updates) == [100, 101]
