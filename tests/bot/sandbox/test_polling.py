import asyncio
import time

import pytest
from telegram import Bot
from telegram.error import Conflict

from bot.sandbox.standin import StandIn
from tests.bot.sandbox.conftest import MINA
from tests.bot.sandbox.tiny import plain_bot


async def test_an_update_stays_until_a_higher_offset_confirms_it(
    standin: StandIn, bot: Bot
) -> None:
    for word in ("a", "b", "c"):
        standin.hands.say(MINA, word)
    first = await bot.get_updates(timeout=0)
    assert [update.message and update.message.text for update in first] == ["a", "b", "c"]
    assert len(await bot.get_updates(first[1].update_id, timeout=0)) == 2
    assert [update.update_id for update in await bot.get_updates(timeout=0)] == [
        update.update_id for update in first[1:]
    ]
    assert await bot.get_updates(first[-1].update_id + 1, timeout=0) == ()


async def test_limit_and_negative_offset(standin: StandIn, bot: Bot) -> None:
    for number in range(5):
        standin.hands.say(MINA, str(number))
    assert len(await bot.get_updates(limit=2, timeout=0)) == 2
    last = await bot.get_updates(-1, timeout=0)
    assert [update.message and update.message.text for update in last] == ["4"]
    assert len(await bot.get_updates(timeout=0)) == 1


async def test_a_long_poll_ends_as_soon_as_something_happens(standin: StandIn, bot: Bot) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(0.1)
    began = time.monotonic()
    standin.hands.say(MINA, "now")
    assert len(await poll) == 1
    assert time.monotonic() - began < 1


async def test_a_second_poller_cuts_the_first(standin: StandIn, bot: Bot) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(0.1)
    async with plain_bot(standin.token, standin.base_url) as other:
        second = asyncio.create_task(other.get_updates(timeout=5))
        with pytest.raises(Conflict, match="terminated by other getUpdates request"):
            await first
        standin.hands.say(MINA, "hello")
        assert len(await second) == 1


async def test_setting_a_webhook_cuts_the_poller(bot: Bot) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=5))
    await asyncio.sleep(0.1)
    await bot.set_webhook("http://127.0.0.1:9/")
    with pytest.raises(Conflict, match="terminated by setWebhook"):
        await poll


async def test_allowed_updates_are_remembered(standin: StandIn, bot: Bot) -> None:
    await bot.get_updates(timeout=0, allowed_updates=["callback_query"])
    standin.hands.say(MINA, "unheard")
    assert await bot.get_updates(timeout=0) == ()
    await bot.get_updates(timeout=0, allowed_updates=[])
    standin.hands.say(MINA, "heard")
    assert len(await bot.get_updates(timeout=0)) == 1


async def test_a_hammering_poller_is_slowed(standin: StandIn, bot: Bot) -> None:
    standin.world.limits.hammering = True
    for word in ("a", "b"):
        standin.hands.say(MINA, word)
    assert len(await bot.get_updates(7, timeout=0)) == 2
    assert len(await bot.get_updates(7, timeout=0)) == 1


async def test_numbers_go_on_after_a_reset(standin: StandIn, bot: Bot) -> None:
    standin.hands.say(MINA, "a")
    (before,) = await bot.get_updates(timeout=0)
    await standin.act("reset")
    standin.hands.say(MINA, "b")
    (after,) = await bot.get_updates(timeout=0)
    assert after.update_id > before.update_id
