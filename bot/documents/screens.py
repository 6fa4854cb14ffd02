"""Every page of made-up conversations in every language, measured against Telegram's limits."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.press import MOST_BYTES
from bot.screens import MOST_ENTITIES, MOST_UNITS, Keys, screen, units, visible
from flows.desk import Desk
from flows.terms import Action, Page
from flows.turn import Turn
from flows.views import PLAIN
from flows.walks import plain_answer, troubled, walk

MOST_BUTTONS, MOST_IN_ROW, MOST_LABEL = 100, 8, 64
_FIRST = ("situation", "status", "plan", "target")
_TOLD = (
    "in_japan engineer_specialist compare same",
    "in_japan technical_intern_2 compare engineer_specialist",
    "in_japan student change specified_skilled_worker_1",
    "waiting_result spouse_of_japanese compare long_term_resident",
    "in_japan business_manager renew same",
    "visitor temporary_visitor compare spouse_of_japanese",
    "expired dependent renew same",
    "departure_stay_30 student reset engineer_specialist",
    "abroad technical_intern_3 reset engineer_specialist",
    "abroad never_resided reset student",
)
BEGINNINGS = tuple(dict(zip(_FIRST, told.split(), strict=True)) for told in _TOLD)
"""First answers of made-up people: every situation, and statuses of each kind."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One page of one conversation."""

    place: str
    turn: Turn

    @property
    def page(self) -> Page:
        """The page itself."""
        return self.turn.page


def problems(desk: Desk, today: date, languages: Iterable[str]) -> list[str]:
    """Return what does not fit a message or a button, a line each."""
    return [
        f"{seen.place}: {what}"
        for language in languages
        for seen in pages(desk, today, language)
        for what in _wrong(seen)
    ]


def pages(desk: Desk, today: date, language: str) -> Iterator[Seen]:
    """Yield the pages of each made-up conversation: every question on its way, every view."""
    for number, first in enumerate(BEGINNINGS):
        for kind in ("plain", "troubled"):
            place = f"{language} conversation {number} {kind}"
            yield from _conversation(desk, today, language, first, kind, place)


def _conversation(
    desk: Desk, today: date, language: str, first: dict[str, str], kind: str, place: str
) -> Iterator[Seen]:
    worst = troubled(first, 0)
    found = walk(
        desk.questionnaire,
        worst
        if kind == "troubled"
        else lambda question: first.get(question.id) or plain_answer(question, today),
        today,
    )
    turn = desk.begin("check", language, "", today)
    turn = desk.press(turn.session, Action("language", "", language), today)
    yield Seen(f"{place}: welcome", turn)
    turn = desk.press(turn.session, Action("begin"), today)
    for name in found.path:
        yield Seen(f"{place}: {name}", turn)
        yield Seen(f"{place}: {name} explained", _show(desk, turn, "explain", today))
        turn = _answered(desk, turn, name, found.answers[name], today)
    turn = desk.press(turn.session, Action("accept"), today)
    for view in PLAIN:
        yield Seen(f"{place}: {view}", _show(desk, turn, view, today))


def _show(desk: Desk, turn: Turn, view: str, today: date) -> Turn:
    return desk.press(turn.session, Action("show", "", view), today)


def _answered(desk: Desk, turn: Turn, name: str, value: object, today: date) -> Turn:
    if not isinstance(value, tuple) or value in (("none",), ("unknown",)):
        code = value if isinstance(value, str) else value[0]  # type: ignore[index]  # a tuple of one
        return desk.press(turn.session, Action("answer", name, str(code)), today)
    for code in value:
        turn = desk.press(turn.session, Action("toggle", name, code), today)
    return desk.press(turn.session, Action("confirm", name), today)


def _wrong(seen: Seen) -> Iterator[str]:
    shown = screen(seen.page, seen.turn.session)
    if not shown.parts:
        yield "the text is empty"
    for part in shown.parts:
        yield from _wrong_text(part)
    yield from _wrong_keys(shown.keys, seen.page.view)


def _wrong_text(part: str) -> Iterator[str]:
    if not 0 < units(visible(part).strip()) <= MOST_UNITS:
        yield f"a message of {units(visible(part))} characters; 1 to {MOST_UNITS} fit"
    if part.count("</") > MOST_ENTITIES:
        yield f"{part.count('</')} tags in a message; {MOST_ENTITIES} fit"
    if any(left in part for left in ("%(", "{{", "{%")):
        yield "a placeholder is left in the text"


def _wrong_keys(rows: Keys, view: str) -> Iterator[str]:
    keys = [key for row in rows for key in row]
    if len(keys) > MOST_BUTTONS or any(len(row) > MOST_IN_ROW for row in rows):
        yield f"{len(keys)} buttons; {MOST_BUTTONS} fit, {MOST_IN_ROW} in a row"
    if not keys and view != "deleted":
        yield "no button leads on"
    for label, data, _ in keys:
        if not 0 < units(label.strip()) <= MOST_LABEL or len(data.encode()) > MOST_BYTES:
            yield f"the button {label!r} is empty, too long, or carries too much"
