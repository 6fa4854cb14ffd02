import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.desk import Desk
from flows.interview import Interview
from flows.session import Session
from flows.terms import Action, BadSession
from tests.flows.settled_facts import TODAY

FULL = Session(
    "Ab3dE", 12, "ja", Interview({"status": "student", "offence": ("fine",)}, {"plan": "renew"}),
    "confirm", "status", ("a", "b"), "guess", "note", "yes", "office",
)  # fmt: skip


def test_a_session_reads_back_as_it_was_written():
    assert Session.from_json(FULL.to_json()) == FULL


def test_a_step_is_one_version_later_and_shows_a_note_once():
    after = FULL.step(view="help")

    assert (after.version, after.view, after.note) == (13, "help", "")


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", "null", "x", '{"run": 1}', FULL.to_json()[:-1],
     FULL.to_json().replace("12", '"12"'), FULL.to_json().replace('"ja"', "null")],
)  # fmt: skip
def test_text_that_is_no_session_is_told(text):
    with pytest.raises(BadSession):
        Session.from_json(text)


texts = st.text(max_size=8) | st.sampled_from(
    ["question", "group.companies", "stop.reset", "language.language.", "status", "2027", "02",
     "31", "none", "unknown", "residence_tax", "confirm", "yes", "en", "qpr"]
)  # fmt: skip
values = texts | st.lists(texts, max_size=3)
names = texts | st.sampled_from(
    ["situation", "status", "plan", "target", "expiry_date", "payment_problems", "offence"]
)


@settings(deadline=None)
@given(
    st.dictionaries(names, values, max_size=6), st.dictionaries(names, values, max_size=3),
    texts, names, st.lists(texts, max_size=3), texts, texts, texts, texts,
)  # fmt: skip
def test_no_garbled_session_raises(
    answers, offered, view, editing, draft, guess, note, leaving, code
):
    session = Session.from_json(
        json.dumps(
            {
                "run": "Ab3dE", "version": 3, "language": code, "view": view, "editing": editing,
                "interview": {"answers": answers, "offered": offered}, "draft": draft,
                "guess": guess, "note": note, "leaving": leaving, "office": "",
            }
        )
    )  # fmt: skip
    desk = _desk()
    assert desk.page(session, TODAY).text
    for verb in ("begin", "back", "accept", "decline", "confirm", "restart"):
        turn = desk.press(session, Action(verb, editing, guess), TODAY)
        assert turn.page.text
        assert Session.from_json(turn.session.to_json()) == turn.session


_made: list[Desk] = []


def _desk() -> Desk:
    if not _made:
        _made.append(Desk.load())
    return _made[0]
