"""One call from request to answer, with the breakdowns ordered for it and a line in the log."""

import asyncio
import time
from collections.abc import Mapping
from typing import Any

from bot.sandbox.telegram.calls import Call
from bot.sandbox.telegram.faults import Stage
from bot.sandbox.telegram.methods import TABLE
from bot.sandbox.telegram.parameters import Values, canonical, read
from bot.sandbox.telegram.refusal import Refusal
from bot.sandbox.telegram.world import World

# A call under one of these names waits for the bot or tells nothing of it.
POLL = "getUpdates"


class LineCut(Exception):
    """The connection breaks instead of an answer."""


async def exchange(
    world: World, method: str, given: Mapping[str, Any], *, via: str = "http"
) -> Any:
    """Return the result of a call. Raises Refusal, or LineCut when no answer may be sent."""
    began = time.monotonic()
    call = Call(world.clock.now(), method, {}, via=via)
    chat_id = 0
    try:
        call.method = method = canonical(method)
        call.values = values = read(method, given)
        if method == POLL:
            return await _poll(world, values)
        chat_id = values.get("chat_id", 0)
        world.in_flight += 1
        world.in_flight_of[chat_id] += 1
        try:
            return await _run(world, method, values)
        finally:
            world.in_flight -= 1
            world.in_flight_of[chat_id] -= 1
            if not world.in_flight_of[chat_id]:
                del world.in_flight_of[chat_id]
    except Refusal as refusal:
        call.code, call.description = refusal.code, refusal.description
        raise
    except (LineCut, asyncio.CancelledError):
        call.code, call.description = 0, "cut"
        raise
    finally:
        call.seconds = time.monotonic() - began
        world.calls.add(call)
        if method != POLL:
            world.stir()


async def _poll(world: World, values: Values) -> Any:
    if world.faults.orders:
        await _fail(world, "before", POLL, values)
    if world.webhook.url:
        world.polling.refuse_beside_webhook()
    return await world.polling.poll(values)


async def _run(world: World, method: str, values: Values) -> Any:
    if not world.faults.orders:
        return TABLE[method](world, values)
    await _fail(world, "before", method, values)
    result = TABLE[method](world, values)
    await _fail(world, "after", method, values)
    return result


async def _fail(world: World, stage: Stage, method: str, values: Values) -> None:
    """Do what was ordered for this call, if anything."""
    fault = world.faults.due(stage, method, values)
    if fault is None:
        return
    if fault.kind == "status":
        raise fault.refusal()
    if fault.kind == "hang":
        await asyncio.sleep(fault.seconds)
        return
    if fault.kind == "crash" and fault.hook is not None:
        outcome = fault.hook()
        if asyncio.iscoroutine(outcome):
            await outcome
    raise LineCut
