"""Words never decide: a language whose texts are swapped and doubled leads to the same results."""

import gettext
from collections import defaultdict
from dataclasses import replace

import pytest

from flows.desk import Desk
from flows.language import Languages
from flows.questionnaire import load_questionnaire
from flows.rules import load_rules
from flows.session import Session
from flows.terms import Action, Page
from flows.views import number_of
from locales import registry
from locales.catalogues import Catalogue, Catalogues
from locales.extract import extract
from locales.message import Message, placeholders
from tests.bot.builders import TODAY
from tests.bot.journeys.journey import load_journeys
from tests.locales.wayfarer import answers, apply, journey_turns

JOURNEYS = {each.id: each for file in load_journeys().values() for each in file}
CODE, MARK = "vi", "\u200f"
LEFT_OUT = ("language", "run")


class Scrambled(gettext.NullTranslations):
    """Every text is another one with the same values, twice, between right-to-left marks."""

    def __init__(self) -> None:
        super().__init__()
        alike: dict[object, list[Message]] = defaultdict(list)
        for each in extract().messages:
            kind = each.key.rsplit(".", 1)[0] if each.key.startswith("flow.option") else each.domain
            alike[kind, tuple(map(placeholders, each.texts))].append(each)
        self.swapped = {
            each.key: other
            for group in alike.values()
            for each, other in zip(group, group[1:] + group[:1], strict=True)
        }

    def pgettext(self, context: str, message: str) -> str:
        text = self.swapped[context].text if context else message
        return f"{MARK}{text} {text}{MARK}"

    def npgettext(self, context: str, msgid1: str, msgid2: str, n: int) -> str:
        other = self.swapped[context]
        return f"{MARK}{other.text if n == 1 else other.plural}{MARK}"


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk.load()


@pytest.fixture(scope="module")
def scrambled() -> Desk:
    locale = registry.load()[CODE]
    known = Catalogues.load()
    made = {code: known.get(code) for code in ("en", "ja")}
    words = Scrambled()
    made[CODE] = Catalogue(locale, words, frozenset(words.swapped))
    languages = Languages(Catalogues(made, frozenset()))
    return Desk(load_questionnaire(), load_rules(), languages)


def routing(session: Session) -> dict[str, object]:
    """Everything that is kept, but for the language."""
    return {
        name: getattr(session, name) for name in session.__slots__ if name not in LEFT_OUT
    }  # fmt: skip


def actions(page: Page) -> list[Action | str]:
    """What the buttons do, from top to bottom.

    Languages are chosen by name, and longer words take more pages: both are no routing.
    """
    told = [button.action or button.url for row in page.rows for button in row]
    return [each for each in told if isinstance(each, str) or not is_about_words(each)]


def is_about_words(action: Action) -> bool:
    return action.verb == "language" or number_of(action.argument) > 1


def test_many_texts_stand_in_for_others() -> None:
    swapped = Scrambled().swapped
    moved = [key for key, other in swapped.items() if key != other.key]
    assert len(moved) > len(swapped) * 0.9


@pytest.mark.parametrize("name", JOURNEYS)
def test_a_journey_in_a_scrambled_language_comes_to_the_same(
    desk: Desk, scrambled: Desk, name: str
) -> None:
    journey, session = JOURNEYS[name], None
    last = None
    for deed, told in journey_turns(desk, journey):
        turn = apply(scrambled, session, deed, CODE)
        page = turn.page
        if session is None:
            # Whoever begins is asked for the language; a link may have settled it.
            turn = replace(turn, session=replace(told.session, language=CODE))
            page = scrambled.page(turn.session, TODAY)
        assert routing(turn.session) == routing(told.session), deed
        assert actions(page) == actions(told.page), deed
        assert MARK in page.text
        session, last = (None if turn.erase else turn.session), told.session
    assert last is not None
    plain = {
        name: list(each) if isinstance(each, tuple) else each
        for name, each in answers(desk, last).items()
    }
    levels = [
        {route: row["level"] for route, row in each.assess(plain, TODAY, code)["routes"].items()}
        for each, code in ((desk, "en"), (scrambled, CODE))
    ]
    assert levels[0] == levels[1]
    assert {route: levels[0][route] for route in journey.levels} == dict(journey.levels)
