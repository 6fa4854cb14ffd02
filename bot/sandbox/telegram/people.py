"""What people do: write, tap, send things, block, join groups. Each act becomes an update."""

import re
from typing import Any

from bot.sandbox.telegram.callbacks import Tap
from bot.sandbox.telegram.chat import Chat, Message
from bot.sandbox.telegram.person import Person
from bot.sandbox.telegram.text import clean, found_entities
from bot.sandbox.telegram.things import THINGS, Impossible, first_part
from bot.sandbox.telegram.world import World

PAYLOAD = re.compile(r"[A-Za-z0-9_-]{0,64}")
TAPS_KEPT = 20_000


class People:
    """The hands of the simulated people. Acts return at once; the bot learns of them later."""

    def __init__(self, world: World) -> None:
        self.world = world

    def person(self, person_id: int) -> Person:
        """Return a person, making an unknown one up."""
        people = self.world.people
        if person_id not in people:
            people[person_id] = Person(person_id, f"Person {person_id}")
        return people[person_id]

    def _place(self, person: Person, chat_id: int | None) -> Chat:
        if chat_id is None or chat_id == person.id:
            chat = self.world.private(person)
            if chat.blocked:
                self.unblock(person.id)
            chat.begun = True
            return chat
        chat = self.world.chats.get(chat_id) or self.group(chat_id, [person.id])
        chat.members.add(person.id)
        return chat

    def say(
        self, person_id: int, text: str, *, chat_id: int | None = None, reply_to: int | None = None
    ) -> list[int]:
        """Type a text; a long one is split as clients do. Returns the ids of the messages."""
        bare, _ = clean(text, [])
        if not bare:
            raise Impossible("a client sends no empty message")
        sent = []
        while bare:
            part, bare = first_part(bare)
            content: dict[str, Any] = {"text": part}
            entities = found_entities(part)
            if entities:
                content["entities"] = entities
            sent.append(self._send(person_id, content, chat_id, reply_to))
        return sent

    def start(self, person_id: int, payload: str = "", *, chat_id: int | None = None) -> list[int]:
        """Press Start, with the payload of a link; a client passes a broken one on as none."""
        good = payload if PAYLOAD.fullmatch(payload) else ""
        return self.say(person_id, f"/start {good}".strip(), chat_id=chat_id)

    def send(self, person_id: int, kind: str, *, chat_id: int | None = None) -> list[int]:
        """Send a sticker, photo, voice, document, location or contact."""
        if kind not in THINGS:
            raise Impossible(f"nobody can send {kind!r}; possible: {', '.join(THINGS)}")
        return [self._send(person_id, {kind: THINGS[kind]}, chat_id, None)]

    def _send(
        self, person_id: int, content: dict[str, Any], chat_id: int | None, reply_to: int | None
    ) -> int:
        person = self.person(person_id)
        chat = self._place(person, chat_id)
        number = next(self.world.message_ids)
        message: Message = {
            "message_id": number,
            "from": person.user(),
            "chat": chat.outline(),
            "date": self.world.second(),
            **content,
        }
        if reply_to is not None and reply_to in chat.messages:
            message["reply_to_message"] = chat.messages[reply_to]
        chat.keep(message)
        chat.touch(by_bot=False)
        if self._bot_sees(chat, message):
            self._tell("message", message, ("chat", chat.id), message["date"])
        return number

    def _bot_sees(self, chat: Chat, message: Message) -> bool:
        """Privacy mode: in groups a bot only gets commands and replies to itself."""
        if chat.person is not None:
            return True
        bot = self.world.bot
        text = message.get("text", "")
        replied = message.get("reply_to_message", {}).get("from", {}).get("id") == bot["id"]
        command = re.match(r"/\w+(@\w+)?", text)
        named = command is not None and command.group(1) in (None, f"@{bot['username']}")
        return replied or named

    def edit(
        self, person_id: int, message_id: int, text: str, *, chat_id: int | None = None
    ) -> None:
        """Edit one's own message."""
        chat = self._place(self.person(person_id), chat_id)
        message = chat.messages.get(message_id)
        if message is None or message["from"]["id"] != person_id or "text" not in message:
            raise Impossible(f"{person_id} has no text message {message_id} to edit")
        bare, _ = clean(text, [])
        edited = {**message, "text": bare, "edit_date": self.world.second()}
        edited["entities"] = found_entities(bare)
        chat.messages[message_id] = edited
        chat.touch(by_bot=False)
        self._tell("edited_message", edited, ("chat", chat.id), message["date"])

    def tap(
        self,
        person_id: int,
        *,
        message_id: int,
        data: str,
        chat_id: int | None = None,
        inaccessible: bool = False,
    ) -> str:
        """Tap a button, even one the message no longer has. Returns the id of the tap."""
        person = self.person(person_id)
        chat = self._place(person, chat_id)
        now = self.world.clock.now()
        tap = Tap(str(next(self.world.tap_ids)), person_id, chat.id, now)
        self.world.taps[tap.id] = tap
        if len(self.world.taps) > TAPS_KEPT:
            del self.world.taps[next(iter(self.world.taps))]
        message = chat.messages.get(message_id)
        if message is None or inaccessible:
            message = {"chat": chat.outline(), "message_id": message_id, "date": 0}
        chat.waiting[tap.id] = message_id
        chat.touch(by_bot=False)
        content = {
            "id": tap.id,
            "from": person.user(),
            "message": message,
            "chat_instance": str(-(chat.id * 7919)),
            "data": data,
        }
        self._tell("callback_query", content, ("user", person_id), now)
        return tap.id

    def find_button(self, chat: Chat, label: str, message_id: int | None = None) -> tuple[int, str]:
        """Return message and data of the newest button with this label or data.

        Raises Impossible and lists the labels there are.
        """
        seen = []
        for message in reversed(chat.messages.values()):
            if message_id is not None and message["message_id"] != message_id:
                continue
            for row in message.get("reply_markup", {}).get("inline_keyboard", []):
                for button in row:
                    seen.append(button["text"])
                    if label in (button["text"], button.get("callback_data")):
                        return message["message_id"], button.get("callback_data", "")
        raise Impossible(f"no button {label!r}; there are: {seen}")

    def block(self, person_id: int) -> None:
        """Block the bot, as "Delete and block" does."""
        self._membership(person_id, blocked=True)

    def unblock(self, person_id: int) -> None:
        """Unblock the bot."""
        self._membership(person_id, blocked=False)

    def _membership(self, person_id: int, *, blocked: bool) -> None:
        person = self.person(person_id)
        chat = self.world.private(person)
        if chat.blocked == blocked:
            return
        chat.blocked = blocked
        chat.touch(by_bot=False)
        self._member_update(person, chat, was_in=blocked, gone="kicked")

    def _member_update(self, person: Person, chat: Chat, *, was_in: bool, gone: str) -> None:
        now = self.world.second()
        inside: dict[str, Any] = {"user": self.world.bot, "status": "member"}
        outside: dict[str, Any] = {"user": self.world.bot, "status": gone}
        if gone == "kicked":
            outside["until_date"] = 0
        old, new = (inside, outside) if was_in else (outside, inside)
        content = {
            "chat": chat.outline(),
            "from": person.user(),
            "date": now,
            "old_chat_member": old,
            "new_chat_member": new,
        }
        self._tell("my_chat_member", content, ("member", chat.id), now)

    def group(self, chat_id: int, members: list[int], title: str = "Group") -> Chat:
        """Make a group (a negative id) with these people and add the bot."""
        if chat_id >= 0 or not members:
            raise Impossible("a group has a negative id and at least one member")
        chat = self.world.chats[chat_id] = Chat(chat_id, title, members=set(members), begun=True)
        self._member_update(self.person(members[0]), chat, was_in=False, gone="left")
        return chat

    def _tell(self, kind: str, content: dict[str, Any], queue: tuple[str, int], at: float) -> None:
        self.world.updates.add(kind, content, queue, at)
        self.world.stir()
