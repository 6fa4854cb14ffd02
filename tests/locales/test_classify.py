"""A changed number, negation or certainty is never mere wording."""

import pytest

from locales.classify import MEANING, WORDING, classify


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("At most 28 hours", "At most 36 hours"),
        ("You can file", "You cannot file"),
        ("It may be refused", "It will be refused"),
        ("It is refused", "It isn't refused"),
        ("See https://a.example", "See https://b.example"),
        ("%(day)s is the day", "%(date)s is the day"),
        ("From 1 June 2027", "From 1 June 2028"),
    ],
)
def test_meaning(before, after):
    assert classify(before, after)[0] == MEANING


def test_wording():
    assert classify("Go on where you were", "Continue where you were")[0] == WORDING
