"""One transaction being filled in. Applies items to chats in memory; opens no database itself."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from bot.conversation import Conversation, Reply
from bot.intake.arrival import Arrival, Kind
from bot.items import Adoption, Item, Receipt, Settled, Unreadable
from bot.log import alarm
from bot.meters import Meters
from bot.outbox.letter import Letter
from bot.pace import Limits
from bot.replica import Replica
from bot.storage.graves import Grave
from bot.storage.record import Chat

HURRIED = (Kind.press, Kind.text, Kind.command, Kind.notice)
Numbered = tuple[int, Letter]


@dataclass(slots=True)
class Sheet:
    """Chats as they were and as they will be, and what else is to be written.

    `fresh` are the update ids that nobody took before; `sent` says up to which letter the outbox of
    a chat is emptied; `hands` are the letters to hand to the sender after the commit.
    """

    before: dict[str, Chat]
    fresh: set[int]
    chats: dict[str, Chat] = field(default_factory=dict)
    changed: set[str] = field(default_factory=set)
    letters: list[tuple[Chat, int, Letter]] = field(default_factory=list)
    sent: dict[str, int] = field(default_factory=dict)
    erased: set[str] = field(default_factory=set)
    forgotten: set[str] = field(default_factory=set)
    graves: list[Grave] = field(default_factory=list)
    hands: dict[str, list[Numbered]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.chats = dict(self.before)

    def put(self, chat: Chat) -> None:
        """Note how a chat stands now."""
        if chat != self.chats[chat.key]:
            self.chats[chat.key] = chat
            self.changed.add(chat.key)

    def empty(self, chat: Chat, upto: int) -> None:
        """Take letters up to a number from the outbox of a chat."""
        self.sent[chat.key] = max(upto, self.sent.get(chat.key, 0))

    def erase(self, chat: Chat) -> None:
        """Drop every letter to a chat, written before or a moment ago."""
        self.erased.add(chat.key)
        self.letters = [each for each in self.letters if each[0].key != chat.key]
        self.empty(chat, chat.seq)


class Clerk:
    """Fills sheets in. `today` is the day in Japan."""

    def __init__(
        self,
        conversation: Conversation,
        replica: Replica,
        limits: Limits,
        meters: Meters,
        today: Callable[[], date],
    ) -> None:
        """Take what decides about an item."""
        self.conversation = conversation
        self.replica = replica
        self.limits = limits
        self.meters = meters
        self.today = today

    def apply(self, sheet: Sheet, item: Item, key: str) -> Settled:
        """Apply one item to the chat `key` ("" for none) and return what to answer."""
        if isinstance(item, Receipt):
            self._received(sheet, item)
        elif isinstance(item, Adoption):
            self._adopt(sheet, sheet.chats[item.key])
        elif isinstance(item, Unreadable):
            if item.update_id is None or self._is_fresh(sheet, item.update_id):
                sheet.graves.append(item.grave)
        elif not self._is_fresh(sheet, item.update_id):
            return Settled(item.callback, repeated=True)
        elif key:
            return self._arrived(sheet, sheet.chats[key], item)
        return Settled()

    def _is_fresh(self, sheet: Sheet, number: int) -> bool:
        """Return whether an update is taken now for the first time; the second time it is not."""
        found = number in sheet.fresh
        sheet.fresh.discard(number)
        return found

    def _arrived(self, sheet: Sheet, chat: Chat, arrival: Arrival) -> Settled:
        reply = self._reply(sheet, chat, arrival)
        after = reply.chat
        if reply.erase:
            self.limits.forget(chat.key)
            sheet.erase(chat)
        if after.blocked:
            sheet.empty(chat, chat.seq)
            if after.session is None and after.sealed is None:
                # Nothing is kept of someone who left and has told nothing.
                after = replace(after, owner=None)
                sheet.forgotten.add(chat.key)
        if reply.letter is not None:
            free = after.owner is None or self.replica.is_dead(after.owner)
            owner = self.replica.id if free else after.owner
            after = replace(after, seq=after.seq + 1, owner=owner)
            sheet.letters.append((after, after.seq, reply.letter))
        sheet.put(after)
        return Settled(arrival.callback, reply.toast)

    def _reply(self, sheet: Sheet, chat: Chat, arrival: Arrival) -> Reply:
        today = self.today()
        if arrival.kind in HURRIED and self.limits.wait(chat.key, time.monotonic()):
            self.meters.count("slowed")
            return self.conversation.slow(chat, arrival, today)
        try:
            return self.conversation.hear(chat, arrival, today)
        except Exception as error:  # noqa: BLE001 - one arrival must not take the others along
            alarm("update_failed", error, kind=str(arrival.kind))
            self.meters.count("dead_letters")
            sheet.graves.append(Grave(arrival.chat_id, type(error).__name__, arrival.raw))
        try:
            return self.conversation.stumble(chat, arrival, today)
        except Exception as error:  # noqa: BLE001 - the same
            alarm("apology_failed", error)
            return Reply(chat)

    def _received(self, sheet: Sheet, receipt: Receipt) -> None:
        chat = sheet.chats[receipt.key]
        if chat.owner != self.replica.id:
            return
        done = receipt.blocked or receipt.seq >= chat.seq
        sheet.empty(chat, chat.seq if receipt.blocked else receipt.seq)
        if done and chat.gone:
            sheet.forgotten.add(chat.key)
        owner = None if done else chat.owner
        sheet.put(replace(chat, live=receipt.live, blocked=receipt.blocked, owner=owner))

    def _adopt(self, sheet: Sheet, chat: Chat) -> None:
        ours = chat.owner == self.replica.id
        if chat.owner is not None and (ours or self.replica.is_dead(chat.owner)):
            sheet.put(replace(chat, owner=self.replica.id))
            sheet.changed.add(chat.key)  # even if it was ours: its letters are to be looked for
