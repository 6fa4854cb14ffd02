"""Each rule over real HTTP, through python-telegram-bot's own Bot."""

import io
from datetime import timedelta
from typing import Any

import aiohttp
import pytest
from telegram import Bot, BotCommandScopeChat, Message, Update
from telegram.error import BadRequest, Conflict, Forbidden, InvalidToken, RetryAfter

from bot.sandbox.standin import StandIn
from tests.bot.sandbox.conftest import MINA
from tests.bot.sandbox.tiny import MENU, keyboard, plain_bot

TOO_OLD = "Query is too old and response timeout expired or query id is invalid"


async def refused(call: Any, words: str) -> None:
    with pytest.raises(BadRequest) as caught:
        await call
    assert words.lower() in caught.value.message.lower()


async def last_update(bot: Bot) -> Update:
    return (await bot.get_updates(timeout=0))[-1]


async def tapped(standin: StandIn, bot: Bot, chat: int) -> tuple[Message, str]:
    """A message with a keyboard and the id of a tap on it."""
    sent = await bot.send_message(chat, "Question", reply_markup=MENU)
    return sent, standin.hands.tap(MINA, message_id=sent.message_id, data="say:Yes")


async def test_get_me_is_well_formed(bot: Bot) -> None:
    me = await bot.get_me()
    assert me.is_bot
    assert me.username == "sandbox_bot"


async def test_a_sent_message_comes_back_parsed(bot: Bot, chat: int) -> None:
    sent = await bot.send_message(chat, "A <b>bold</b> <i>在留</i>", parse_mode="HTML")
    assert sent.text == "A bold 在留"
    assert sent.text_html == "A <b>bold</b> <i>在留</i>"
    assert sent.chat.type == "private"
    assert sent.date.year > 2020


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"text": ""}, "message text is empty"),
        ({"text": "x" * 4097}, "message is too long"),
        ({"text": "<p>", "parse_mode": "HTML"}, "can't parse entities: unsupported start tag"),
        ({"text": "x", "reply_markup": keyboard(("x" * 70,))}, "BUTTON_DATA_INVALID".lower()),
        ({"text": "x", "reply_markup": keyboard(tuple("abcdefghi"))}, "reply markup is too long"),
        ({"text": "x", "api_kwargs": {"prase_mode": "HTML"}}, 'no parameter "prase_mode"'),
        ({"text": "x", "reply_to_message_id": 99}, "message to be replied not found"),
    ],
)
async def test_a_bad_send_is_refused(
    bot: Bot, chat: int, values: dict[str, Any], words: str
) -> None:
    await refused(bot.send_message(chat, **values), words)


async def test_an_unknown_chat_is_not_found(bot: Bot) -> None:
    await refused(bot.send_message(404, "x"), "chat not found")


async def test_a_person_who_only_looked_at_the_chat_can_not_be_written_to(
    standin: StandIn, bot: Bot
) -> None:
    await standin.act("chat", person=MINA)
    await refused(bot.send_message(MINA, "x"), "chat not found")


async def test_a_blocked_bot_and_a_deactivated_person_are_forbidden(
    standin: StandIn, bot: Bot, chat: int
) -> None:
    standin.hands.block(MINA)
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(chat, "x")
    update = await last_update(bot)
    assert update.my_chat_member
    assert update.my_chat_member.new_chat_member.status == "kicked"
    standin.hands.unblock(MINA)
    await bot.send_message(chat, "x")
    await standin.act("person", id=MINA, deactivated=True)
    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(chat, "x")


async def test_a_bad_token_is_unauthorized(standin: StandIn) -> None:
    with pytest.raises(InvalidToken):
        async with plain_bot("1:wrong", standin.base_url):
            pass


async def test_an_unknown_method_is_404(standin: StandIn) -> None:
    address = f"{standin.base_url}{standin.token}/sendMesage"
    async with aiohttp.ClientSession() as session, session.get(address) as answer:
        assert answer.status == 404
        assert await answer.json() == {
            "ok": False,
            "error_code": 404,
            "description": "Not Found: method not found",
        }


