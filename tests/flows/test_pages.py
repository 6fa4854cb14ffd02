"""Every page in English, Japanese and both pseudo-locales, within the limits."""

from datetime import date

import pytest

from flows.interview import Interview
from flows.questions import Kind
from flows.session import Session
from flows.statuses import load_groups
from flows.views import FRONT, RESULT
from tests.flows.person import Person
from tests.flows.settled_facts import TODAY
from tests.flows.telegram_limits import problems, units, visible

LANGUAGES = ("en", "ja", "qps", "qpr")
TROUBLED = {
    "plan": "compare",
    "target": "same",
    "payment_problems": ("residence_tax", "income_tax", "health_insurance", "pension"),
    "residence_tax": "owed_3_months_or_more",
    "income_tax": "reminders_ignored",
    "health_insurance": "instalments_kept",
    "pension": "not_enrolled",
    "record_problems": ("overwork", "notifications", "past_refusal", "offence"),
    "overwork": "repeated",
    "past_refusal": ("renewal_or_change",),
    "offence": ("fine",),
    "sponsor": "employer",
}
LIVES = {
    "nothing wrong": {"plan": "compare", "target": "same", "sponsor": "employer"},
    "much wrong": TROUBLED,
    "all unknown": {"plan": "compare", "target": "unknown", "expiry_date": "unknown"},
    "renewal": {},
    "former intern": {
        "status": "technical_intern_2", "plan": "compare", "target": "engineer_specialist",
    },
    "abroad": {"situation": "abroad", "left_on": "2026-05-01", "target": "business_manager"},
    "never here": {"situation": "abroad", "status": "never_resided", "target": "student"},
    "visitor": {"situation": "visitor", "plan": "change", "target": "spouse_of_japanese"},
    "expired": {"situation": "expired", "late_reason": "oversight"},
    "departure": {"situation": "departure_stay_30", "plan": "compare", "target": "same"},
    "permanent": {"status": "permanent_resident"},
}  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_and_its_explanation_fit(desk, language):
    questions = desk.questionnaire.questions.values()
    assert len(questions) > 40
    for question in questions:
        for view in ("question", "explain", "confirm"):
            guess = (
                "2027-03-04"
                if question.kind is Kind.date
                else question.codes and min(question.codes)
            )
            session = Session(
                "Ab3dE", 35, language, view=view, editing=question.id, guess=guess or ""
            )
            assert problems(desk.page(session, TODAY)) == [], (question.id, view)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_group_of_statuses_fits(desk, language):
    for question in ("status", "target"):
        for group in load_groups():
            session = Session("Ab3dE", 35, language, view=f"group.{group.id}", editing=question)
            page = desk.page(session, TODAY)
            assert problems(page) == [], group
            assert group.id == "embassies" or len(page.rows) > 4


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_stage_of_a_date_fits(desk, language):
    for draft in ((), ("2027",), ("2028", "02")):
        session = Session("Ab3dE", 35, language, editing="expiry_date", draft=draft)
        page = desk.page(session, TODAY)
        assert problems(page) == []
    assert "29" in [button.label for row in page.rows for button in row]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("life", LIVES)
def test_every_page_of_every_life_fits(desk, life, language):
    person = Person(desk, language)
    person.start()
    person.finish(**LIVES[life])
    session = person.session
    for leaving in ("", "yes", "no"):
        for view in ("question", "answers", "language.todo", *FRONT, *RESULT):
            shown = Session("Ab3dE", 35, language, session.interview, view, leaving=leaving)
            assert problems(desk.page(shown, TODAY)) == [], view


@pytest.mark.parametrize("language", ["en", "ja"])
@pytest.mark.parametrize("life", LIVES)
def test_the_first_screen_of_the_result_is_short(desk, life, language):
    person = Person(desk, language)
    person.start()
    person.finish(**LIVES[life])
    shown = Session("Ab3dE", 35, language, person.session.interview, leaving="yes")

    assert units(visible(desk.page(shown, TODAY).text)) < 900


@pytest.mark.parametrize("life", LIVES)
def test_every_word_of_a_page_comes_from_a_catalogue(desk, life):
    """What is not accented in the pseudo-locale is a name, an address, a number or Japanese."""
    person = Person(desk, "qps")
    person.start()
    person.finish(**LIVES[life])
    for view in ("question", *FRONT, "answers", "todo", "who", "changes", "reset", "unknowns"):
        shown = Session("Ab3dE", 35, "qps", person.session.interview, view, leaving="yes")
        page = desk.page(shown, TODAY)
        lines = [
            line
            for line in visible(page.text).splitlines()
            if line and "⟦" not in line and not line.endswith("⟧") and line.isascii()
        ]
        # Titles of sources, addresses and numbers are names and stay as they are.
        titles = {line for line in lines if "<" not in line and ". " in line}
        assert not titles, (view, titles)
        labels = [button.label for row in page.rows for button in row]
        plain = [each for each in labels if each.isascii() and not each.isdecimal()]
        assert [each for each in plain if each not in ("English",)] == [], view


