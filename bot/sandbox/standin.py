"""The stand-in as a running server. `python -m bot.sandbox.standin --port 8081` runs it alone."""

import argparse
import asyncio
import contextlib
import socket
from collections.abc import Iterator
from typing import Any, Self

import uvicorn
import uvloop
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from bot.sandbox.sim import Restart, Sim
from bot.sandbox.telegram.clock import Clock
from bot.sandbox.telegram.limits import Limits
from bot.sandbox.telegram.people import People
from bot.sandbox.telegram.world import TOKEN, World
from bot.sandbox.web import Door
from bot.sandbox.webhook import WebhookSender


class _Protocol(HttpToolsProtocol):
    """Lets the application reach the connection, to break it when a fault was ordered."""

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self.scope["state"]["transport"] = self.transport


class _Server(uvicorn.Server):
    """A server that leaves the signals to whoever runs it."""

    def __init__(self, config: uvicorn.Config) -> None:
        super().__init__(config)
        self.ready = asyncio.Event()
        self.ended = asyncio.Event()

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        self.ready.set()

    async def main_loop(self) -> None:
        # The original looks ten times a second whether it should end; here somebody says so.
        await self.ended.wait()

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


class StandIn:
    """A Telegram on loopback. Use it as `async with StandIn() as telegram:`."""

    def __init__(
        self,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        token: str = TOKEN,
        clock: Clock | None = None,
        limits: Limits | None = None,
        on_restart: Restart | None = None,
        first_number: int = 1,
    ) -> None:
        self.world = World(token=token, clock=clock, limits=limits, first_number=first_number)
        self.sim = Sim(self.world, on_restart)
        self.host = host
        self.port = port
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def token(self) -> str:
        """Return the only token that works here."""
        return self.world.token

    @property
    def url(self) -> str:
        """Return the origin: page, /sim and, for TELEGRAM_API_URL, the Bot API."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{host}:{self.port}"

    @property
    def page_url(self) -> str:
        """Return the address to open in a browser on this machine."""
        return self.url.replace("//0.0.0.0:", "//127.0.0.1:").replace("//[::]:", "//[::1]:")

    @property
    def base_url(self) -> str:
        """Return what python-telegram-bot calls base_url."""
        return f"{self.url}/bot"

    @property
    def hands(self) -> People:
        """Return what the people can do, without waiting for anything."""
        return self.sim.hands

    async def act(self, name: str, **given: Any) -> Any:
        """Carry out an act of `Sim`."""
        return await self.sim.act(name, **given)

    def door(self) -> Door:
        """Return what answers requests; benchmarks put a distance in between."""
        return Door(self.sim)

    def bringer(self) -> WebhookSender:
        """Return what brings updates to a webhook."""
        return WebhookSender(self.world)

    async def start(self) -> None:
        """Listen. Raises OSError when the port is taken."""
        family = socket.AF_INET6 if ":" in self.host else socket.AF_INET
        listener = socket.socket(family, socket.SOCK_STREAM)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listener.bind((self.host, self.port))
        except OSError:
            listener.close()
            raise
        listener.listen(2048)
        self.port = listener.getsockname()[1]
        config = uvicorn.Config(
            self.door(),
            http=_Protocol,
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            date_header=False,
            server_header=False,
            timeout_keep_alive=75,
            timeout_graceful_shutdown=2,
        )
        self._server = _Server(config)
        self._tasks = [
            asyncio.create_task(self._server.serve(sockets=[listener])),
            asyncio.create_task(self.bringer().run()),
        ]
        await self._server.ready.wait()

    async def stop(self) -> None:
        """Stop listening; whoever waits is sent away."""
        serving, sending = self._tasks
        self.world.closing = True
        self.world.polling.cut("the stand-in stops")
        for chat in list(self.world.chats.values()):
            chat.changed.ring()
        sending.cancel()
        self._server.ended.set()
        await asyncio.gather(serving, sending, return_exceptions=True)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()


async def serve(host: str, port: int, token: str) -> None:
    """Run a stand-in until cancelled."""
    async with StandIn(host=host, port=port, token=token) as standin:
        print(f"{standin.url} {standin.token}", flush=True)  # noqa: T201 - its only output
        await asyncio.Event().wait()


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(description="A stand-in for Telegram on loopback.")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--token", default=TOKEN)
    options = parser.parse_args()
    loops = asyncio.Runner(loop_factory=uvloop.new_event_loop)
    with contextlib.suppress(KeyboardInterrupt), loops as runner:
        runner.run(serve(options.host, options.port, options.token))


if __name__ == "__main__":
    main()
