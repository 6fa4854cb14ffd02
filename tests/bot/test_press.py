import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.press import MOST_BYTES, RUN_LETTERS, VERBS, BadPress, Press, base36
from flows.acts import VERBS as ACTS
from flows.questionnaire import load_questionnaire
from flows.terms import Action
from flows.views import LANGUAGE, PLAIN, STOP

HIGHEST = 36**4 - 1  # more than a million steps of one run
CODES = st.text("abcdefghijklmnopqrstuvwxyz0123456789_-", max_size=12)
RUNS = st.text(RUN_LETTERS, min_size=5, max_size=5)


def test_every_button_that_the_questionnaire_can_make_fits() -> None:
    questions = load_questionnaire().questions.values()
    actions = [
        Action(verb, question.id, code)
        for question in questions
        for verb in ("answer", "toggle", "confirm", "change", "part")
        for code in (*question.codes, "unknown", "none", "same", "2026-12-31", "")
    ]
    views = [before + view for view in PLAIN for before in ("", LANGUAGE, STOP)]
    actions += [Action("show", argument=view) for view in views]
    actions += [Action(verb) for verb in ACTS]
    assert len(actions) > 1000
    for action in actions:
        told = Press("Zz9aA", HIGHEST, action).encode()
        assert len(told.encode()) <= MOST_BYTES
        assert Press.decode(told) == Press("Zz9aA", HIGHEST, action)


def test_every_act_has_a_short_code_of_its_own() -> None:
    assert set(ACTS) <= set(VERBS)
    assert len(set(VERBS.values())) == len(VERBS)


@given(RUNS, st.integers(0, 36**5), st.sampled_from(sorted(VERBS)), CODES, CODES)
def test_what_is_encoded_is_read_back(
    run: str, version: int, verb: str, question: str, argument: str
) -> None:
    press = Press(run, version, Action(verb, question, argument))
    assert Press.decode(press.encode()) == press


@given(st.text(max_size=80))
def test_foreign_data_is_refused_or_read_never_a_crash(told: str) -> None:
    try:
        Press.decode(told)
    except BadPress:
        return


@pytest.mark.parametrize(
    "told", ["", ".", "abc", "Ab3dE", "Ab3dE1z", "Ab3dE.a.x", "Äb3dE1.a.x", "Ab3dE-1.a.x"]
)
def test_data_of_no_button_of_ours_is_refused(told: str) -> None:
    with pytest.raises(BadPress):
        Press.decode(told)


def test_a_button_that_would_not_fit_is_never_made() -> None:
    with pytest.raises(ValueError, match="64 bytes"):
        Press("Ab3dE", 1, Action("answer", "q" * 40, "c" * 40)).encode()


def test_base_36_counts_on() -> None:
    assert [base36(number) for number in (0, 9, 10, 35, 36, 1295)] == [
        "0",
        "9",
        "a",
        "z",
        "10",
        "zz",
    ]
