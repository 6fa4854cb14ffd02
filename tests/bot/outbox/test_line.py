from bot.outbox.letter import Letter
from bot.outbox.line import Line


def a_line(*letters: Letter) -> Line:
    line = Line("key", 1001, 0)
    line.add(list(enumerate(letters, 1)), clear=False)
    return line


def test_a_letter_survives_being_stored() -> None:
    letter = Letter(
        ("<b>é</b>", "字"), [[("Yes", "x", ""), ("See", "", "https://x.org")]], recap="r", target=5
    )
    assert Letter.from_bytes(letter.to_bytes()) == letter


def test_of_edits_that_wait_only_the_last_is_sent() -> None:
    line = a_line(Letter(("a",), version=1), Letter(("b",), version=2), Letter(("c",), version=3))
    assert line.next() == (3, Letter(("c",), version=3))
    assert not line.letters


def test_what_freezes_an_answer_is_never_left_out() -> None:
    line = a_line(Letter(("a",), recap="one"), Letter(("b",), recap="two"), Letter(("c",)))
    assert [line.next()[0] for _ in range(2)] == [1, 2] or line.letters
    assert line.done == 0


def test_a_long_page_is_never_left_out() -> None:
    line = a_line(Letter(("a", "b")), Letter(("c",)))
    assert line.next()[0] == 1


def test_a_new_message_stays_one_when_an_edit_replaces_it() -> None:
    line = a_line(Letter(("a",), fresh=True, version=1), Letter(("b",), version=2))
    seq, letter = line.next()
    assert (seq, letter.parts, letter.fresh) == (2, ("b",), True)


def test_a_redraw_after_the_same_screen_is_left_out() -> None:
    line = a_line(
        Letter(("a",), target=7, version=1), Letter(("a",), redraw=True, target=3, version=1)
    )
    seq, letter = line.next()
    assert (seq, letter.redraw, letter.target) == (2, False, 7)


def test_a_screen_that_replaces_a_redraw_is_a_new_message_too() -> None:
    """A replica that died may have sent the redraw, which then stands below the live screen."""
    line = a_line(
        Letter(("a",), redraw=True, target=3, version=1), Letter(("b",), target=7, version=2)
    )
    seq, letter = line.next()
    assert (seq, letter.redraw, letter.fresh, letter.target) == (2, False, True, 7)


def test_a_letter_already_taken_in_is_not_taken_twice() -> None:
    line = a_line(Letter(("a",)))
    line.add([(1, Letter(("a",))), (2, Letter(("b",), recap="x"))], clear=False)
    assert [seq for seq, _ in line.letters] == [1, 2]


def test_erasing_drops_what_waits() -> None:
    line = a_line(Letter(("a",)), Letter(("b",)))
    line.add([(3, Letter(("gone",)))], clear=True)
    assert [seq for seq, _ in line.letters] == [3]
