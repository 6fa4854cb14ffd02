"""The questions as one state machine. The only module that knows `transitions`.

The machine is a constant, like a compiled regular expression: no model, no callbacks, one event
called `answer`. From a question it goes to the first later question whose condition holds; when
none does, to the result. It moves light objects (`Place`) that it never keeps.
"""

import hashlib
import logging
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from transitions import Machine

from flows.conditions import ALWAYS, Condition
from flows.facts import Facts
from flows.questions import Question, load_questions
from flows.truth import FactSource, Truth

RESULT = "result"
MOST_QUESTIONS = 30
"""Nobody is asked more; what is left counts as unknown and can be answered from /answers."""

# At INFO the library writes the states left and entered: immigration history in a log file.
logging.getLogger("transitions").setLevel(logging.WARNING)


class Place:
    """Where a replay stands. The machine reads and sets `state` only."""

    __slots__ = ("asked", "most", "state")

    def __init__(self, state: str, most: int = MOST_QUESTIONS) -> None:
        """Stand at a question; after `most` questions the result follows whatever is left."""
        self.state = state
        self.asked = 0
        self.most = most


@dataclass(frozen=True)
class Edge:
    """A way from a question to the next, under a condition."""

    source: str
    target: str
    condition: Condition

    def __call__(self, place: Place, facts: Facts) -> bool:
        """Return a strict bool, which is all that the library accepts as yes."""
        if place.asked >= place.most:
            return self.target == RESULT
        return self.condition(facts) is True


class Questionnaire:
    """All questions by id, in order, and the machine derived from them."""

    def __init__(self, questions: tuple[Question, ...]) -> None:
        """Build the machine once; `questions` stand in the order in which they may be asked."""
        self.questions: Mapping[str, Question] = {each.id: each for each in questions}
        self.order = {each.id: number for number, each in enumerate(questions)}
        self.first = questions[0].id
        self.edges = tuple(_edges(questions))
        self._machine = Machine(
            model=None,
            states=[*self.questions, RESULT],
            initial=self.first,
            auto_transitions=False,
            send_event=False,
            transitions=[
                {
                    "trigger": "answer",
                    "source": edge.source,
                    "dest": edge.target,
                    "conditions": [edge],
                }
                for edge in self.edges
            ],
        )
        self._answer = self._machine.events["answer"]
        self._ways = {name: [e for e in self.edges if e.source == name] for name in self.questions}

    def advance(self, place: Place, facts: Facts) -> bool:
        """Move `place` to the next question or the result; False when it can't move."""
        place.asked += 1
        return bool(self._answer.trigger(place, place, facts))

    def ahead(self, place: str, facts: Facts) -> str:
        """Return where an answer leads from `place`, as `advance` goes, and move nothing.

        Counting what is left looks ahead at every page; the machine would take longer.
        """
        return next(way.target for way in self._ways[place] if way.condition(facts) is True)

    @cached_property
    def version(self) -> str:
        """A short name of this set of questions; it changes when ids, codes or routing do."""
        told = "|".join(
            f"{each.id}:{each.kind}:{each.ask_when.words}:{','.join(sorted(each.codes))}"
            for each in self.questions.values()
        )
        return hashlib.sha256(told.encode()).hexdigest()[:8]


def _edges(questions: tuple[Question, ...]) -> list[Edge]:
    found: list[Edge] = []
    for number, source in enumerate(questions):
        later = questions[number + 1 :]
        found.extend(Edge(source.id, target.id, _asked(target)) for target in later)
        found.append(Edge(source.id, RESULT, ALWAYS))
    return found


def _asked(question: Question) -> Condition:
    """Return when a question is really asked: its condition holds and nothing answers it yet."""
    if not question.follows:
        return question.ask_when
    follows = question.follows

    def test(facts: FactSource) -> Truth:
        if any(follow.when(facts) is True for follow in follows):
            return False
        return question.ask_when(facts)

    words = " and ".join(
        [question.ask_when.words, *(f"not ({follow.when.words})" for follow in follows)]
    )
    return Condition(test, question.ask_when.facts, words)


def load_questionnaire() -> Questionnaire:
    """Return the questionnaire built from the data of this package."""
    return Questionnaire(load_questions())
