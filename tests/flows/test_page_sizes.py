"""What a tired person on a phone can read: how long each page is, and how many links it holds."""

import re

import pytest

from flows.pages.paging import Room, cut_up, part
from flows.session import Session
from flows.views import PAGED, numbered
from tests.flows.person import Person
from tests.flows.settled_facts import TODAY
from tests.flows.telegram_limits import problems, units, visible
from tests.flows.test_pages import LIVES

_STEP = re.compile(r"^\d+\. ", re.MULTILINE)
_POINT = re.compile(r"^<b>\d+\. ", re.MULTILINE)


@pytest.fixture(scope="module", params=LIVES)
def told(desk, request):
    """The pages of a life in two languages: view -> texts of its pages in a row."""
    found = {}
    for language in ("en", "ja"):
        person = Person(desk, language)
        person.start()
        person.finish(**LIVES[request.param])
        for view in ("question", "changes", *PAGED):
            found[language, view] = list(_pages(desk, person, language, view))
    return found


def _pages(desk, person, language, view):
    for number in range(1, 10):
        name = numbered(view, number)
        session = Session("Ab3dE", 9, language, person.session.interview, name, leaving="yes")
        page = desk.page(session, TODAY)
        assert problems(page) == [], name
        yield page
        leads = {each.action.argument for row in page.rows for each in row if each.action}
        if numbered(view, number + 1) not in leads:
            return


def texts(told, view):
    return [page.text for (_, name), pages in told.items() if name == view for page in pages]


def firsts(told, view):
    return [pages[0].text for (_, name), pages in told.items() if name == view]


def test_the_first_page_of_steps_is_short(told):
    for text in firsts(told, "todo"):
        assert units(visible(text)) < 1600
        assert len(_STEP.findall(text)) <= 7
        assert text.count("<b>20") <= 5


def test_a_step_names_one_link(told):
    for text in texts(told, "todo"):
        assert all(each.count("<a ") <= 1 for each in text.split("\n\n"))


def test_steps_are_numbered_on_from_page_to_page(told):
    for (language, view), pages in told.items():
        if view == "todo":
            shown = [int(each[:-2]) for page in pages for each in _STEP.findall(page.text)]
            assert shown == list(range(1, len(shown) + 1)), language


def test_five_reasons_at_most_stand_on_a_page(told):
    for view in ("reasons.renewal", "reasons.change", "reasons.coe"):
        for text in texts(told, view):
            assert len(_POINT.findall(text)) <= 5
            assert units(visible(text)) < 3500


def test_nothing_names_more_than_two_links_at_a_place(told):
    for view in ("reasons.renewal", "reasons.coe", "for.renewal", "reset", "readings"):
        for text in texts(told, view):
            assert all(each.count("<a ") <= 2 for each in text.split("\n\n")), view


def test_what_leaving_costs_fits_a_message(told):
    for view in ("reset", "readings", "for.renewal", "for.coe"):
        for text in texts(told, view):
            assert units(visible(text)) < 3500, view


def test_a_way_that_is_open_is_not_called_the_mildest(told):
    for text in texts(told, "changes"):
        for group in text.split("<b>")[1:]:
            assert "can't say yet" not in group or "already the mildest" not in group


def test_no_step_for_another_status_is_told(desk):
    person = Person(desk)
    person.start()
    person.finish(payment_problems=("residence_tax",), residence_tax="owed_3_months_or_more")
    pages = list(_pages(desk, person, "en", "todo"))
    told = "\n".join(page.text for page in pages)

    assert "Specified Skilled Worker" not in told
    assert "copy of your own file" not in told
    assert "Pay what is open before you file" in pages[0].text


def test_steps_for_leaving_come_last_and_only_behind_the_stop_screen(desk):
    person = Person(desk)
    person.start()
    person.finish(**LIVES["much wrong"])
    pages = list(_pages(desk, person, "en", "todo"))
    told = "\n".join(page.text for page in pages)
    heading = told.index("Only if you leave Japan:")
    staying = Session("Ab3dE", 9, "en", person.session.interview, "todo", leaving="no")

    assert told.index("move-out notice") > heading
    assert "move-out notice" not in told[:heading]
    assert "Only if you leave" not in pages[0].text
    assert "move-out notice" not in desk.page(staying, TODAY).text


def test_no_more_reasons_about_leaving_pass_the_stop_screen(desk):
    person = Person(desk)
    person.start()
    person.finish(**LIVES["much wrong"])
    for view in ("reasons.coe.2", "for.coe", "for.coe.2", "reset.2", "readings.2"):
        shown = Session("Ab3dE", 9, "en", person.session.interview, view)
        assert "Before you read about leaving Japan" in desk.page(shown, TODAY).text, view
        person.show(view)
        assert "Before you read about leaving Japan" in person.page.text, view


def test_two_rules_on_one_answer_are_told_once(desk):
    person = Person(desk)
    person.start()
    person.finish(payment_problems=("residence_tax",), residence_tax="owed_3_months_or_more",
                  expiry_date="2027-06-10", filing_date="2027-05-10")  # fmt: skip
    first, second = _pages(desk, person, "en", "reasons.renewal")

    assert first.text.count("<b>1. Residence tax</b>") == 1
    assert "Another rule on this point: strict review" in first.text
    assert "<b>2. Residence tax</b>" not in first.text
    assert "<b>2. Residence tax</b>" in second.text


def test_filing_before_a_stricter_rule_is_proposed(desk):
    answers = {
        "payment_problems": ("health_insurance",),
        "health_insurance": "owed_under_3_months",
        "insurance_kind": "national",
        "expiry_date": "2027-06-10",
        "filing_date": "2027-06-05",
    }
    person = Person(desk)
    person.start()
    person.finish(**answers)
    assert "File by 31 May 2027" in person.show("changes").page.text
    assert "from about 10 March 2027" in person.page.text
    other = Person(desk)
    other.start()
    other.finish(**{**answers, "expiry_date": "2027-09-10"})
    assert "File by" not in other.show("changes").page.text


def test_a_page_holds_what_fits_and_at_least_one():
    room = Room(signs=10, items=3)
    assert part([20, 1], room, int) == 1
    assert part([5, 5, 1], room, int) == 2
    assert cut_up([1] * 7, room, int) == [[1] * 3, [1] * 3, [1]]
    assert cut_up([], room, int) == [[]]
    assert sum(map(len, cut_up([20] * 40, room, int))) == 40
