import pytest

from bot.sandbox.telegram.limits import Limits, Throttle
from bot.sandbox.telegram.refusal import Refusal


def test_nothing_is_limited_unless_asked_for() -> None:
    throttle = Throttle(Limits())
    for _ in range(1000):
        throttle.spend(1, 0.0)


def test_a_burst_passes_then_one_a_second() -> None:
    throttle = Throttle(Limits(per_chat_second=1, burst=3))
    for _ in range(3):
        throttle.spend(1, 0.0)
    with pytest.raises(Refusal) as refused:
        throttle.spend(1, 0.1)
    assert refused.value.body() == {
        "ok": False,
        "error_code": 429,
        "description": "Too Many Requests: retry after 1",
        "parameters": {"retry_after": 1},
    }
    throttle.spend(2, 0.1)
    throttle.spend(1, 1.1)


def test_a_group_gets_twenty_a_minute() -> None:
    throttle = Throttle(Limits(per_group_minute=20))
    for _ in range(20):
        throttle.spend(-1, 0.0)
    with pytest.raises(Refusal):
        throttle.spend(-1, 0.0)
