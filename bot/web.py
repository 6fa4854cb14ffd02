"""What the bot listens to: the webhook if there is one, health for load balancers, metrics."""

import socket
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.intake.webhook import Webhook
from bot.meters import Meters
from bot.settings import CannotRun

Check = Callable[[], Awaitable[dict[str, object]]]


class Server(uvicorn.Server):
    """A server that leaves signals to the program around it."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Capture none."""
        yield


def build(webhook: Webhook | None, path: str, meters: Meters, check: Check) -> Starlette:
    """Return the application; `check` tells the state and whether it is good under "ok"."""

    async def health(_: Request) -> Response:
        state = await check()
        return JSONResponse(state, status_code=200 if state["ok"] else 503)

    async def metrics(_: Request) -> Response:
        await check()
        return PlainTextResponse(meters.text())

    routes = [Route("/health", health), Route("/metrics", metrics)]
    if webhook is not None:
        routes.append(Route(path, webhook.receive, methods=["POST"]))
    return Starlette(routes=routes)


def listen(host: str, port: int) -> socket.socket:
    """Open the door; CannotRun when somebody else stands in it."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    door = socket.socket(family, socket.SOCK_STREAM)
    door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        door.bind((host, port))
    except OSError as error:
        door.close()
        raise CannotRun(f"LISTEN_HOST, LISTEN_PORT: {host}:{port}: {error.strerror}") from error
    return door


def server(app: Starlette) -> Server:
    """Return a server without logs of its own: they would carry addresses."""
    return Server(
        uvicorn.Config(
            app,
            log_config=None,
            access_log=False,
            lifespan="off",
            server_header=False,
            date_header=False,
            timeout_graceful_shutdown=5,
            timeout_keep_alive=75,
            backlog=512,
        )
    )
