"""A few thousand conversations that stand for all: common beginnings, one other answer each."""

from collections.abc import Iterator, Sequence

from flows.facts import CHOSEN_IN
from flows.proof.conversation import Speaker
from flows.proof.space import BEGINNING, Told, answers_to, in_depth
from flows.proof.witness import spread


def sample(speaker: Speaker, grounds: Sequence[Told], most: int) -> list[Told]:
    """Return what at most `most` people tell, evenly taken from all single other answers."""
    told = list(_told(speaker, [first for first in spread(grounds) if in_depth(first)]))
    return told[:: max(1, -(-len(told) // most))]


def _told(speaker: Speaker, grounds: Sequence[Told]) -> Iterator[Told]:
    questions = speaker.questionnaire.questions
    for first in grounds:
        met = [name for name in speaker.converse(first).answers if name not in BEGINNING]
        details = [name for name, (owner, _, _) in CHOSEN_IN.items() if owner in met]
        yield first
        for name in (*met, *details):
            for value in answers_to(questions[name], speaker):
                if value != speaker.plain(name) or name in details:
                    yield {**first, name: value}
