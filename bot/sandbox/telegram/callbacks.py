"""Taps that wait for answerCallbackQuery."""

from dataclasses import dataclass

from bot.sandbox.telegram.refusal import Refusal, bad_request


@dataclass(slots=True)
class Tap:
    """One tap: who, in which chat, when, and whether the bot has answered."""

    id: str
    person_id: int
    chat_id: int
    at: float
    answered: bool = False


def too_old() -> Refusal:
    """Return the refusal for a tap answered twice, late or never made."""
    return bad_request("query is too old and response timeout expired or query ID is invalid")
