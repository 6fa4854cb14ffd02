"""The stand-in's own pages: the chat page, and /sim/<act> for people and levers."""

from pathlib import Path

import orjson
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.sandbox.bot_api import PREFIX, BotApi
from bot.sandbox.sim import Sim
from bot.sandbox.telegram.things import Impossible

PAGE = Path(__file__).parent / "page"
KINDS = {
    ".html": "text/html",
    ".css": "text/css",
    ".js": "text/javascript",
    ".svg": "image/svg+xml",
}
HEADERS = {
    "content-security-policy": "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
}


def _json(value: object, status: int = 200) -> Response:
    return Response(orjson.dumps(value), status, {"cache-control": "no-store"}, "application/json")


def pages(sim: Sim) -> Starlette:
    """Return the application for everything but the Bot API."""

    async def act(request: Request) -> Response:
        origin = request.headers.get("origin")
        if origin is not None and origin.split("://")[-1] != request.headers.get("host"):
            return _json({"error": "another page may not act here"}, 403)
        body = await request.body()
        try:
            given = orjson.loads(body) if body else {}
            if not isinstance(given, dict):
                raise Impossible("an act takes a JSON object")
            result = await sim.act(request.path_params["name"], **given)
        except orjson.JSONDecodeError:
            return _json({"error": "an act takes a JSON object"}, 400)
        except Impossible as impossible:
            return _json({"error": str(impossible)}, 400)
        return _json({"result": result})

    async def file(request: Request) -> Response:
        path = PAGE / request.path_params.get("name", "index.html")
        if path.parent != PAGE or path.suffix not in KINDS or not path.is_file():
            return Response("not here", 404, media_type="text/plain")
        return Response(path.read_bytes(), 200, HEADERS, KINDS[path.suffix])

    return Starlette(
        routes=[
            Route("/", file),
            Route("/page/{name}", file),
            Route("/sim/{name}", act, methods=["POST"]),
        ]
    )


class Door:
    """Sends a request to the Bot API or to the pages, by its path."""

    def __init__(self, sim: Sim) -> None:
        self._api = BotApi(sim.world)
        self._pages = pages(sim)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] == "http" and scope["path"].startswith(PREFIX):
            await self._api(scope, receive, send)
        else:
            await self._pages(scope, receive, send)
