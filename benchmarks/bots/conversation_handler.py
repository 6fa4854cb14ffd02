"""python-telegram-bot as its documentation has it: ConversationHandler with PicklePersistence.

The webhook is that of its example `customwebhookbot`: Starlette, uvicorn and the update queue.
"""

import asyncio
import os
import warnings
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.constants import ParseMode
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    CommandHandler,
    ContextTypes,
    ConversationHandler,
    PicklePersistence,
)
from telegram.warnings import PTBUserWarning

from benchmarks.talk import COUNT, OPTIONS, asked, thanks


def keyboard(number: int) -> InlineKeyboardMarkup:
    """Return the three options of a question."""
    return InlineKeyboardMarkup(
        [
            [InlineKeyboardButton(text, callback_data=f"{number}:{code}")]
            for code, text in enumerate(OPTIONS)
        ]
    )


async def start(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    """Ask the first question."""
    assert update.message is not None
    assert context.user_data is not None
    context.user_data.clear()
    await update.message.reply_text(asked(0), reply_markup=keyboard(0), parse_mode=ParseMode.HTML)
    return 0


async def answer(update: Update, context: ContextTypes.DEFAULT_TYPE) -> int:
    """Keep the answer and ask the next question."""
    query = update.callback_query
    assert query is not None
    assert query.data is not None
    assert context.user_data is not None
    await query.answer()
    number, code = map(int, query.data.split(":"))
    context.user_data[f"question_{number}"] = OPTIONS[code]
    if number + 1 == COUNT:
        await query.edit_message_text(thanks(context.user_data), parse_mode=ParseMode.HTML)
        return ConversationHandler.END
    await query.edit_message_text(
        asked(number + 1), reply_markup=keyboard(number + 1), parse_mode=ParseMode.HTML
    )
    return number + 1


def application() -> Application[Any, Any, Any, Any, Any, Any]:
    """Return the bot."""
    warnings.filterwarnings("ignore", category=PTBUserWarning)
    url = os.environ["API_URL"]
    builder = Application.builder().token(os.environ["TOKEN"])
    builder.base_url(f"{url}/bot").base_file_url(f"{url}/file/bot")
    builder.persistence(PicklePersistence("conversation.pickle"))
    if "PORT" in os.environ:
        builder.updater(None)
    built = builder.build()
    built.add_handler(
        ConversationHandler(
            entry_points=[CommandHandler("start", start)],
            states={
                number: [CallbackQueryHandler(answer, pattern=f"^{number}:")]
                for number in range(COUNT)
            },
            fallbacks=[CommandHandler("start", start)],
            allow_reentry=True,
            name="interview",
            persistent=True,
        )
    )
    return built


async def by_webhook() -> None:
    """Run behind a webhook until cancelled."""
    bot = application()
    port = int(os.environ["PORT"])

    async def receive(request: Request) -> Response:
        await bot.update_queue.put(Update.de_json(await request.json(), bot.bot))
        return Response()

    web = Starlette(routes=[Route("/telegram", receive, methods=["POST"])])
    server = uvicorn.Server(uvicorn.Config(web, port=port, host="127.0.0.1", access_log=False))
    async with bot:
        await bot.bot.set_webhook(f"http://127.0.0.1:{port}/telegram")
        await bot.start()
        await server.serve()
        await bot.stop()


if __name__ == "__main__":
    if "PORT" in os.environ:
        asyncio.run(by_webhook())
    else:
        application().run_polling(allowed_updates=Update.ALL_TYPES)
