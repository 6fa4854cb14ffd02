"""python-telegram-bot's network side over aiohttp, which costs a fraction of the default one.

Tells "was not sent" from "unknown whether sent": only the first may be repeated without a thought.
"""

from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import aiohttp
import orjson
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

MEDIA_WRITE_TIMEOUT = 20.0


class NotSent(NetworkError):
    """The request never left: no connection could be made."""


class NotSentInTime(TimedOut):
    """The request never left: no connection in time, or all of them busy."""


class JsonData(RequestData):  # type: ignore[misc] # final, but post() takes nothing else
    """Plain values that go out as one JSON body, which is the cheapest way."""

    __slots__ = ("body",)

    def __init__(self, values: dict[str, Any]) -> None:
        """Write the body."""
        super().__init__()
        self.body = orjson.dumps(values)


class AiohttpRequest(BaseRequest):
    """One pool of connections, kept warm for a minute."""

    __slots__ = (
        "_connect_timeout",
        "_connections",
        "_pool_timeout",
        "_proxies",
        "_proxy",
        "_read_timeout",
        "_session",
    )

    def __init__(
        self,
        connections: int = 128,
        read_timeout: float | None = 10.0,
        connect_timeout: float | None = 5.0,
        pool_timeout: float | None = 5.0,
        proxy: str | None = None,
    ) -> None:
        """Set the defaults; a timeout of None waits for ever."""
        self._connections = connections
        self._read_timeout = read_timeout
        self._connect_timeout = connect_timeout
        self._pool_timeout = pool_timeout
        self._proxy = proxy
        self._proxies: dict[str, str | None] = {}
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float | None:
        """The default read timeout in seconds."""
        return self._read_timeout

    async def initialize(self) -> None:
        """Open the pool; once is enough."""
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(limit=self._connections, keepalive_timeout=60),
                headers={"User-Agent": self.USER_AGENT},
            )
            self._proxies = {}

    async def shutdown(self) -> None:
        """Close the pool; twice does no harm."""
        if self._session is not None and not self._session.closed:
            await self._session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """Return status and body. Raises NotSent, NotSentInTime, TimedOut or NetworkError."""
        if self._session is None or self._session.closed:
            raise RuntimeError("This AiohttpRequest is not initialized!")
        data, headers = _body(request_data)
        timeout = self._timeout(
            request_data, read_timeout, write_timeout, connect_timeout, pool_timeout
        )
        try:
            async with self._session.request(
                method, url, data=data, headers=headers, timeout=timeout, proxy=self._way(url)
            ) as answer:
                return answer.status, await answer.read()
        except aiohttp.ConnectionTimeoutError as error:
            raise NotSentInTime("No connection in time; the request was *not* sent") from error
        except aiohttp.ClientConnectorError as error:
            raise NotSent(
                f"No connection; the request was *not* sent: {type(error).__name__}"
            ) from error
        except TimeoutError as error:
            raise TimedOut from error
        except (aiohttp.ClientError, OSError) as error:
            # The class alone: the text of some errors carries the address, and with it the token.
            raise NetworkError(f"aiohttp.{type(error).__name__}") from error

    def _way(self, url: str) -> str | None:
        """Return the proxy for an address: the one given, or that of the environment.

        Looked up once for each host; aiohttp's own `trust_env` costs two threads a request.
        """
        if self._proxy is not None:
            return self._proxy
        parts = urlsplit(url)
        if parts.netloc not in self._proxies:
            bypassed = proxy_bypass(parts.hostname or "")
            self._proxies[parts.netloc] = None if bypassed else getproxies().get(parts.scheme)
        return self._proxies[parts.netloc]

    def _timeout(
        self, data: RequestData | None, read: Any, write: Any, connect: Any, pool: Any
    ) -> aiohttp.ClientTimeout:
        default = self.DEFAULT_NONE
        read = self._read_timeout if read is default else read
        connect = self._connect_timeout if connect is default else connect
        pool = self._pool_timeout if pool is default else pool
        uploads = data is not None and data.contains_files
        write = (MEDIA_WRITE_TIMEOUT if uploads else 0) if write is default else write
        # aiohttp measures the wait for an answer from the moment the request is written out, so a
        # long upload is not cut short; `write` is added for servers that answer after they stored.
        wait = None if read is None else read + (write or 0 if uploads else 0)
        whole = None if connect is None or pool is None else connect + pool
        return aiohttp.ClientTimeout(
            total=None, connect=whole, sock_connect=connect, sock_read=wait
        )

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """Parse an answer; TelegramError when it is no JSON, without repeating what it was."""
        try:
            return orjson.loads(payload)
        except ValueError:
            pass
        try:
            return orjson.loads(payload.decode("utf-8", "replace"))
        except ValueError as error:
            raise TelegramError("Invalid server response") from error


def _body(data: RequestData | None) -> tuple[Any, dict[str, str]]:
    if data is None:
        return None, {}
    if isinstance(data, JsonData):
        return data.body, {"Content-Type": "application/json"}
    if not data.contains_files:
        body = data.url_encoded_parameters().encode()
        return body, {"Content-Type": "application/x-www-form-urlencoded"}
    form = aiohttp.FormData(quote_fields=False)
    for name, value in data.json_parameters.items():
        form.add_field(name, value)
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return form, {}
