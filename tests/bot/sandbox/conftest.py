"""A stand-in on a free port, and a real python-telegram-bot Bot that talks to it."""

from collections.abc import AsyncIterator

import pytest
from telegram import Bot

from bot.sandbox.player import Player
from bot.sandbox.standin import StandIn
from tests.bot.sandbox.tiny import Tiny, plain_bot

MINA = 1001


@pytest.fixture
async def standin() -> AsyncIterator[StandIn]:
    async with StandIn() as running:
        yield running


@pytest.fixture
async def bot(standin: StandIn) -> AsyncIterator[Bot]:
    async with plain_bot(standin.token, standin.base_url) as talking:
        yield talking


@pytest.fixture
def chat(standin: StandIn) -> int:
    """A private chat that its person has begun."""
    standin.hands.say(MINA, "/start")
    return MINA


@pytest.fixture
async def tiny(bot: Bot) -> AsyncIterator[Tiny]:
    """A tiny bot that polls the stand-in."""
    async with Tiny(bot) as running:
        yield running


@pytest.fixture
def player(standin: StandIn, tiny: Tiny) -> Player:
    return Player(standin, MINA, seconds=5)
