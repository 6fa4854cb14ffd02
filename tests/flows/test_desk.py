from datetime import date

import pytest

from flows.session import Session
from flows.terms import Action, BadAnswer
from tests.flows.person import Person
from tests.flows.settled_facts import TODAY

RENEWAL = {"situation": "in_japan", "status": "engineer_specialist", "plan": "renew"}


def test_somebody_unknown_chooses_a_language_first_their_own_on_top(desk):
    turn = desk.begin("Ab3dE", "ja-JP", "", TODAY)

    assert turn.fresh
    assert turn.page.rows[0][0].label == "日本語"
    assert turn.page.language == "ja"


def test_an_unknown_client_language_begins_in_english(desk):
    for code in (None, "xx", "tlh-KX"):
        assert desk.begin("Ab3dE", code, "", TODAY).page.language == "en"


def test_a_link_that_fixes_the_language_goes_straight_to_the_welcome(desk):
    turn = desk.begin("Ab3dE", "en", "l-ja_p-renew_o-abc123", TODAY)

    assert turn.page.view == "welcome"
    assert turn.page.language == "ja"
    assert turn.session.office == "abc123"
    assert turn.session.interview.answers == {"plan": "renew"}


def test_the_plan_of_a_link_is_not_asked_again(desk):
    person = Person(desk)
    person.start("l-en_p-renew")

    assert "plan" not in person.finish()


@pytest.mark.parametrize("payload", ["l-xx", "p-fly", "____", "l-en_l-ja", "🙂", "x" * 65, "l-"])
def test_a_broken_link_is_a_normal_start(desk, payload):
    assert desk.begin("Ab3dE", "en", payload, TODAY).page.view == "language.welcome"


def test_a_person_with_nothing_wrong_finishes_a_renewal_in_twelve_answers(person):
    way = person.finish()

    assert 5 <= len(way) <= 12, way
    assert "→ <b>normal review</b>" in person.page.text


def test_a_comparison_with_nothing_wrong_takes_at_most_sixteen_answers(person):
    way = person.finish(plan="compare", target="same")

    assert len(way) <= 16, way


def test_each_answer_leaves_a_recap_of_one_line(person):
    person.act(Action("begin"))
    turn = person.answer("in_japan")

    assert turn.recap == "What is your situation today? <b>In Japan, my stay has not ended</b>"
    assert not turn.fresh


def test_a_tap_that_gives_no_answer_leaves_no_recap(person):
    person.act(Action("begin"))

    assert person.show("help").recap == ""
    assert person.act(Action("back")).recap == ""


def test_status_is_found_in_two_taps(person):
    person.act(Action("begin"))
    person.answer("in_japan")
    person.tap("Companies and skilled jobs")
    turn = person.tap("Specified Skilled Worker (i) (特定技能１号)")

    assert turn.session.interview.answers["status"] == "specified_skilled_worker_1"


def test_a_long_status_name_stands_in_full_above_the_button(person):
    person.act(Action("begin"))
    person.answer("in_japan")
    person.tap("Companies and skilled jobs")

    assert "Engineer/Specialist in Humanities/International Services" in person.page.text
    codes = [each.action.argument for each in person.buttons if each.action]
    label = person.buttons[codes.index("engineer_specialist")].label
    assert 0 < len(label) <= 40
    assert "…" not in label


def test_ticks_are_taken_back_by_a_second_tap_and_count_when_confirmed(person):
    person.finish(payment_problems=("residence_tax",), residence_tax="exempt")
    person.act(Action("change", "payment_problems"))
    for code in ("pension", "income_tax", "pension"):
        person.act(Action("toggle", "payment_problems", code))
    turn = person.act(Action("confirm", "payment_problems"))

    assert turn.session.interview.answers["payment_problems"] == ("income_tax",)


def test_a_date_is_three_taps_with_the_era_beside_the_year(person):
    person.act(Action("begin"))
    for code in ("in_japan", "engineer_specialist", "renew"):
        person.answer(code)
    person.tap("2027 (令和9年)")
    person.tap("May")
    turn = person.tap("31")

    assert turn.session.interview.answers["expiry_date"] == "2027-05-31"
    assert "<b>31 May 2027 (2027-05-31)</b>" in turn.recap


