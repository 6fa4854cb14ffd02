"""What the preview shows is, but for its marks, what people get."""

from dataclasses import replace
from gettext import NullTranslations
from itertools import product

import pytest

from bot.preview.people import load_people
from bot.preview.picture import text_picture
from bot.preview.results import result_screens
from bot.preview.screens import question_screens
from bot.preview.stage import Stage
from flows.desk import Desk
from flows.language import Languages
from flows.pages.frame import cut
from locales import registry
from locales.catalogues import Catalogue, Catalogues
from locales.marks import END, Marks, shortened, unmarked
from locales.pseudo import Mirrored
from locales.registry import MIRRORED, SOURCE
from tests.bot.builders import TODAY


@pytest.fixture(scope="module")
def stage() -> Stage:
    return Stage(SOURCE, TODAY)


def test_pages_are_those_that_people_get(stage: Stage) -> None:
    invented = registry.pseudo_locales()[MIRRORED]
    catalogues = {
        SOURCE: Catalogue(registry.load()[SOURCE], NullTranslations(), frozenset()),
        MIRRORED: Catalogue(invented, Mirrored(), frozenset()),
    }
    words = Languages(Catalogues(catalogues, frozenset()))
    desk = Desk(stage.desk.questionnaire, stage.desk.book, words)
    people = load_people(desk.questionnaire, TODAY)
    sessions = [each.session for each in question_screens(desk.questionnaire, people, {})]
    sessions += [
        screen.session
        for person in people[:3]
        for screen, _ in result_screens(stage, person, SOURCE)
    ]
    assert len(sessions) > 100
    for session, language in product(sessions, (SOURCE, MIRRORED)):
        assert session is not None
        session = replace(session, language=language)
        marked = stage.desk.page(session, TODAY)
        plain = desk.page(session, TODAY)
        assert unmarked(marked.text) == plain.text
        assert [[(unmarked(key.label), key.action) for key in row] for row in marked.rows] == [
            [(key.label, key.action) for key in row] for row in plain.rows
        ]


def test_everybody_is_walked_to_a_result(stage: Stage) -> None:
    people = load_people(stage.desk.questionnaire, TODAY)
    assert len({each.id for each in people}) == len(people) > 5
    for person in people:
        page = stage.desk.page(person.session(SOURCE), TODAY)
        assert "advice.result.title" in text_picture(page.text, stage.marks, lambda _: "").keys


def test_marks_take_no_room_when_a_label_is_cut() -> None:
    marks = Marks(["ui.button.test"])
    fits = marks.put("ui.button.test", "a" * 40)
    assert cut(fits) == fits
    long = marks.put("ui.button.test", "a" * 41)
    assert unmarked(cut(long)) == cut("a" * 41)
    assert shortened(long, "aa") == f"{long[0]}aa{END}"


def test_a_tag_left_open_breaks_nothing_around_it() -> None:
    marks = Marks(["ui.a", "ui.b"])
    text = f"<i>{marks.put('ui.a', 'one <b>two')}</i> {marks.put('ui.b', 'three <script>')}"
    picture = text_picture(text, marks, lambda _: "done")
    assert picture.html == (
        '<i><span class="said done" data-key="ui.a">one <b>two</b></span></i> '
        '<span class="said done" data-key="ui.b">three &lt;script&gt;</span>'
    )
    assert picture.keys == ["ui.a", "ui.b"]
