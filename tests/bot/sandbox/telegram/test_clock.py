import asyncio
import time

from bot.sandbox.telegram.clock import Clock


async def test_a_hurried_clock_sleeps_shorter() -> None:
    began = time.monotonic()
    await Clock(scale=1000).sleep(20)
    assert time.monotonic() - began < 1


async def test_a_push_wakes_those_whose_time_has_come() -> None:
    clock = Clock()
    sleeper = asyncio.create_task(clock.sleep(3600))
    await asyncio.sleep(0.01)
    clock.advance(1800)
    await asyncio.sleep(0.01)
    assert not sleeper.done()
    clock.advance(1801)
    await asyncio.wait_for(sleeper, 1)