def test_back_inside_a_date_goes_back_one_part(person):
    person.act(Action("begin"))
    for code in ("in_japan", "engineer_specialist", "renew"):
        person.answer(code)
    person.tap("2027 (令和9年)")
    person.tap("May")
    person.tap("Back")

    assert person.session.draft == ("2027",)


def test_back_takes_the_last_answer_back_and_offers_it_again(person):
    person.finish()
    turn = person.act(Action("back"))

    assert "Your earlier answer" in turn.page.text
    kept = person.tap("Keep my earlier answer")
    assert "normal review" in kept.page.text


def test_back_undoes_the_newest_answer_wherever_its_question_stands(desk):
    person = Person(desk)
    person.start("l-en_p-renew")
    person.act(Action("begin"))
    person.answer("in_japan")
    person.answer("engineer_specialist")
    turn = person.act(Action("back"))

    assert list(turn.session.interview.answers) == ["plan", "situation"]
    assert "Which status" in turn.page.text


def test_back_at_the_first_question_shows_the_welcome(person):
    person.act(Action("begin"))

    assert person.act(Action("back")).page.view == "welcome"


def test_a_changed_answer_keeps_the_others(person):
    person.finish(payment_problems=("residence_tax",), residence_tax="owed_3_months_or_more")
    before = dict(person.session.interview.answers)
    person.act(Action("change", "residence_tax"))
    person.answer("instalments_kept")

    after = dict(person.session.interview.answers)
    assert after == {**before, "residence_tax": "instalments_kept"}


def test_an_answer_that_no_longer_fits_is_set_aside_said_so_and_offered_again(person):
    person.finish(payment_problems=("residence_tax",), residence_tax="exempt")
    person.act(Action("change", "payment_problems"))
    turn = person.answer(("none",))

    assert turn.session.interview.offered["residence_tax"] == "exempt"
    assert "It is kept and will be offered again" in turn.page.text
    person.act(Action("change", "payment_problems"))
    turn = person.answer(("residence_tax",))
    assert "Your earlier answer: Official exemption or deferral" in turn.page.text


def test_leaving_japan_is_shown_only_behind_the_stop_screen(person):
    person.finish(plan="compare", target="same", sponsor="employer")

    assert "Leaving can't be undone" in person.page.text
    for view in ("reasons.coe", "reset", "readings"):
        assert person.show(view).page.text.startswith("<b>Before you read about leaving Japan</b>")
        person.act(Action("back"))
    person.tap("Show only staying in Japan")
    assert "Leave Japan" not in person.page.text
    for view in ("todo", "changes", "timeline", "papers", "unknowns"):
        assert "Leave Japan" not in person.show(view).page.text
    person.act(Action("begin"))
    person.tap("Show leaving Japan as well")
    assert person.page.text.startswith("<b>Before you read about leaving Japan</b>")
    turn = person.tap("I have read this. Show me")
    assert turn.page.text.startswith("<b>Stay and repair, or leave and return?</b>")


def test_the_language_picker_is_no_way_around_the_stop_screen(person):
    person.finish(plan="compare", target="same", sponsor="employer")
    person.show("reset")
    person.show("language")
    turn = person.act(Action("language", "", "ja"))

    assert turn.session.view == "stop.reset"
    assert not turn.session.leaving


def test_somebody_abroad_meets_no_stop_screen(person):
    person.finish(situation="abroad", target="same", exit="left_on_time", left_on="2026-05-01")

    assert "Leave Japan and apply for a COE" in person.page.text


def test_language_switches_in_place_on_every_view(person):
    person.finish(payment_problems=("pension",), pension="owed_under_3_months")
    views = ("help", "todo", "who", "answers", "reasons.renewal", "privacy", "timeline")
    for view in views:
        person.show(view)
        person.show("language")
        turn = person.act(Action("language", "", "qps"))
        assert turn.page.view == view
        assert turn.page.language == "qps"
        person.act(Action("language", "", "en"))


