import pytest
from telegram import Bot, Update

from bot.sandbox.standin import StandIn
from bot.sandbox.telegram.things import Impossible
from tests.bot.sandbox.conftest import MINA
from tests.bot.sandbox.tiny import keyboard

GROUP = -500


async def updates(bot: Bot) -> list[Update]:
    got = await bot.get_updates(timeout=0)
    if got:
        await bot.get_updates(got[-1].update_id + 1, timeout=0)
    return list(got)


async def test_a_start_link_carries_its_payload(standin: StandIn, bot: Bot) -> None:
    standin.hands.start(MINA, "en-plan_7")
    standin.hands.start(MINA, "not a payload!")
    texts = [update.message and update.message.text for update in await updates(bot)]
    assert texts == ["/start en-plan_7", "/start"]


@pytest.mark.parametrize("kind", ["sticker", "photo", "voice", "document", "location", "contact"])
async def test_everything_that_can_be_sent_is_understood(
    standin: StandIn, bot: Bot, kind: str
) -> None:
    standin.hands.send(MINA, kind)
    (update,) = await updates(bot)
    assert update.message
    assert getattr(update.message, kind)


async def test_a_person_edits_their_own_text(standin: StandIn, bot: Bot) -> None:
    (number,) = standin.hands.say(MINA, "frist")
    standin.hands.edit(MINA, number, "first")
    edited = (await updates(bot))[-1].edited_message
    assert edited
    assert edited.text == "first"
    with pytest.raises(Impossible):
        standin.hands.edit(1002, number, "not mine")


async def test_a_long_text_is_split_as_clients_do(standin: StandIn, bot: Bot) -> None:
    standin.hands.say(MINA, "😀" * 5000)
    texts = [update.message.text for update in await updates(bot) if update.message]
    assert [len(text or "") for text in texts] == [2048, 2048, 904]


async def test_the_language_of_the_client_arrives_or_is_missing(standin: StandIn, bot: Bot) -> None:
    standin.hands.say(1005, "oi")
    standin.hands.say(1006, "hi")
    codes = [update.effective_user.language_code for update in await updates(bot)]  # type: ignore[union-attr]
    assert codes == ["pt-br", None]


async def test_double_taps_are_two_taps(standin: StandIn, bot: Bot, chat: int) -> None:
    await bot.send_message(chat, "Q", reply_markup=keyboard(("Yes",)))
    await standin.act("tap", person=MINA, label="Yes", times=2)
    queries = [update.callback_query for update in await updates(bot) if update.callback_query]
    assert len({query.id for query in queries}) == 2


async def test_buttons_of_old_messages_can_be_tapped(standin: StandIn, bot: Bot, chat: int) -> None:
    old = await bot.send_message(chat, "Q1", reply_markup=keyboard(("Old",)))
    await bot.send_message(chat, "Q2", reply_markup=keyboard(("New",)))
    await standin.act("tap", person=MINA, label="Old")
    await bot.edit_message_text("A1", chat, old.message_id)
    with pytest.raises(Impossible, match=r"no button 'Old'; there are: \['New'"):
        await standin.act("tap", person=MINA, label="Old")
    await standin.act("tap", person=MINA, data="say:Old", message=old.message_id)
    taps = [update.callback_query.data for update in await updates(bot) if update.callback_query]
    assert taps == ["say:Old", "say:Old"]


async def test_in_a_group_the_bot_sees_only_commands_and_replies(
    standin: StandIn, bot: Bot
) -> None:
    standin.hands.group(GROUP, [MINA, 1002])
    (added,) = await updates(bot)
    assert added.my_chat_member
    assert added.my_chat_member.new_chat_member.status == "member"
    sent = await bot.send_message(GROUP, "I only talk in private.")
    standin.hands.say(MINA, "chatter", chat_id=GROUP)
    standin.hands.say(MINA, "/start@other_bot", chat_id=GROUP)
    standin.hands.say(MINA, "/start@sandbox_bot", chat_id=GROUP)
    standin.hands.say(1002, "why?", chat_id=GROUP, reply_to=sent.message_id)
    seen = [update.message.text for update in await updates(bot) if update.message]
    assert seen == ["/start@sandbox_bot", "why?"]


async def test_writing_again_unblocks(standin: StandIn, bot: Bot, chat: int) -> None:
    standin.hands.block(MINA)
    standin.hands.say(MINA, "/start")
    await bot.send_message(chat, "welcome back")
    kinds = [update.my_chat_member is not None for update in await updates(bot)]
    assert kinds == [False, True, True, False]
