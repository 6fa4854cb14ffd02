"""Sends updates to the bot's webhook, in the order and with the patience of Telegram."""

import asyncio
import random
from collections import deque
from http import HTTPStatus

import aiohttp
import orjson

from bot.sandbox.exchange import LineCut, exchange
from bot.sandbox.telegram.refusal import Refusal
from bot.sandbox.telegram.updates import QueueKey, Update
from bot.sandbox.telegram.world import World

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
SECONDS = 60.0
LONGEST_RETRY_AFTER = 3600.0
GONE_SECONDS = 23 * 3600.0
NOT_INLINE = {"setwebhook", "deletewebhook", "close", "logout"}


class WebhookSender:
    """One request in flight in each queue, `max_connections` in all."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._random = random.Random(1)  # noqa: S311 - spreads retries
        self._queues: dict[QueueKey, deque[Update]] = {}
        self._workers: set[asyncio.Task[None]] = set()
        self._gone_since: float | None = None

    async def run(self) -> None:
        """Deliver for ever, taking up every change of the webhook."""
        while True:
            if self._world.webhook.url:
                await self._serve(self._world.webhook_turn)
            else:
                await self._world.webhook_changed.wait(3600)

    async def _serve(self, turn: int) -> None:
        """Deliver to one address until it changes."""
        world, updates = self._world, self._world.updates
        self._slots = asyncio.Semaphore(world.webhook.max_connections)
        connector = aiohttp.TCPConnector(limit=0)
        timeout = aiohttp.ClientTimeout(total=SECONDS / world.clock.scale)
        async with aiohttp.ClientSession(connector=connector, timeout=timeout) as self._session:
            for update in list(updates.pending.values()):
                self._take(update)
            updates.listeners.append(self._take)
            try:
                while world.webhook_turn == turn:
                    await world.webhook_changed.wait(3600)
            finally:
                updates.listeners.remove(self._take)
                for worker in list(self._workers):
                    worker.cancel()
                await asyncio.gather(*self._workers, return_exceptions=True)
                self._queues.clear()

    def _take(self, update: Update) -> None:
        queue = self._queues.get(update.queue)
        if queue is not None:
            queue.append(update)
            return
        self._queues[update.queue] = deque([update])
        worker = asyncio.get_running_loop().create_task(self._work(update.queue))
        self._workers.add(worker)
        worker.add_done_callback(self._workers.discard)

    async def _work(self, key: QueueKey) -> None:
        queue = self._queues[key]
        while queue:
            await self._deliver(queue[0])
            queue.popleft()
        del self._queues[key]

    async def _deliver(self, update: Update) -> None:
        """Send one update until it is acknowledged or too old."""
        world = self._world
        data = orjson.dumps(update.body())
        backoff = 0.0
        while update.id in world.updates.pending and update.expires_at > world.clock.now():
            delay = await self._post(data)
            if delay is None:
                if update in world.updates.again:
                    world.updates.again.remove(update)
                    continue
                break
            delay = delay or backoff
            if world.clock.now() + delay >= update.expires_at:
                break
            if delay:
                await world.clock.sleep(delay)
            backoff = min(max(2.0, backoff * 2), self._random.uniform(60, 120))
        world.updates.forget([update.id])
        world.stir()

    async def _post(self, data: bytes) -> float | None:
        """Return None when acknowledged, else what the bot asked to wait (0: nothing said)."""
        webhook = self._world.webhook
        headers = {"content-type": "application/json"}
        if webhook.secret:
            headers[SECRET_HEADER] = webhook.secret
        try:
            async with (
                self._slots,
                self._session.post(
                    webhook.url, data=data, headers=headers, allow_redirects=False
                ) as response,
            ):
                body = await response.read()
                if 200 <= response.status < 300:
                    self._gone_since = None
                    await self._inline(response.content_type, body)
                    return None
                self._note(f"Wrong response from the webhook: {_status(response.status)}")
                self._gone(response.status)
                return _retry_after(response.headers.get("retry-after", ""))
        except TimeoutError:
            self._note("Read timeout expired")
        except aiohttp.ClientConnectorError:
            self._note("Connection refused")
        except aiohttp.ClientError:
            self._note("Connection closed")
        return 0.0

    def _note(self, error: str) -> None:
        self._world.webhook.last_error = error
        self._world.webhook.last_error_at = self._world.clock.now()

    def _gone(self, status: int) -> None:
        """Remove a webhook that has said 410 for nearly a day."""
        now = self._world.clock.now()
        if status != 410:
            self._gone_since = None
        elif self._gone_since is None:
            self._gone_since = now
        elif now - self._gone_since > GONE_SECONDS:
            self._world.webhook.url = ""
            self._world.webhook_turn += 1
            self._world.webhook_changed.ring()

    async def _inline(self, kind: str, body: bytes) -> None:
        """Run the method a bot wrote into its answer; nobody tells it how that went."""
        if kind != "application/json" or not body:
            return
        try:
            given = orjson.loads(body)
        except orjson.JSONDecodeError:
            return
        method = str(given.pop("method", "")) if isinstance(given, dict) else ""
        if not method or method.lower().startswith("get") or method.lower() in NOT_INLINE:
            return
        try:
            await exchange(self._world, method, given, via="webhook")
        except (Refusal, LineCut):
            return  # it is in the log of calls


def _status(code: int) -> str:
    try:
        return f"{code} {HTTPStatus(code).phrase}"
    except ValueError:
        return str(code)


def _retry_after(value: str) -> float:
    return min(LONGEST_RETRY_AFTER, float(value)) if value.isdigit() else 0.0
