from flows.desk import Desk
from flows.interview import Interview
from flows.session import Session
from flows.terms import Action
from locales.catalogues import Catalogues
from locales.problem import BadLocaleData
from tests.flows.settled_facts import TODAY
from tests.flows.telegram_limits import problems

SESSION = Session("Ab3dE", 4, "en", Interview({"situation": "in_japan"}))


def test_every_act_says_that_no_results_are_given_and_refers():
    desk = Desk.safe("law/rules: broken")
    turns = [
        desk.begin("Ab3dE", "en", "p-renew", TODAY),
        desk.press(SESSION, Action("answer", "status", "student"), TODAY),
        desk.say(SESSION, "hello", TODAY),
        desk.command(SESSION, "start", "", TODAY),
        desk.notice(SESSION, "stale_toast", TODAY),
    ]
    for turn in turns:
        assert problems(turn.page) == []
        assert "can't give results" in turn.page.text
        assert "行政書士" in turn.page.text
        assert "law/rules" not in turn.page.text
    assert desk.why == "law/rules: broken"


def test_stored_answers_stay_as_they_are():
    turn = Desk.safe("x").press(SESSION, Action("restart"), TODAY)

    assert turn.session == SESSION


def test_the_language_can_be_switched():
    turn = Desk.safe("x").press(SESSION, Action("language", "", "ja"), TODAY)

    assert turn.page.language == "ja"
    assert turn.session.language == "ja"


def test_erasing_works():
    assert Desk.safe("x").command(SESSION, "delete", "", TODAY).erase


def test_it_speaks_english_when_a_translation_is_what_is_broken(monkeypatch):
    def broken(*_: object) -> Catalogues:
        raise BadLocaleData("ja/ui.po: does not parse")

    monkeypatch.setattr(Catalogues, "load", broken)
    desk = Desk.safe("x")

    assert desk.languages == ("en",)
    assert "can't give results" in desk.begin("Ab3dE", "ja", "", TODAY).page.text
