from typing import Any

import pytest
from telegram.request import BaseRequest

from bot.settings import Settings
from bot.telegram.gateway import Gateway


async def test_a_new_message_is_waited_for_longer_than_an_edit(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A request given up may still be carried out, and a message then comes twice."""
    waited: dict[str, Any] = {}

    async def post(url: str, _: Any, read_timeout: Any) -> dict[str, int]:
        waited[url.rpartition("/")[2]] = read_timeout
        return {"message_id": 7}

    gateway = Gateway.of(Settings("1:A", "sqlite://", ("a secret of many letters",)))
    monkeypatch.setattr(gateway.request, "post", post)
    assert await gateway.show(1001, "hello", []) == 7
    await gateway.redraw(1001, 7, "hello", [])
    assert waited == {"sendMessage": 30.0, "editMessageText": BaseRequest.DEFAULT_NONE}