def test_a_language_that_does_not_exist_changes_nothing(person):
    turn = person.act(Action("language", "", "xx"))

    assert turn.session == person.turns[-2].session


@pytest.mark.parametrize(
    "action",
    [
        Action("answer", "pension", "not_enrolled"),
        Action("answer", "situation", "on_the_moon"),
        Action("toggle", "situation", "abroad"),
        Action("confirm", "situation"),
        Action("part", "situation", "2027"),
        Action("show", "", "nowhere"),
        Action("show", "", "group.nowhere"),
        Action("change", "pension"),
        Action("change", "no_question"),
        Action("fly"),
        Action("answer", "situation", "unknown"),
    ],
)
def test_a_tap_that_does_not_fit_changes_nothing_and_says_so(person, action):
    person.act(Action("begin"))
    turn = person.act(action)

    assert turn.session == person.turns[-2].session
    assert turn.page == person.turns[-2].page
    assert turn.toast == "That button is from an earlier step. Here is where you are now."


@pytest.mark.parametrize(
    "part", ["2027-13", "27", "2027-00", "２０２７", "2027-1", "a", "2200", "-"]
)
def test_a_date_part_that_is_none_changes_nothing(person, part):
    person.act(Action("begin"))
    for code in ("in_japan", "engineer_specialist", "renew"):
        person.answer(code)
    turn = person.act(Action("part", "expiry_date", part))

    assert turn.session == person.turns[-2].session


@pytest.mark.parametrize("name", ["answers", "help", "privacy", "about", "language", "settings"])
def test_commands_open_their_page_in_a_new_message(person, name):
    person.finish()
    turn = person.command(name)

    assert turn.fresh
    assert turn.page.view.startswith("language" if name == "settings" else name)
    assert "normal review" in person.act(Action("begin")).page.text


def test_a_language_can_be_named_with_its_command(person):
    assert person.command("language", "日本語").page.language == "ja"
    assert person.command("language", "EN").page.language == "en"
    assert person.command("language", "klingon").page.view == "language.welcome"


def test_an_unknown_command_is_answered_and_changes_nothing(person):
    turn = person.command("fly", "me to the moon")

    assert "/help" in turn.page.text
    assert turn.session == person.turns[-2].session


def test_delete_erases_at_once_and_says_what(person):
    person.finish()
    turn = person.command("delete")

    assert turn.erase
    assert turn.page.rows == ()
    assert "erased" in turn.page.text


def test_restart_begins_anew_with_nothing_kept(person):
    person.finish(payment_problems=("pension",), pension="exempt")
    turn = person.command("restart")

    assert turn.session.interview.answers == {}
    assert turn.session.interview.offered == {}
    assert "What is your situation today?" in turn.page.text


def test_start_in_the_middle_offers_to_go_on_or_begin_anew(person):
    person.act(Action("begin"))
    person.answer("in_japan")
    turn = person.command("start")
    assert "1 answer is saved" in turn.page.text
    assert "Which status" in person.tap("Go on where I was").page.text
    person.command("start")
    assert "What is your situation" in person.tap("Begin anew").page.text
    assert person.session.interview.answers == {}


def test_a_link_met_in_the_middle_counts_only_for_a_new_start(person):
    person.act(Action("begin"))
    person.answer("in_japan")
    person.command("start", "p-reset_o-office1")
    assert person.session.office == "office1"
    assert "plan" not in person.session.interview.answers
    assert person.tap("Begin anew").session.interview.answers == {"plan": "reset"}


def test_start_before_any_answer_takes_the_link(person):
    turn = person.command("start", "l-ja_p-change")

    assert turn.page.view == "welcome"
    assert turn.page.language == "ja"
    assert turn.session.interview.answers == {"plan": "change"}


def test_a_notice_stands_above_the_live_page_and_changes_nothing(person):
    person.act(Action("begin"))
    for name in ("only_text", "edited", "too_long", "stale_toast", "slow_down", "failed"):
        turn = desk_notice(person, name)
        assert turn.session == person.session
        assert turn.page.text.endswith(person.page.text)
        assert len(turn.page.text) > len(person.page.text)
        assert 0 < len(turn.toast) <= 200
    assert desk_notice(person, "no_such_notice").page == person.page


