"""A load balancer before the webhooks: one after the other, over those that are up.

It also plays what networks do to a delivery: to two bots at once, again later, or answered by
nobody although it was taken.
"""

import asyncio
import itertools
import random
from collections.abc import Callable, Sequence
from typing import Self

import aiohttp
from aiohttp import web

from faults.replica import Replica

KEPT = ("content-type", "retry-after")


class Balancer:
    """Listens on a port of its own. The chances below are of all deliveries."""

    def __init__(self, replicas: Sequence[Replica], dice: random.Random) -> None:
        """Take the bots behind it."""
        self._replicas = replicas
        self._turn = itertools.count()
        self._dice = dice
        self._late: set[asyncio.Task[object]] = set()
        self.twice = 0.0
        self.late = 0.0
        self.unheard = 0.0
        self.on_taken: Callable[[Replica], None] | None = None
        self.port = 0

    async def __aenter__(self) -> Self:
        """Open the door."""
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(limit=0), timeout=aiohttp.ClientTimeout(total=30)
        )
        app = web.Application(client_max_size=2**21)
        app.router.add_post("/{path:.*}", self._pass)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.port = self._runner.addresses[0][1]
        return self

    async def __aexit__(self, *_: object) -> None:
        """Close it."""
        for task in self._late:
            task.cancel()
        await asyncio.gather(*self._late, return_exceptions=True)
        await self._runner.cleanup()
        await self._session.close()

    async def _pass(self, request: web.Request) -> web.Response:
        body = await request.read()
        headers = {
            name: value for name, value in request.headers.items() if name.lower().startswith("x-")
        }
        headers["content-type"] = request.content_type
        chance = self._dice.random
        if chance() < self.late:
            self._later(request.path, body, headers)
        if chance() < self.twice:
            first, _ = await asyncio.gather(
                self._forward(request.path, body, headers),
                self._forward(request.path, body, headers),
            )
            return first
        answer = await self._forward(request.path, body, headers)
        if chance() < self.unheard:
            return web.Response(status=502)
        return answer

    def _later(self, path: str, body: bytes, headers: dict[str, str]) -> None:
        async def again() -> None:
            await asyncio.sleep(self._dice.uniform(0.5, 6))
            await self._forward(path, body, headers)

        task: asyncio.Task[object] = asyncio.create_task(again())
        self._late.add(task)
        task.add_done_callback(self._late.discard)

    async def _forward(self, path: str, body: bytes, headers: dict[str, str]) -> web.Response:
        """Try each bot that is up, once; a bot that dies under the request gave no answer."""
        up = [each for each in self._replicas if each.ready]
        first = next(self._turn)
        for number in range(len(up)):
            replica = up[(first + number) % len(up)]
            try:
                async with self._session.post(
                    f"http://127.0.0.1:{replica.port}{path}", data=body, headers=headers
                ) as answer:
                    told = await answer.read()
                    kept = {k: v for k, v in answer.headers.items() if k.lower() in KEPT}
                    if self.on_taken is not None and answer.status == 200:
                        self.on_taken(replica)
                        return web.Response(status=502)
                    return web.Response(status=answer.status, body=told, headers=kept)
            except aiohttp.ClientConnectorError:
                continue
            except (aiohttp.ClientError, TimeoutError):
                return web.Response(status=502)
        return web.Response(status=503)
