"""Every page of some made-up conversations in every language, measured against Telegram's limits."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from bot.press import MOST_BYTES
from bot.screens import MOST_ENTITIES, MOST_UNITS, screen, units, visible
from flows.desk import Desk
from flows.terms import Action, Page
from flows.turn import Turn
from flows.views import PLAIN
from flows.walks import plain_answer, troubled, walk

MOST_BUTTONS, MOST_IN_ROW, MOST_LABEL = 100, 8, 64
BEGINNINGS: tuple[dict[str, str], ...] = (
    {"situation": "in_japan", "status": "engineer_specialist", "plan": "compare", "target": "same"},
    {"situation": "in_japan", "status": "technical_intern_2", "plan": "compare", "target": "engineer_specialist"},
    {"situation": "in_japan", "status": "student", "plan": "change", "target": "specified_skilled_worker_1"},
    {"situation": "waiting_result", "status": "spouse_of_japanese", "plan": "compare", "target": "long_term_resident"},
    {"situation": "in_japan", "status": "business_manager", "plan": "renew"},
    {"situation": "visitor", "plan": "compare", "target": "spouse_of_japanese"},
    {"situation": "expired", "status": "dependent", "plan": "renew"},
    {"situation": "departure_stay_30", "status": "student", "plan": "reset", "target": "engineer_specialist"},
    {"situation": "abroad", "status": "technical_intern_3", "target": "engineer_specialist"},
    {"situation": "abroad", "status": "never_resided", "target": "student"},
)  # fmt: skip


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
    if not shown.parts or not all(visible(part).strip() for part in shown.parts):
        yield "the text is empty"
    for part in shown.parts:
        if units(visible(part)) > MOST_UNITS:
            yield f"a message of {units(visible(part))} characters; {MOST_UNITS} fit"
        if part.count("</") > MOST_ENTITIES:
            yield f"{part.count('</')} tags in a message; {MOST_ENTITIES} fit"
        if any(left in part for left in ("%(", "{{", "{%")):
            yield "a placeholder is left in the text"
    labels = [key for row in shown.keys for key in row]
    if len(labels) > MOST_BUTTONS:
        yield f"{len(labels)} buttons; {MOST_BUTTONS} fit"
    if any(len(row) > MOST_IN_ROW for row in shown.keys):
        yield f"more than {MOST_IN_ROW} buttons in a row"
    if not labels and seen.page.view != "deleted":
        yield "no button leads on"
    for label, data, _ in labels:
        if not label.strip() or units(label) > MOST_LABEL:
            yield f"the button {label!r} is empty or longer than {MOST_LABEL}"
        if len(data.encode()) > MOST_BYTES:
            yield f"the button {label!r} carries more than {MOST_BYTES} bytes"
