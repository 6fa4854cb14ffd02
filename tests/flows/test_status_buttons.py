"""Every status can be tapped in the person's own words, and typed in any of its forms."""

import pytest

from flows.pages.frame import cut
from flows.session import Session
from flows.statuses import load_groups, load_statuses
from flows.terms import Action
from tests.flows.person import Person
from tests.flows.settled_facts import TODAY
from tests.flows.telegram_limits import units, visible

FORMS = {
    "技人国": "engineer_specialist",
    "Engineer/Specialist": "engineer_specialist",
    "engineer/specialist (技人国)": "engineer_specialist",
    "技術・人文知識・国際業務": "engineer_specialist",
    "高度専門職２号": "highly_skilled_professional_2",
    "Spouse or Child of Permanent Resident": "spouse_of_permanent_resident",
}


def labels(desk, language):
    found = {}
    for group in load_groups():
        session = Session("Ab3dE", 35, language, view=f"group.{group.id}", editing="status")
        for row in desk.page(session, TODAY).rows:
            for button in row:
                if button.action.verb == "answer":
                    found[button.action.argument] = button.label
    return found


def test_every_button_begins_in_english_and_ends_in_japanese(desk):
    found = labels(desk, "en")
    assert len(found) > 30
    for code, label in found.items():
        if code != "unknown":
            assert label[0].isascii(), label
            assert not label[-2].isascii(), label
            assert "…" not in label
            assert units(label) <= 40


def test_japanese_buttons_show_the_whole_name(desk):
    found = labels(desk, "ja")

    assert found["engineer_specialist"] == "技術・人文知識・国際業務"


@pytest.mark.parametrize("language", ["en", "ja", "qps", "qpr"])
def test_no_button_is_cut(desk, language):
    found = labels(desk, language)
    assert found
    for label in found.values():
        assert units(label) <= 40


def test_a_short_name_stands_only_where_the_full_one_does_not_fit(desk):
    short = [each for each in load_statuses().values() if each.short]
    assert short
    for each in load_statuses().values():
        full = f"{each.name} ({each.japanese})"
        assert bool(each.short) == (units(full) > 40), each.code
        assert cut(each.short) == each.short


@pytest.mark.parametrize("text", FORMS)
def test_every_form_can_be_typed(desk, text):
    person = Person(desk)
    person.start()
    person.act(Action("begin"))
    person.answer("in_japan")
    person.say(text)

    assert person.session.interview.answers["status"] == FORMS[text]


def test_long_notes_stand_in_the_explanation_and_short_ones_below_the_question(desk):
    moved = 0
    for question in desk.questionnaire.questions.values():
        notes = [option.note for option in question.options if option.note]
        asked = visible(desk.page(Session("Ab3dE", 3, "en", editing=question.id), TODAY).text)
        told = Session("Ab3dE", 3, "en", view="explain", editing=question.id)
        explained = visible(desk.page(told, TODAY).text)
        assert units(asked) <= 600, question.id
        if notes and "What the answers mean" in explained:
            moved += 1
        for note in notes:
            plain = note.split("’")[0].split("'")[0].split("<")[0][:25]
            assert (plain in asked) != (plain in explained), (question.id, plain)
    assert moved