async def test_get_query_form_and_json_all_work(standin: StandIn, chat: int) -> None:
    address = f"{standin.base_url}{standin.token}/sendMessage"
    values = {"chat_id": chat, "text": "é & 日本"}
    async with aiohttp.ClientSession() as session:
        for request in (
            session.get(address, params=values),
            session.post(address, data=values),
            session.post(address, json=values),
        ):
            async with request as answer:
                body = await answer.json()
            assert body["result"]["text"] == "é & 日本"


async def test_an_edit_replaces_text_and_drops_the_keyboard(bot: Bot, chat: int) -> None:
    sent = await bot.send_message(chat, "Question", reply_markup=MENU)
    edited = await bot.edit_message_text("Answer", chat, sent.message_id)
    assert isinstance(edited, Message)
    assert edited.text == "Answer"
    assert edited.reply_markup is None
    assert edited.edit_date


async def test_the_same_again_is_not_modified(bot: Bot, chat: int) -> None:
    sent = await bot.send_message(chat, "<b>Q</b>", parse_mode="HTML", reply_markup=MENU)
    words = "message is not modified"
    again = {"chat_id": chat, "message_id": sent.message_id, "reply_markup": MENU}
    await refused(bot.edit_message_text("<b> Q </b>", parse_mode="HTML", **again), words)
    await refused(bot.edit_message_reply_markup(**again), words)
    await bot.edit_message_text("Q", **again)


async def test_foreign_gone_and_textless_messages_can_not_be_edited(
    standin: StandIn, bot: Bot, chat: int
) -> None:
    (own,) = standin.hands.say(MINA, "mine")
    await refused(bot.edit_message_text("x", chat, own), "message can't be edited")
    await refused(bot.edit_message_text("x", chat, 999), "message to edit not found")
    file = await bot.send_document(chat, b"text", filename="a.txt")
    gone = await bot.send_message(chat, "x")
    await refused(
        bot.edit_message_text("x", chat, file.message_id), "there is no text in the message to edit"
    )
    assert await bot.delete_message(chat, gone.message_id)
    await refused(bot.delete_message(chat, gone.message_id), "message to delete not found")
    await refused(bot.edit_message_text("y", chat, gone.message_id), "message to edit not found")


async def test_an_old_message_can_not_be_deleted(standin: StandIn, bot: Bot, chat: int) -> None:
    sent = await bot.send_message(chat, "x")
    standin.world.clock.advance(49 * 3600)
    await refused(bot.delete_message(chat, sent.message_id), "message can't be deleted")


async def test_a_tap_is_well_formed(standin: StandIn, bot: Bot, chat: int) -> None:
    sent, tap = await tapped(standin, bot, chat)
    query = (await last_update(bot)).callback_query
    assert query
    assert (query.id, query.data) == (tap, "say:Yes")
    assert query.chat_instance
    assert isinstance(query.message, Message)
    assert query.message.message_id == sent.message_id
    assert query.message.reply_markup == MENU


async def test_a_tap_on_a_deleted_message_is_inaccessible(
    standin: StandIn, bot: Bot, chat: int
) -> None:
    sent, _ = await tapped(standin, bot, chat)
    await bot.delete_message(chat, sent.message_id)
    standin.hands.tap(MINA, message_id=sent.message_id, data="old")
    query = (await last_update(bot)).callback_query
    assert query
    assert query.message
    assert not query.message.is_accessible


async def test_a_tap_is_answered_once_and_in_time(standin: StandIn, bot: Bot, chat: int) -> None:
    _, tap = await tapped(standin, bot, chat)
    assert await bot.answer_callback_query(tap, "Well")
    await refused(bot.answer_callback_query(tap), TOO_OLD)
    _, late = await tapped(standin, bot, chat)
    standin.world.clock.advance(31)
    await refused(bot.answer_callback_query(late), TOO_OLD)
    await refused(bot.answer_callback_query("12345"), TOO_OLD)


async def test_an_answer_holds_200_units(standin: StandIn, bot: Bot, chat: int) -> None:
    _, tap = await tapped(standin, bot, chat)
    await refused(bot.answer_callback_query(tap, "x" * 201), "MESSAGE_TOO_LONG")
    assert await bot.answer_callback_query(tap, "x" * 200)


