"""aiogram 3 as its documentation has it: a StatesGroup in memory, its own webhook on aiohttp."""

import asyncio
import os

from aiogram import Bot, Dispatcher, F, Router
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.filters import CommandStart
from aiogram.fsm.context import FSMContext
from aiogram.fsm.state import State, StatesGroup
from aiogram.fsm.storage.memory import MemoryStorage
from aiogram.types import CallbackQuery, InlineKeyboardMarkup, Message
from aiogram.utils.keyboard import InlineKeyboardBuilder
from aiogram.webhook.aiohttp_server import SimpleRequestHandler, setup_application
from aiohttp import web

from benchmarks.talk import COUNT, OPTIONS, asked, thanks

router = Router()


class Interview(StatesGroup):
    """Where a person stands."""

    question_0 = State()
    question_1 = State()
    question_2 = State()
    question_3 = State()
    question_4 = State()
    question_5 = State()
    question_6 = State()
    question_7 = State()


STATES = Interview.__states__


def keyboard(number: int) -> InlineKeyboardMarkup:
    """Return the three options of a question."""
    builder = InlineKeyboardBuilder()
    for code, text in enumerate(OPTIONS):
        builder.button(text=text, callback_data=f"{number}:{code}")
    return builder.adjust(1).as_markup()


@router.message(CommandStart())
async def start(message: Message, state: FSMContext) -> None:
    """Ask the first question."""
    await state.clear()
    await state.set_state(STATES[0])
    await message.answer(asked(0), reply_markup=keyboard(0))


async def answer(query: CallbackQuery, state: FSMContext) -> None:
    """Keep the answer and ask the next question."""
    assert query.data is not None
    assert isinstance(query.message, Message)
    await query.answer()
    number, code = map(int, query.data.split(":"))
    answers = await state.update_data({f"question_{number}": OPTIONS[code]})
    if number + 1 == COUNT:
        await state.clear()
        await query.message.edit_text(thanks(answers))
        return
    await state.set_state(STATES[number + 1])
    await query.message.edit_text(asked(number + 1), reply_markup=keyboard(number + 1))


for place, each in enumerate(STATES):
    router.callback_query.register(answer, each, F.data.startswith(f"{place}:"))


def parts() -> tuple[Bot, Dispatcher]:
    """Return the bot and its dispatcher."""
    session = AiohttpSession(api=TelegramAPIServer.from_base(os.environ["API_URL"]))
    defaults = DefaultBotProperties(parse_mode=ParseMode.HTML)
    bot = Bot(os.environ["TOKEN"], session=session, default=defaults)
    dispatcher = Dispatcher(storage=MemoryStorage())
    dispatcher.include_router(router)
    return bot, dispatcher


def by_webhook(port: int) -> None:
    """Run behind a webhook until stopped."""
    bot, dispatcher = parts()

    async def announce() -> None:
        await bot.set_webhook(f"http://127.0.0.1:{port}/telegram")

    dispatcher.startup.register(announce)
    app = web.Application()
    SimpleRequestHandler(dispatcher, bot).register(app, path="/telegram")
    setup_application(app, dispatcher, bot=bot)
    web.run_app(app, host="127.0.0.1", port=port, access_log=None)


async def by_polling() -> None:
    """Poll until stopped."""
    bot, dispatcher = parts()
    await dispatcher.start_polling(bot)


if __name__ == "__main__":
    if "PORT" in os.environ:
        by_webhook(int(os.environ["PORT"]))
    else:
        asyncio.run(by_polling())
