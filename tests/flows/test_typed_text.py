import pytest

from flows.typed_text import match_label, number_of, plain

LABELS = [("a", "owed for less than 3 months"), ("b", "owed for 3 months or more"), ("c", "学生"),
          ("d", "ที่พัก"), ("e", "yes"), ("f", "yes")]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("  Hello,   WORLD! ", "hello world"),
        ("ＡＢＣ１２", "abc12"),
        ("a\u200bb\u202ec\ufeff", "abc"),
        ("Straße", "strasse"),
        ("नमस्ते", "नमस्ते"),
        ("\ud800x", "x"),
        ("🙂", ""),
    ],
)
def test_texts_are_made_comparable(text, told):
    assert plain(text) == told


def test_an_exact_label_is_certain():
    match = match_label("学生", LABELS)
    assert match is not None
    assert (match.code, match.exact) == ("c", True)


def test_a_close_label_is_not_certain():
    match = match_label("owed for less then 3 month", LABELS)
    assert match is not None
    assert (match.code, match.exact) == ("a", False)


@pytest.mark.parametrize("text", ["", "owed for", "yes", "zzz", "owed for 3"])
def test_what_two_labels_or_none_could_mean_is_no_match(text):
    found = match_label(text, LABELS)
    assert found is None or not found.exact
    if text in ("", "owed for", "yes", "zzz"):
        assert found is None


@pytest.mark.parametrize(("text", "number"), [("1", 1), ("12", 12), ("0", None), ("1000", None),
                                              ("x", None), ("", None)])  # fmt: skip
def test_numbers_go_from_one_to_999(text, number):
    assert number_of(text) == number
