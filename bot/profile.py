"""The command menu, the name and the descriptions, in every language that Telegram tells apart.

Set once for each release, and only where they differ: these calls are counted strictly.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Protocol

from sqlalchemy import select
from telegram import BotCommand
from telegram.error import TelegramError

from bot.log import tell, warn
from bot.storage.database import Database
from bot.storage.tables import note
from bot.telegram.gateway import Gateway

DEFAULT = "en"
NOTE = "profile"


class Profile(Protocol):
    """The fields of `flows.desk.Profile`."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def description(self) -> str: ...  # noqa: D102
    @property
    def short_description(self) -> str: ...  # noqa: D102
    @property
    def commands(self) -> tuple[tuple[str, str], ...]: ...  # noqa: D102


def by_telegram_code(profiles: Mapping[str, Profile]) -> dict[str, Profile]:
    """Return profiles by two letters, "" for all others; of several scripts the first counts."""
    found = {"": profiles[DEFAULT]}
    for language, profile in profiles.items():
        code = language.replace("_", "-").split("-")[0].split("@")[0].lower()
        if len(code) == 2 and code.isalpha():
            found.setdefault(code, profile)
    return found


async def publish(gateway: Gateway, database: Database, profiles: Mapping[str, Profile]) -> bool:
    """Set what differs; whether everything is as it should be now."""
    wanted = by_telegram_code(profiles)
    told = {code: _told(each) for code, each in wanted.items()}
    print_ = hashlib.sha256(json.dumps([gateway.id, told], sort_keys=True).encode()).hexdigest()[
        :16
    ]
    async with database.begin() as connection:
        find = select(note.c.value).where(note.c.name == NOTE)
        if (await connection.execute(find)).scalar() == print_:
            return True
    try:
        for code, profile in wanted.items():
            await _set(gateway, code, profile)
    except TelegramError as error:
        warn("profile_failed", kind=type(error).__name__)
        return False
    async with database.begin() as connection:
        put = database.insert(note).values(name=NOTE, value=print_)
        await connection.execute(
            put.on_conflict_do_update(index_elements=[note.c.name], set_={"value": print_})
        )
    tell("profile_published", languages=len(wanted), release=print_)
    return True


async def _set(gateway: Gateway, code: str, profile: Profile) -> None:
    language = code or None
    commands = [BotCommand(name, words) for name, words in profile.commands]
    if list(await gateway.get_my_commands(language_code=language)) != commands:
        await gateway.set_my_commands(commands, language_code=language)
    if (await gateway.get_my_name(language_code=language)).name != profile.name:
        await gateway.set_my_name(profile.name, language_code=language)
    described = await gateway.get_my_description(language_code=language)
    if described.description != profile.description:
        await gateway.set_my_description(profile.description, language_code=language)
    short = await gateway.get_my_short_description(language_code=language)
    if short.short_description != profile.short_description:
        await gateway.set_my_short_description(profile.short_description, language_code=language)


def _told(profile: Profile) -> list[object]:
    return [profile.name, profile.description, profile.short_description, profile.commands]