def test_a_result_says_the_day_the_version_and_that_it_is_no_advice(person):
    person.finish()
    version = person.desk.book.version
    for view in ("question", "reasons.renewal", "todo", "papers", "unknowns", "who", "timeline"):
        text = person.show(view).page.text
        assert text.endswith(
            f"<i>As of 25 November 2026. Rules {version}. Information, not legal advice; "
            "the Agency decides.</i>"
        ), view


def test_a_rule_past_its_review_day_shows_as_under_review(person):
    person.finish()
    assert "under review" not in person.show("reasons.renewal").page.text
    late = person.desk.page(person.session, date(2031, 1, 1))

    assert "This rule is under review" in late.text


def test_reasons_tell_answer_rule_weight_certainty_date_and_source(person):
    person.finish(payment_problems=("residence_tax",), residence_tax="owed_3_months_or_more")
    text = person.show("reasons.renewal").page.text

    assert "You said: Owed for 3 months or more" in text
    assert "Rests on a guideline of the Immigration Services Agency (ガイドライン)" in text
    assert "(ガイドライン), as others describe it" in text
    assert "Certainty: medium. Read: " in text
    assert '<a href="https://www.moj.go.jp/isa/' in text


def test_what_practitioners_report_and_what_we_infer_is_worded_so(person):
    person.finish(**TROUBLED)
    person.act(person.page.rows[0][0].action)
    text = person.show("reasons.coe").page.text

    assert "<b>Practitioners report:</b>" in text
    assert "<b>Our own reading:</b>" in text


def test_announced_rules_are_worded_as_announced(person):
    person.finish(
        payment_problems=("health_insurance",),
        health_insurance="owed_under_3_months",
        insurance_kind="national",
        employer_insurance="not_required",
        expiry_date="2027-09-01",
        filing_date="2027-07-01",
    )
    assert "Announced, not law yet" in person.show("reasons.renewal").page.text
    assert "(as announced)" in person.show("timeline").page.text


def test_somebody_with_high_stakes_is_sent_to_a_person(desk):
    for life in ("much wrong", "expired", "departure"):
        person = Person(desk)
        person.start()
        person.finish(**LIVES[life])
        shown = Session("Ab3dE", 35, "en", person.session.interview, leaving="yes")
        assert "Please also talk to a person soon" in desk.page(shown, TODAY).text, life
    assert "soon" not in desk.page(Session("Ab3dE", 35, "en", Interview({})), TODAY).text


def test_what_would_change_this_is_ordered_by_effort_and_names_the_level_after(person):
    person.finish(payment_problems=("residence_tax",), residence_tax="owed_3_months_or_more")
    text = person.show("changes").page.text

    assert text.index("Agree on instalments") < text.index("Pay all residence tax")
    assert "→ <b>a closer look</b>" in text


def test_the_timeline_turns_at_the_end_of_the_stay(person):
    person.finish(expiry_date="2027-05-01")

    assert "from 2 May 2027:" in person.show("timeline").page.text


def test_unknown_answers_give_a_range_and_can_be_answered_from_the_page(person):
    person.finish(payment_problems=("residence_tax",), residence_tax="unknown")
    assert "between “" in person.page.text
    assert "It depends on: How is it with your residence tax?" in person.page.text
    person.show("unknowns")
    person.tap("1")
    turn = person.answer("exempt")
    assert "between “" not in turn.page.text


def test_a_draft_translation_says_so_and_leads_to_japanese_and_english(desk, person):
    person.finish()
    assert "draft" not in person.page.text
    drafts = [code for code in desk.languages if code not in ("en", "ja")]
    for code in drafts:
        shown = Session("Ab3dE", 35, code, person.session.interview)
        labels = [each.label for row in desk.page(shown, TODAY).rows for each in row]
        assert {"日本語", "English"} <= set(labels), code


def test_a_guideline_that_was_read_only_through_others_is_told_as_such(person):
    person.start()
    person.finish(**LIVES["nothing wrong"])
    text = person.show("for.renewal").page.text + person.show("reasons.renewal").page.text
    assert "as others describe it; the text itself was not read" in text
