"""A text tried out: with the numbers on which plural forms turn, and with the longest values."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.preview.draft import State
from bot.preview.picture import text_picture
from bot.preview.stage import Stage
from bot.preview.stills import Stills
from locales.message import Message
from locales.placeholders import samples
from locales.rendering import render

NUMBERS = (0, 1, 2, 5, 11, 21)
_ANY = 5
_BROKEN = "…"


@dataclass(frozen=True, slots=True)
class Trial:
    """What was tried, and how it looks as HTML."""

    label: str
    html: str


def trials(stage: Stage, stills: Stills, message: Message) -> Iterator[Trial]:
    """Yield a text as it is written with each number, or once with its longest values.

    Where nothing is written yet, it is the English.
    """
    if message.plural:
        for number in NUMBERS:
            yield Trial(str(number), _tried(stage, stills, message, number))
    elif "%(" in message.text:
        yield Trial("longest", _tried(stage, stills, message, _ANY))


def _tried(stage: Stage, stills: Stills, message: Message, number: int) -> str:
    draft = stage.drafts.get(stage.code)
    written = draft.written(message.key) if draft else ()
    form = draft.form(number) if draft and message.plural else 0
    if form < len(written) and written[form]:
        values = {**samples(), "num": stage.languages.get(stage.code).number(number)}
        try:
            text = str(render(written[form], values))
        except (KeyError, ValueError, TypeError):
            return _BROKEN
    else:
        text = stills.tried(message, stage.code, number)
    return text_picture(text, stage.marks, lambda _: State.done).html
