from bot.pace import Bucket, Limits


def test_a_burst_passes_and_then_the_rate_holds() -> None:
    bucket = Bucket(rate=1, size=3)
    assert [bucket.take(0) for _ in range(3)] == [0, 0, 0]
    assert bucket.take(0) == 1
    assert bucket.take(1) == 0
    assert bucket.take(1.5) == 0.5


def test_a_clock_that_jumps_back_neither_fills_nor_locks() -> None:
    bucket = Bucket(rate=1, size=1)
    assert bucket.take(1000) == 0
    assert bucket.take(10) == 1
    assert bucket.take(11) == 0


def test_no_rate_is_no_limit() -> None:
    assert not any(Bucket(0, 1).take(0) for _ in range(100))
    assert not any(Limits(0, 1).wait("anyone", 0) for _ in range(100))


def test_one_person_does_not_use_up_the_limit_of_another() -> None:
    limits = Limits(rate=1, size=2)
    assert [limits.wait("a", 0) for _ in range(3)] == [0, 0, 1]
    assert limits.wait("b", 0) == 0


def test_nobody_is_locked_out_for_longer_than_one_step_takes() -> None:
    limits = Limits(rate=2, size=4)
    for number in range(1000):
        limits.wait("a", number * 0.001)
    assert limits.wait("a", 1 + 0.5) == 0


def test_people_who_were_quiet_are_forgotten() -> None:
    limits = Limits(rate=1, size=1)
    limits.MOST = 10  # type: ignore[misc]
    for number in range(25):
        limits.wait(str(number), number)
    assert len(limits._buckets) <= 10
