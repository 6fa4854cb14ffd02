import pytest

from bot.storage.seal import CannotOpen, Seals, derive

OLD, NEW = "the older of the secrets", "the newer of the secrets"


def test_what_is_sealed_is_opened_and_not_readable() -> None:
    seals = Seals((NEW,))
    sealed = seals.seal(b"student", "session", 1001)
    assert b"student" not in sealed
    assert seals.open(sealed, "session", 1001) == b"student"
    assert seals.seal(b"student", "session", 1001) != sealed


def test_a_row_can_not_be_moved_to_another_person_or_purpose() -> None:
    seals = Seals((NEW,))
    sealed = seals.seal(b"student", "session", 1001)
    for what, whose in (("session", 1002), ("letter", 1001)):
        with pytest.raises(CannotOpen):
            seals.open(sealed, what, whose)
    with pytest.raises(CannotOpen):
        seals.open(sealed[:-1] + bytes([sealed[-1] ^ 1]), "session", 1001)


def test_the_first_key_seals_and_all_open() -> None:
    before = Seals((OLD,)).seal(b"x", "session")
    both = Seals((NEW, OLD))
    assert both.open(before, "session") == b"x"
    assert both.stale(before)
    after = both.seal(b"x", "session")
    assert not both.stale(after)
    assert Seals((NEW,)).open(after, "session") == b"x"
    with pytest.raises(CannotOpen):
        Seals((OLD,)).open(after, "session")


def test_a_chat_is_named_by_a_hash_that_needs_the_key() -> None:
    old, new, both = Seals((OLD,)), Seals((NEW,)), Seals((NEW, OLD))
    assert old.hash(1001) != new.hash(1001)
    assert both.hash(1001) == new.hash(1001)
    assert both.older(1001) == (old.hash(1001),)
    assert len(new.hash(-1001234567890)) == 22


def test_keys_of_one_secret_tell_nothing_about_each_other() -> None:
    assert len({derive(NEW, purpose) for purpose in ("seal", "chat", "webhook")}) == 3
    assert NEW not in repr(Seals((NEW,))._keys)
