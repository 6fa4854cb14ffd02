"""Conversations that differ in the answer to one question, each with what the book says of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from flows.proof.conversation import Conversation, Speaker
from flows.proof.judge import Calendar, Judge
from flows.proof.space import BEGINNING, Told, answers_to
from flows.questions import Kind, Question
from flows.terms import UNKNOWN, Value
from flows.truth import Truth


@dataclass(frozen=True, slots=True)
class Trial:
    """One conversation, the rows that hold for it whatever their dates, and its verdicts."""

    value: Value
    conversation: Conversation
    truths: Mapping[str, Truth]
    calendar: Calendar


@dataclass(frozen=True, slots=True)
class Group:
    """All answers to one question on the same ground."""

    question: str
    trials: tuple[Trial, ...]
    unknown: Trial | None


class Bench:
    """Makes trials and groups; what differs from the ground is all that is judged anew."""

    def __init__(self, speaker: Speaker, judge: Judge) -> None:
        """Take who leads the conversations and who judges them."""
        self.speaker = speaker
        self.judge = judge

    def trial(self, told: Mapping[str, Value], value: Value, ground: Trial | None = None) -> Trial:
        """Return the trial of what is told."""
        conversation = self.speaker.converse(told, ground.conversation if ground else None)
        facts = conversation.facts
        if ground is None:
            truths = self.judge.truths(facts)
        else:
            truths = self.judge.changed(facts, ground.conversation.facts, ground.truths)
        return Trial(value, conversation, truths, self.judge.calendar(facts, truths))

    def groups(self, told: Told) -> Iterator[Group]:
        """Yield a group for each question met on this ground, and for the details of each tick."""
        ground = self.trial(told, "")
        met = tuple(name for name in ground.conversation.answers if name not in BEGINNING)
        for name in met:
            group = self.group(told, name, ground)
            yield group
            for trial in group.trials:
                if isinstance(trial.value, tuple) and len(trial.value) > 1:
                    continue
                for more in trial.conversation.answers:
                    if more not in met and more not in BEGINNING:
                        yield self.group({**told, name: trial.value}, more, trial)

    def group(self, told: Told, name: str, ground: Trial) -> Group:
        """Return the group of every answer to one question."""
        question = self.speaker.questionnaire.questions[name]
        trials = [
            self.trial({**told, name: value}, value, ground)
            for value in answers_to(question, self.speaker)
        ]
        if not question.unknown:
            return Group(name, tuple(trials), None)
        unknown = unknown_to(question)
        return Group(name, tuple(trials), self.trial({**told, name: unknown}, unknown, ground))

    def doubt(self, trial: Trial, name: str, ground: Trial) -> Trial:
        """Return the trial in which `name`, and all that was not asked before, is unknown."""
        questions = self.speaker.questionnaire.questions
        told = {
            **{other: unknown_to(question) for other, question in questions.items()},
            **trial.conversation.answers,
            name: unknown_to(questions[name]),
        }
        return self.trial(told, told[name], ground)


def unknown_to(question: Question) -> Value:
    """Return how "I don't know" is told."""
    return (UNKNOWN,) if question.kind is Kind.multi else UNKNOWN
