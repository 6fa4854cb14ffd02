"""What the poller asks Telegram for next. Its life among faults is told in the fault suite."""

from typing import Any

import pytest
from telegram.error import TelegramError

from bot.intake.polling import Polling
from bot.storage.database import Database
from tests.bot.builders import a_ledger, message


class Scripted:
    """Stands where the gateway would: gives out batches and notes what was asked for."""

    def __init__(self, *batches: list[Any]) -> None:
        self.batches = list(batches)
        self.asked: list[int | None] = []

    async def fetch(self, offset: int | None) -> list[Any]:
        self.asked.append(offset)
        if not self.batches:
            raise TelegramError("the script ends")
        return self.batches.pop(0)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_after_an_empty_answer_a_lower_number_is_no_longer_waited_past(
    database: Database,
) -> None:
    """Telegram may begin to number anew after a week; the old offset would forget what is new."""
    gateway = Scripted([message(900, 1001, "/start")], [], [message(12, 1001, "/start")])
    async with a_ledger(database) as (ledger, _):
        polling = Polling(gateway, ledger, ledger.replica, lambda _: None)  # type: ignore[arg-type]
        for _ in range(3):
            await polling._round()
        with pytest.raises(TelegramError):
            await polling._round()
    assert gateway.asked == [None, 901, None, 13]
