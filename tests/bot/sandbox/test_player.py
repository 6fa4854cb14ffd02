import asyncio
import sys
from collections.abc import AsyncIterator

import pytest

from bot.sandbox.player import Line, Player, Silence
from bot.sandbox.standin import StandIn
from bot.sandbox.telegram.things import Impossible
from tests.bot.sandbox.tiny import Tiny, plain_bot


async def test_a_player_says_taps_and_looks(player: Player) -> None:
    screen = await player.start()
    assert screen.text == "You said: 6 letters"
    assert screen.rows == (("Yes", "No"), ("Tell me more",))
    assert screen.data["No"] == "say:No"
    screen = await player.tap("No")
    assert screen.text == "Answer: say:No"
    assert await player.toasts() == ["Tapped say:No"]
    assert len(await player.heard()) == 1


async def test_the_player_waits_for_all_of_a_reaction(player: Player) -> None:
    for number in range(1, 11):
        screen = await player.say("x" * number)
        assert screen.text == f"You said: {number} letters"


async def test_things_and_commands(player: Player) -> None:
    assert (await player.command("help")).text == "You said: 5 letters"
    await player.send("sticker")
    assert (await player.heard())[-1]["text"] == "That is no text."


async def test_silence_of_the_bot_fails_the_test(standin: StandIn) -> None:
    player = Player(standin, 1001, seconds=0.2)
    with pytest.raises(Silence, match="no reaction of the bot"):
        await player.say("anybody?")


async def test_two_people_play_at_once(standin: StandIn, tiny: Tiny) -> None:
    mina, haruka = Player(standin, 1001), Player(standin, 1002)
    screens = await asyncio.gather(mina.say("a"), haruka.say("bcd"))
    assert [screen.text for screen in screens] == ["You said: 1 letters", "You said: 3 letters"]


async def test_duplicates_reach_the_bot_twice(standin: StandIn, tiny: Tiny, player: Player) -> None:
    await standin.act("delivery", duplicates=1)
    await player.say("again")
    await standin.act("settle")
    assert [update.update_id for update in tiny.seen] == [tiny.seen[0].update_id] * 2


async def test_an_unknown_act_is_impossible(standin: StandIn) -> None:
    with pytest.raises(Impossible, match="no act 'dance'"):
        await standin.act("dance")
    with pytest.raises(Impossible, match="say: missing a required argument"):
        await standin.act("say", person=1)


@pytest.fixture
async def elsewhere() -> AsyncIterator[tuple[str, str]]:
    """A stand-in in a process of its own: its address and token."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.sandbox.standin", stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout
    url, token = (await asyncio.wait_for(process.stdout.readline(), 20)).decode().split()
    yield url, token
    process.terminate()
    await process.wait()


async def test_a_player_plays_over_a_line(elsewhere: tuple[str, str]) -> None:
    url, token = elsewhere
    line = Line(url)
    async with plain_bot(token, f"{url}/bot") as bot, Tiny(bot):
        player = Player(line, 1001)
        await player.start()
        screen = await player.tap("Yes")
    assert screen.text == "Answer: say:Yes"
    counts = await line.act("counts")
    assert counts["calls"]["sendMessage"] == 1
    with pytest.raises(Impossible, match="no button 'Maybe'"):
        await line.act("tap", person=1001, label="Maybe")
    await line.close()
