"""What goes wrong while people walk. An endless trouble is cancelled at the end."""

import asyncio
from collections.abc import Awaitable, Callable

from bot.sandbox.telegram.faults import Fault
from bot.sandbox.telegram.faults import Stage as Moment
from faults import doomed
from faults.replica import Replica
from faults.stage import Stage

Trouble = Callable[[Stage], Awaitable[None]]
BOTH: tuple[Moment, Moment] = ("before", "after")
DOOM_SECONDS = 45.0
MOST_ORDERS = 2
SENDS = ("sendMessage", "editMessageText", "answerCallbackQuery", "editMessageReplyMarkup")


async def nothing(stage: Stage) -> None:
    """Let all go well."""


async def kills(stage: Stage) -> None:
    """Kill one bot after another at moments that nobody chose."""
    while True:
        await _kill_one(stage)


async def _kill_one(stage: Stage) -> None:
    dice = stage.dice
    await asyncio.sleep(dice.uniform(0.2, 3.0))
    victim = dice.choice(stage.replicas)
    await victim.kill()
    await asyncio.sleep(dice.choice((0.0, 0.5, 2.0)))
    await victim.start()


async def kills_at_every_step(stage: Stage) -> None:
    """Let a bot die at each named step, one after the other, then go on unharmed."""
    own = doomed.WEBHOOK if stage.setting.mode == "webhook" else doomed.POLLING
    steps = [*doomed.EVERYWHERE, *own]
    for step in (*steps, *steps):
        if not stage.reached[step]:
            await _die_at(stage, step)
    await asyncio.gather(*(each.start() for each in stage.replicas if not each.ready))


async def _die_at(stage: Stage, step: str) -> None:
    """Put a bot that will die at a step in the place of a dead one, or of any."""
    dead = [each for each in stage.replicas if not each.process_id]
    victim = dead[0] if dead else stage.dice.choice(stage.replicas)
    await victim.kill()
    await victim.launch(("faults.doomed", step, str(stage.dice.randint(2, 12))))
    if await victim.died(DOOM_SECONDS):
        stage.reached[step] += 1


async def deaths_at_telegram(stage: Stage) -> None:
    """Kill a bot inside a call, before Telegram acts and after, and when it took an update."""
    while True:
        await _strike(stage, stage.dice.choice(stage.replicas))
        await asyncio.sleep(stage.dice.uniform(0, 1))
        for each in stage.replicas:
            if not each.ready:
                await each.start()


async def _strike(stage: Stage, victim: Replica) -> None:
    """Wait for the moment and kill; give it up when the moment does not come."""
    dice, faults = stage.dice, stage.standin.world.faults
    struck = asyncio.Event()

    async def strike() -> None:
        await victim.kill()
        struck.set()

    def taken(replica: Replica) -> None:
        nonlocal victim
        stage.balancer.on_taken, victim = None, replica
        struck.set()

    at_the_answer = stage.setting.mode == "webhook" and dice.random() < 0.4
    if at_the_answer:
        stage.balancer.on_taken = taken
    else:
        when: Moment = dice.choice(BOTH)
        method = dice.choice(SENDS)
        faults.add(Fault("crash", method, stage=when, skip=dice.randint(0, 20), hook=strike))
    try:
        await asyncio.wait_for(struck.wait(), 15)
    except TimeoutError:
        faults.clear()
        stage.balancer.on_taken = None
    if at_the_answer:  # taken and committed, but Telegram hears nothing of it
        await victim.kill()


async def mixed_up_deliveries(stage: Stage) -> None:
    """Bring updates twice, in another order, and much later again."""
    balancer, act = stage.balancer, stage.standin.act
    balancer.twice, balancer.late, balancer.unheard = 0.1, 0.1, 0.1
    while True:
        await act("delivery", duplicates=stage.dice.randint(1, 20))
        await act("delivery", hold=stage.dice.randint(2, 12))
        await asyncio.sleep(stage.dice.uniform(0.1, 0.6))
        await act("delivery", release=True)


async def telegram_in_trouble(stage: Stage) -> None:
    """Have Telegram say 429 and 500, break connections, and hang."""
    faults, dice = stage.standin.world.faults, stage.dice
    when: Moment
    while True:
        method = dice.choice((*SENDS, "getUpdates"))
        most = max(3, min(40, stage.setting.people // 4))
        times = dice.randint(1, most) if method != "getUpdates" else 2
        when = dice.choice(BOTH) if method != "getUpdates" else "before"
        orders = (
            Fault("status", method, times=times, code=429, retry_after=dice.choice((1, 2, 3))),
            Fault("status", method, times=times, code=500, stage=when),
            Fault("status", method, times=times, code=502, description="Bad Gateway"),
            Fault("reset", method, times=times, stage=when),
            Fault("hang", method, times=min(times, 5), seconds=dice.choice((3.0, 12.0))),
        )
        if len(faults.orders) < MOST_ORDERS:  # or nothing would ever get through
            faults.add(dice.choice(orders))
        await asyncio.sleep(dice.uniform(0.3, 1.5))


async def a_full_disk(stage: Stage) -> None:
    """Refuse all writes for some seconds, three times."""
    for _ in range(3):
        await asyncio.sleep(stage.dice.uniform(1, 3))
        ids = [each.process_id for each in stage.replicas if each.process_id]
        await stage.data.refuse(stage.dice.uniform(2, 6), ids)


async def a_lost_database(stage: Stage) -> None:
    """Take the database away for some seconds, three times."""
    for _ in range(3):
        await asyncio.sleep(stage.dice.uniform(1, 3))
        await stage.data.vanish(stage.dice.uniform(2, 6))


async def poison(stage: Stage) -> None:
    """Send updates that nobody can read, among the others."""
    while True:
        world, dice = stage.standin.world, stage.dice
        whose = dice.choice(stage.people).number if stage.people else 1001
        since = world.clock.now()
        bad = dice.choice(
            (
                {"id": "1", "from": {"id": whose, "is_bot": False, "first_name": "A"}, "data": "x"},
                {"id": 5, "message": 7, "chat_instance": {}},
                {"from": {"id": "one"}, "id": "2", "chat_instance": "3", "data": ["a"]},
            )
        )
        world.updates.add("callback_query", bad, ("user", whose), since)
        stage.poisoned += 1
        await asyncio.sleep(dice.uniform(0.05, 0.5))


async def everything(stage: Stage) -> None:
    """Have deliveries, Telegram and updates in trouble at once, and a bot killed now and then."""

    async def some_kills() -> None:
        for _ in range(max(2, stage.setting.people // 50)):
            await _kill_one(stage)

    endless = (mixed_up_deliveries, telegram_in_trouble, poison)
    await asyncio.gather(some_kills(), *(each(stage) for each in endless))


async def new_numbers(stage: Stage) -> None:
    """Begin to number updates anew at a random place, as Telegram does after a quiet week."""
    updates, dice = stage.standin.world.updates, stage.dice
    for step in (-1, 1, -1):
        await stage.silence()
        updates.next_id = max(1, updates.next_id + step * dice.randint(100_000, 400_000))
        stage.resume()
        await asyncio.sleep(3)
