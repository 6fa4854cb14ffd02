"""Somebody who plays a person in a test: says, taps, and looks at the screen.

    player = Player(standin, 1001)
    await player.start()
    await player.tap("Yes")
    screen = await player.screen()
    assert "Next question" in screen.text

After each act the player waits until the bot has reacted and come to rest.
"""

from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.sandbox.sim import Acting
from bot.sandbox.telegram.things import Impossible

SECONDS = 10.0
QUIET = 0.03


class Silence(AssertionError):
    """The bot did not react in time."""


@dataclass(frozen=True, slots=True)
class Screen:
    """The live message: the newest of the bot's that has buttons, else its newest."""

    message_id: int
    text: str
    rows: tuple[tuple[str, ...], ...]
    data: dict[str, str]  # label -> callback data
    links: dict[str, str]  # label -> address
    entities: tuple[dict[str, Any], ...] = ()

    @property
    def labels(self) -> list[str]:
        """Return all labels, row by row."""
        return [label for row in self.rows for label in row]


class Player:
    """Plays one person, through the stand-in in this process or a line to another."""

    def __init__(
        self,
        stage: Acting,
        person: int = 1001,
        *,
        chat: int | None = None,
        seconds: float = SECONDS,
        quiet: float = QUIET,
    ) -> None:
        self.stage = stage
        self.person = person
        self.chat = chat
        self.seconds = seconds
        self.quiet = quiet

    async def speak(self, language_code: str | None) -> None:
        """Set the language of the person's client; None hides it."""
        await self.stage.act("person", id=self.person, language_code=language_code)

    async def say(self, text: str) -> Screen:
        """Type a text and return what the bot makes of it."""
        return await self.do("say", text=text)

    async def command(self, name: str, rest: str = "") -> Screen:
        """Send a command, with or without its slash."""
        return await self.say(f"/{name.removeprefix('/')} {rest}".strip())

    async def start(self, payload: str = "") -> Screen:
        """Press Start."""
        return await self.do("start", payload=payload)

    async def send(self, kind: str) -> Screen:
        """Send a sticker, photo, voice, document, location or contact."""
        return await self.do("send", kind=kind)

    async def tap(self, label: str, *, times: int = 1, message: int | None = None) -> Screen:
        """Tap the newest button with this label, or one of an older message."""
        return await self.do("tap", label=label, times=times, message=message)

    async def tap_data(self, data: str, message: int, *, times: int = 1) -> Screen:
        """Tap a button that the message may no longer have, or never had."""
        return await self.do("tap", data=data, message=message, times=times)

    async def edit(self, message: int, text: str) -> Screen:
        """Edit one's own message. The bot may rightly stay silent, so only rest is awaited."""
        await self.stage.act("edit", person=self.person, message=message, text=text, chat=self.chat)
        await self.rest()
        return await self.screen()

    async def do(self, act: str, **given: Any) -> Screen:
        """Carry out an act, wait for the bot's reaction and return the screen. Raises Silence."""
        before = (await self.look())["bot_version"]
        await self.stage.act(act, person=self.person, chat=self.chat, **given)
        await self.rest(since=before, after=f"{act} {given}")
        return await self.screen()

    async def rest(self, *, since: int | None = None, after: str = "this") -> None:
        """Wait until nothing is under way in this chat. Raises Silence."""
        calm = await self.stage.act(
            "settle",
            chat=self.chat or self.person,
            since=since,
            quiet=self.quiet,
            timeout=self.seconds,
        )
        if not calm:
            raise Silence(f"no reaction of the bot in {self.seconds} s to {after}")

    async def look(self) -> dict[str, Any]:
        """Return the whole chat as plain data."""
        view: dict[str, Any] = await self.stage.act("chat", person=self.person, chat=self.chat)
        return view

    async def heard(self) -> list[dict[str, Any]]:
        """Return the bot's messages, oldest first."""
        return [each for each in (await self.look())["messages"] if each["from"]["is_bot"]]

    async def toasts(self) -> list[str]:
        """Return the texts that answers to taps have shown."""
        return [toast["text"] for toast in (await self.look())["toasts"]]

    async def screen(self) -> Screen:
        """Return the live message. Raises Silence when the bot has said nothing yet."""
        heard = await self.heard()
        if not heard:
            raise Silence("the bot has said nothing yet")
        live = next((each for each in reversed(heard) if "reply_markup" in each), heard[-1])
        rows = live.get("reply_markup", {}).get("inline_keyboard", [])
        buttons = [button for row in rows for button in row]
        return Screen(
            message_id=live["message_id"],
            text=live.get("text", live.get("caption", "")),
            rows=tuple(tuple(button["text"] for button in row) for row in rows),
            data={b["text"]: b["callback_data"] for b in buttons if "callback_data" in b},
            links={b["text"]: b["url"] for b in buttons if "url" in b},
            entities=tuple(live.get("entities", ())),
        )


class Line:
    """A line to a stand-in in another process; takes the same acts."""

    def __init__(self, url: str) -> None:
        self._url = url.rstrip("/")
        self._session: aiohttp.ClientSession | None = None

    async def act(self, name: str, **given: Any) -> Any:
        """Carry out an act there and return plain data. Raises Impossible."""
        if self._session is None:
            self._session = aiohttp.ClientSession()
        async with self._session.post(f"{self._url}/sim/{name}", json=given) as response:
            body = await response.json()
        if "error" in body:
            raise Impossible(body["error"])
        return body["result"]

    async def close(self) -> None:
        """Hang up."""
        if self._session is not None:
            await self._session.close()
