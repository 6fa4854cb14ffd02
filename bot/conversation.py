"""One arrival meets one chat: what is kept, what is shown. No database, no network, no clock."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from bot.intake.arrival import Arrival, Kind
from bot.outbox.letter import Letter
from bot.press import BadPress, Press
from bot.screens import screen, split
from bot.storage.record import Chat
from flows.session import Session
from flows.terms import Action, Page


class Turn(Protocol):
    """What the core answers; the fields of `flows.desk.Turn`."""

    @property
    def session(self) -> Session: ...  # noqa: D102
    @property
    def page(self) -> Page: ...  # noqa: D102
    @property
    def recap(self) -> str: ...  # noqa: D102
    @property
    def toast(self) -> str: ...  # noqa: D102
    @property
    def erase(self) -> bool: ...  # noqa: D102
    @property
    def fresh(self) -> bool: ...  # noqa: D102


class Desk(Protocol):
    """The part of `flows.desk.Desk` that a conversation needs."""

    def begin(self, run: str, language: str, payload: str, today: date, /) -> Turn: ...  # noqa: D102
    def press(self, session: Session, action: Action, today: date, /) -> Turn: ...  # noqa: D102
    def say(self, session: Session, text: str, today: date, /) -> Turn: ...  # noqa: D102
    def command(self, session: Session, name: str, argument: str, today: date, /) -> Turn: ...  # noqa: D102
    def notice(self, session: Session, name: str, today: date, /) -> Turn: ...  # noqa: D102
    def page(self, session: Session, today: date, /) -> Page: ...  # noqa: D102
    def group_notice(self, language: str, /) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Reply:
    """The chat afterwards, the letter to it if there is one, and the words of the tap's answer."""

    chat: Chat
    letter: Letter | None = None
    toast: str = ""
    erase: bool = False


class Conversation:
    """Applies arrivals. `new_run` makes the five characters that name a run in its buttons."""

    def __init__(self, desk: Desk, new_run: Callable[[], str]) -> None:
        """Take the door to the core."""
        self.desk = desk
        self.new_run = new_run

    def hear(self, chat: Chat, arrival: Arrival, today: date) -> Reply:
        """Return what one arrival changes. Raises what the core raises."""
        chat = replace(chat, touched_on=today)
        if arrival.kind is Kind.nothing:
            return Reply(chat)
        if arrival.kind is Kind.blocked:
            return Reply(replace(chat, blocked=True))
        chat = replace(chat, blocked=False)
        if arrival.kind is Kind.returned:
            return Reply(chat)
        if arrival.kind is Kind.group:
            return self._group(chat, arrival)
        if chat.session is None:
            return self._meet(chat, arrival, today)
        if arrival.kind is Kind.press:
            return self._press(chat, chat.session, arrival, today)
        return self._reply(chat, self._spoken(chat.session, arrival, today), fresh=True)

    def slow(self, chat: Chat, arrival: Arrival, today: date) -> Reply:
        """Return the answer to someone faster than the limit: nothing changes."""
        if chat.session is None or arrival.kind in (Kind.blocked, Kind.group, Kind.nothing):
            return Reply(chat)
        turn = self.desk.notice(chat.session, "slow_down", today)
        shown = screen(turn.page, chat.session)
        letter = Letter.of(shown, redraw=True, target=arrival.message_id if arrival.callback else 0)
        return Reply(chat, replace(letter, version=chat.version), turn.toast)

    def stumble(self, chat: Chat, arrival: Arrival, today: date) -> Reply:
        """Return the answer when an arrival could not be applied: say so, show where they stand."""
        if chat.session is None or arrival.kind is Kind.group:
            return Reply(chat)
        turn = self.desk.notice(chat.session, "failed", today)
        return self._reply(chat, turn, fresh=True)

    def _group(self, chat: Chat, arrival: Arrival) -> Reply:
        if chat.told:
            return Reply(chat)
        text = self.desk.group_notice(arrival.language)
        return Reply(replace(chat, told=True), Letter(split(text), fresh=True))

    def _meet(self, chat: Chat, arrival: Arrival, today: date) -> Reply:
        """Begin with someone we don't know, or no longer know; a command is obeyed at once."""
        started = arrival.kind is Kind.command and arrival.name == "start"
        payload = arrival.text if started else ""
        turn = self.desk.begin(self.new_run(), arrival.language, payload, today)
        if arrival.kind is Kind.command and not started:
            turn = self.desk.command(turn.session, arrival.name, arrival.text, today)
        return self._reply(replace(chat, gone=False), turn, fresh=True)

    def _press(self, chat: Chat, session: Session, arrival: Arrival, today: date) -> Reply:
        try:
            press = Press.decode(arrival.text)
        except BadPress:
            press = None
        if press is None or (press.run, press.version) != (session.run, session.version):
            turn = self.desk.notice(session, "stale_toast", today)
            letter = Letter.of(
                screen(turn.page, turn.session),
                redraw=True,
                target=arrival.message_id,
                version=turn.session.version,
            )
            return Reply(_with(chat, turn.session), letter, turn.toast)
        turn = self.desk.press(session, press.action, today)
        return self._reply(chat, turn, target=arrival.message_id)

    def _spoken(self, session: Session, arrival: Arrival, today: date) -> Turn:
        if arrival.kind is Kind.command:
            return self.desk.command(session, arrival.name, arrival.text, today)
        if arrival.kind is Kind.notice:
            return self.desk.notice(session, arrival.name, today)
        return self.desk.say(session, arrival.text, today)

    def _reply(self, chat: Chat, turn: Turn, fresh: bool = False, target: int = 0) -> Reply:
        letter = Letter.of(
            screen(turn.page, turn.session),
            recap=turn.recap,
            fresh=fresh or turn.fresh,
            target=target,
            version=turn.session.version,
        )
        if turn.erase:
            gone = replace(chat, session=None, version=0, gone=True)
            return Reply(gone, letter, turn.toast, erase=True)
        return Reply(_with(chat, turn.session), letter, turn.toast)


def _with(chat: Chat, session: Session) -> Chat:
    return replace(chat, session=session, version=session.version)
