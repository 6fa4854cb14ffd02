"""A conversation that makes a condition true: the answers that it reads are tried together."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice, product

from flows.assessment import ASKED_FOR
from flows.conditions import Condition
from flows.derived import LEVIES
from flows.facts import Facts
from flows.proof.conversation import Conversation, Speaker, listed
from flows.proof.space import BEGINNING, Told, answers_to, in_depth, several
from flows.statuses import load_statuses
from flows.terms import Value
from flows.truth import FactSource, Truth

_COUNTED = ("unpaid_levies", "troubled_levies", "levies")
_MOST_TRIES = 6000
_LEVY_CODES: tuple[Value, ...] = (
    "", "owed_under_3_months", "instalments_kept", "late_cleared_recently",
)  # fmt: skip


def witnesses(
    condition: Condition, speaker: Speaker, grounds: Iterable[Told], deep: bool = False
) -> Iterator[Conversation]:
    """Yield conversations in which the condition is true, at most a few on each ground.

    With `deep`, the questions that lead to those that the condition reads are tried too.
    """
    choices = _choices(condition, speaker)
    if deep:
        choices = _leading(choices, condition, speaker) | choices
    left = _MOST_TRIES
    for first in grounds:
        if condition(_facts(speaker, first)) is False:
            continue
        combined = list(islice(product(*choices.values()), left))
        left -= len(combined)
        likely = _likely(condition, speaker, first, choices, combined)
        made = (speaker.converse(told) for told in islice(likely, 60 if deep else 3))
        yield from islice((each for each in made if condition(each.facts) is True), 3)


def spread(grounds: Sequence[Told]) -> list[Told]:
    """Return the grounds in another order: common ones first, and neighbours differ much."""
    step = 97
    while len(grounds) % step == 0:
        step += 2
    mixed = [grounds[number * step % len(grounds)] for number in range(len(grounds))]
    return sorted(mixed, key=lambda first: not in_depth(first))


def _likely(
    condition: Condition,
    speaker: Speaker,
    first: Told,
    choices: Iterable[str],
    combined: Iterable[tuple[Value, ...]],
) -> Iterator[Told]:
    """Yield what to tell so that the condition holds, if all of it is asked."""
    for values in combined:
        picked = zip(choices, values, strict=True)
        told = listed({**first, **{name: value for name, value in picked if value}})
        if condition(_facts(speaker, told)) is True:
            yield dict(told)


def _facts(speaker: Speaker, told: Mapping[str, Value]) -> Facts:
    return Facts(speaker.questionnaire.questions, load_statuses(), told, speaker.as_of)


def _choices(condition: Condition, speaker: Speaker) -> dict[str, Sequence[Value]]:
    """Return the answers to try for each question that the condition reads."""
    questions = speaker.questionnaire.questions
    words = condition.words.replace("(", " ").replace(")", " ").split()
    found: dict[str, Sequence[Value]] = {}
    for fact in condition.facts:
        if fact in _COUNTED:
            found |= dict.fromkeys(LEVIES, _LEVY_CODES)
            continue
        for name in ASKED_FOR.get(fact, (fact,)):
            if name in questions and name not in BEGINNING and name not in found:
                told = name in condition.facts or name not in (
                    "payment_problems",
                    "record_problems",
                )
                if told:
                    found[name] = several(questions[name], words, speaker)
    return found


def _leading(
    choices: Mapping[str, Sequence[Value]], condition: Condition, speaker: Speaker
) -> dict[str, Sequence[Value]]:
    """Return the answers to try for the questions on which it depends whether these are asked."""
    questions = speaker.questionnaire.questions
    found: dict[str, Sequence[Value]] = {}
    for name in choices:
        asked = questions[name].ask_when
        words = asked.words.replace("(", " ").replace(")", " ").split()
        for fact in asked.facts:
            if fact in questions and fact not in BEGINNING and fact not in condition.facts:
                found[fact] = several(questions[fact], words, speaker)
    return found


def varied(speaker: Speaker, conversation: Conversation) -> Iterator[Conversation]:
    """Yield the conversation with each other answer to each of its questions, one at a time."""
    questions = speaker.questionnaire.questions
    for name, value in conversation.answers.items():
        if name not in BEGINNING:
            for other in answers_to(questions[name], speaker):
                if other != value:
                    yield speaker.converse({**conversation.answers, name: other}, conversation)


def both(one: Condition, other: Condition) -> Condition:
    """Return the condition that holds when both do."""

    def test(facts: FactSource) -> Truth:
        truth = one(facts)
        return truth if truth is False else _and(truth, other(facts))

    names = tuple(dict.fromkeys((*one.facts, *other.facts)))
    return Condition(test, names, f"({one.words}) and ({other.words})")


def _and(one: Truth, other: Truth) -> Truth:
    return False if other is False else None if None in (one, other) else True