def desk_notice(person: Person, name: str):
    return person.desk.notice(person.session, name, TODAY)


def test_the_group_notice_speaks_the_language_of_the_client(desk):
    assert "private" in desk.group_notice("en")
    assert desk.group_notice("ja")


def test_sessions_of_an_older_version_are_shown_what_stands(desk):
    old = Session.from_json(
        '{"run":"Ab3dE","version":7,"language":"xx","interview":{"answers":{"situation":"in_japan",'
        '"gone_question":"yes","status":"renamed_status","plan":["renew","odd"]},'
        '"offered":{"gone":"x"}},"view":"old.view","editing":"gone","draft":["x"],"guess":"?",'
        '"note":"gone","leaving":"perhaps","office":""}'
    )
    turn = desk.press(old, Action("begin"), TODAY)

    assert "Which status" in turn.page.text
    assert turn.page.language == "en"


def test_the_profile_has_every_command_of_the_menu(desk):
    profile = desk.profile("en")

    assert [name for name, _ in profile.commands][:3] == ["start", "back", "answers"]
    assert len(profile.commands) == 9
    assert len(profile.name) <= 64
    assert len(profile.short_description) <= 120
    assert len(profile.description) <= 512


def test_an_assessment_has_the_shape_that_scripts_rely_on(desk):
    found = desk.assess(RENEWAL, date(2026, 11, 25))

    assert list(found) == ["as_of", "rules_version", "language", "routes", "missing", "set_aside"]
    assert list(found["routes"]) == ["renewal", "change", "coe"]
    for route in found["routes"].values():
        assert list(route) == ["level", "range", "findings", "improvements", "timeline"]
    finding = found["routes"]["renewal"]["findings"][0]
    assert list(finding) == [
        "rule", "factor", "level", "certainty", "weight", "announced", "reason", "sources",
    ]  # fmt: skip


def test_answers_to_questions_that_would_not_be_asked_are_set_aside(desk):
    found = desk.assess({**RENEWAL, "left_on": "2026-01-01"}, TODAY)

    assert found["set_aside"] == ["left_on"]


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        ({"nope": "x"}, "found 'nope'"),
        ({"situation": "moon"}, "situation: found 'moon'; allowed: in_japan"),
        ({"expiry_date": "2027-02-30"}, "expiry_date: found '2027-02-30'"),
        ({"situation": "unknown"}, "situation: found 'unknown'"),
        ({"pension": 3}, "pension: found 3"),
        ({"payment_problems": ["pension", "x"]}, "payment_problems: found 'x'"),
        ({"payment_problems": []}, "payment_problems: found []"),
    ],
)
def test_a_bad_answer_is_told_in_one_line(desk, answers, told):
    with pytest.raises(BadAnswer) as error:
        desk.assess(answers, TODAY)

    assert told in str(error.value)
    assert "\n" not in str(error.value)


def test_a_bad_language_is_told_with_the_allowed_ones(desk):
    with pytest.raises(BadAnswer, match="found 'xx'; allowed: en, ja"):
        desk.assess({}, TODAY, "xx")


def test_the_conversation_and_the_command_line_come_to_the_same(person):
    person.finish(payment_problems=("residence_tax",), residence_tax="owed_3_months_or_more")
    answers = dict(person.session.interview.answers)
    found = person.desk.assess(answers, TODAY)

    assert found["set_aside"] == []
    level = found["routes"]["renewal"]["level"]
    name = {"strict": "strict review", "likely_refused": "refusal is likely"}[level]
    assert f"→ <b>{name}" in person.page.text


def test_the_sheet_of_the_command_line_holds_every_page(desk):
    text = desk.explain({**RENEWAL, "plan": "compare", "target": "same"}, TODAY, "en")

    for title in (
        "How closely",
        "Why: Renewal",
        "in this order",
        "Papers",
        "Dates",
        "Who can help",
    ):
        assert title in text
