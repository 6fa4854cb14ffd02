"""Every screen of every journey in every language: within the limits, whole, and in that language.

A journey is taken once; its sessions are then shown in each language, with all pages of the result.
Texts that are not translated yet stand there in English, so they are found here as well.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import pytest

from bot.screens import MOST_ENTITIES, MOST_UNITS, screen, units, visible
from flows.desk import Desk
from flows.language import Languages
from flows.questionnaire import load_questionnaire
from flows.rules import load_rules
from flows.session import Session
from flows.sources import load_sources
from flows.terms import Page
from flows.views import LANGUAGE, PAGED, RESULT, STOP, number_of, numbered
from locales import registry
from locales.catalogues import Catalogues, po_path
from locales.checks.letters import SCRIPTS, script_of
from locales.extract import extract
from locales.registry import HERE, PSEUDO, SOURCE
from tests.bot.builders import TODAY
from tests.bot.journeys.journey import load_journeys
from tests.flows.telegram_limits import problems
from tests.locales.wayfarer import RUN, journey_turns

LANGUAGES = [
    code for code in registry.load() if code == SOURCE or po_path(HERE, code, "ui").exists()
]
FILES = load_journeys()
# Written in Latin letters everywhere: names, and the numbers of statuses as the Agency gives them.
# "Language" helps whoever can't read the rest.
NAMES = frozenset(
    [
        *("Telegram", "Language", "COE", "FRESC", "JLPT", "JFT", "NHK", "SMS", "PDF", "MIT", "iii"),
        *("Hello", "Work", "Houterasu", "Nenkin", "Net", "Mynaportal"),
    ]
)
_LINK = re.compile(r"<a [^>]*>.*?</a>", re.DOTALL)
_ADDRESS = re.compile(r"https?://\S+|/[a-z]+|\b[\w.-]+\.(?:jp|org|com|md)\b")
_LATIN = re.compile(r"[A-Za-zÀ-ɏ]{3,}")
_SENTENCE_END = re.compile(r"(?<=[.!?:;])\s+|\n")
_WORDS_OF_A_SENTENCE = 4


@cache
def desk() -> Desk:
    """Return a desk that shows every page in the language asked for, whole or not."""
    catalogues = Catalogues.load()
    made = {code: catalogues.get(code) for code in catalogues.codes if code not in PSEUDO}
    return Desk(load_questionnaire(), load_rules(), Languages(Catalogues(made, frozenset())))


@cache
def sessions(file: str) -> tuple[Session, ...]:
    """Return the sessions of a file's journeys, and all pages of their results.

    Of those that look alike in English one is kept.
    """
    found: dict[object, Session] = {}
    for journey in FILES[file]:
        last = None
        for _, turn in journey_turns(desk(), journey):
            last = turn.session
            told = replace(last, run=RUN, version=1, language=SOURCE)
            found.setdefault(_looks(told), told)
        assert last is not None
        if desk()._scene(last, TODAY).open is None:
            for each in _results(last):
                found.setdefault(_looks(each), each)
    assert found
    return tuple(found.values())


def _looks(session: Session) -> object:
    page = desk().page(session, TODAY)
    return page.text, page.rows


def _results(last: Session) -> Iterator[Session]:
    start = replace(last, run=RUN, version=1, language=SOURCE, note="", leaving="yes")
    for view in ("question", "answers", *RESULT, f"{LANGUAGE}todo", f"{STOP}reset"):
        yield replace(start, view=view)


def pages(file: str, language: str) -> Iterator[tuple[str, Page, Session]]:
    """Yield each screen of a file's journeys in a language; long ones page by page."""
    for session in sessions(file):
        told = replace(session, language=language)
        page = desk().page(told, TODAY)
        yield told.view, page, told
        if told.view in PAGED:
            yield from _further(told, page)


def _further(told: Session, page: Page) -> Iterator[tuple[str, Page, Session]]:
    base = told.view
    while True:
        number = number_of(told.view) + 1
        leads = {each.action.argument for row in page.rows for each in row if each.action}
        if numbered(base, number) not in leads:
            return
        told = replace(told, view=numbered(base, number))
        page = desk().page(told, TODAY)
        yield told.view, page, told


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("file", FILES)
def test_every_screen_can_be_shown_and_is_in_the_language(file: str, language: str) -> None:
    found: dict[str, str] = {}
    count = 0
    for view, page, session in pages(file, language):
        count += 1
        for what in (*_unfit(page, session), *foreign(page, language)):
            found.setdefault(what, f"{view}, such as: {visible(page.text)[:60]}")
    assert count > 100
    told = "\n".join(f"{what} ({where!r})" for what, where in sorted(found.items()))
    assert not found, f"{len(found)} kinds in {language}:\n{told}"


def _unfit(page: Page, session: Session) -> Iterator[str]:
    yield from problems(page)
    for part in screen(page, session).parts:
        if not 0 < units(visible(part).strip()) <= MOST_UNITS or part.count("</") > MOST_ENTITIES:
            yield f"a message of {units(visible(part))} units"


def foreign(page: Page, language: str) -> Iterator[str]:
    """Yield what stands in English, or in letters that the language does not have."""
    labels = [
        button.label
        for row in page.rows
        for button in row
        if button.action is None or button.action.verb != "language"
    ]
    texts = [_without_titles(visible(_LINK.sub(" ", page.text))), *labels]
    for text in texts:
        yield from _english(text, language)
        yield from _strange(text, language)


def _english(text: str, language: str) -> Iterator[str]:
    for part in _SENTENCE_END.split(text):
        key = sentences().get(_folded(part))
        if key and key not in kept(language):
            yield f"English of {key}: {part.strip()}"


def _strange(text: str, language: str) -> Iterator[str]:
    scripts = {
        name for each in registry.load()[language].expected_scripts for name in SCRIPTS[each]
    }
    if "LATIN" not in scripts:
        for word in _LATIN.findall(_ADDRESS.sub(" ", text)):
            if word not in NAMES:
                yield f"Latin letters: {word}"
    for sign in set(text):
        script = script_of(sign)
        if script and script not in scripts | {"LATIN", *SCRIPTS["Jpan"]}:
            yield f"a letter of {script}: {sign!r}"


def _without_titles(text: str) -> str:
    for title in (desk().book.version, *_titles()):
        text = text.replace(title, " ")
    return text


@cache
def _titles() -> tuple[str, ...]:
    """Sources are named as they name themselves."""
    return tuple(sorted((each.title for each in load_sources().values()), key=len, reverse=True))


@cache
def sentences() -> dict[str, str]:
    """English sentence -> key of the text it stands in."""
    found: dict[str, str] = {}
    for message in extract().messages:
        for text in message.texts:
            for part in _SENTENCE_END.split(visible(text)):
                folded = _folded(part)
                if len(folded.split()) >= _WORDS_OF_A_SENTENCE and "%(" not in folded:
                    found[folded] = message.key
    assert len(found) > 1000
    return found


@cache
def kept(language: str) -> frozenset[str]:
    """Keys whose English is the agreed name in a language."""
    return frozenset({"en": sentences().values()}.get(language, ()))


def _folded(text: str) -> str:
    return " ".join(text.split()).strip(' .!?:;“”"').casefold()


@pytest.mark.parametrize("language", [each for each in LANGUAGES if each != SOURCE])
def test_english_is_found_where_it_is_left(language: str) -> None:
    page = Page("question", "Pay what is open before you file the application.", (), language)
    text = next(each.text for each in extract().messages if each.key == "ui.about.not")
    assert any(
        "English of ui.about.not" in each for each in foreign(replace(page, text=text), language)
    )