async def test_429_says_how_long_to_wait(
    standin: StandIn, bot: Bot, chat: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "1")
    await standin.act("limits", per_chat_second=0.5, burst=2)
    for _ in range(2):
        await bot.send_message(chat, "x")
    with pytest.raises(RetryAfter) as caught:
        await bot.send_message(chat, "x")
    assert caught.value.retry_after == timedelta(seconds=2)


async def test_commands_are_kept_by_scope_and_language(
    standin: StandIn, bot: Bot, chat: int
) -> None:
    await bot.set_my_commands([("start", "Begin")])
    await bot.set_my_commands([("start", "はじめる")], language_code="ja")
    await bot.set_my_commands([("help", "Only here")], scope=BotCommandScopeChat(chat))
    assert (await bot.get_my_commands(language_code="ja"))[0].description == "はじめる"
    assert await bot.get_my_commands(language_code="vi") == ()
    shown = standin.world.profile.shown_commands
    assert shown(1002, "ja")[0]["description"] == "はじめる"
    assert shown(1002, "vi")[0]["description"] == "Begin"
    assert shown(chat, "ja")[0]["command"] == "help"
    await bot.delete_my_commands(scope=BotCommandScopeChat(chat))
    assert shown(chat, "ja")[0]["description"] == "はじめる"


@pytest.mark.parametrize("code", ["pt-br", "zho", "J"])
async def test_profile_languages_have_two_letters(bot: Bot, code: str) -> None:
    await refused(bot.set_my_name("x", language_code=code), "invalid language code")


async def test_bad_commands_are_refused(bot: Bot) -> None:
    await refused(bot.set_my_commands([("Start", "x")]), "BOT_COMMAND_INVALID")
    await refused(bot.set_my_commands([("start", "")]), "Command description must be non-empty")
    await refused(bot.set_my_commands([("s", "x" * 257)]), "must not exceed 256")
    await refused(bot.set_my_commands([("s", "x")] * 101), "BOT_COMMANDS_TOO_MUCH")


async def test_the_profile_is_told_by_language(bot: Bot) -> None:
    assert (await bot.get_my_name()).name == "Sandbox bot"
    await bot.set_my_name("Visa guide")
    await bot.set_my_name("在留ガイド", language_code="ja")
    await bot.set_my_description("Long", language_code="ja")
    await bot.set_my_short_description("Short")
    assert (await bot.get_my_name("ja")).name == "在留ガイド"
    assert (await bot.get_my_name("vi")).name == "Visa guide"
    assert (await bot.get_my_description("ja")).description == "Long"
    assert (await bot.get_my_short_description("ja")).short_description == "Short"
    await refused(bot.set_my_name("x" * 65), "is too long")


async def test_files_arrive_whole(standin: StandIn, bot: Bot, chat: int) -> None:
    data = bytes(range(256)) * 40 + b"\r\n--\r\n"
    sent = await bot.send_document(chat, io.BytesIO(data), filename="表.bin", caption="<b>c</b>")
    assert sent.document
    assert sent.document.file_name == "表.bin"
    assert standin.world.chats[chat].files[sent.document.file_id] == data
    photo = await bot.send_photo(chat, data)
    assert photo.photo[0].file_size == len(data)
    await refused(bot.send_document(chat, b"", filename="e.txt"), "file must be non-empty")


async def test_typing_and_the_menu_button(bot: Bot, chat: int) -> None:
    assert await bot.send_chat_action(chat, "typing")
    await refused(bot.send_chat_action(chat, "dancing"), "wrong parameter action")
    assert await bot.set_chat_menu_button(chat)
    assert (await bot.get_chat_menu_button(chat)).type == "default"
    assert await bot.log_out()


async def test_polling_beside_a_webhook_is_a_conflict(bot: Bot) -> None:
    await bot.set_webhook("http://127.0.0.1:9/hook")
    with pytest.raises(Conflict, match="webhook is active"):
        await bot.get_updates(timeout=0)
    assert (await bot.get_webhook_info()).url == "http://127.0.0.1:9/hook"
    await bot.delete_webhook()
    assert await bot.get_updates(timeout=0) == ()
