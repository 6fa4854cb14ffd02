"""Everything that the enumeration finds wrong, each with the conversation that shows it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.proof.asked import in_vain, left_out
from flows.proof.calendar import accidents
from flows.proof.conversation import Conversation
from flows.proof.group import Bench, Group
from flows.proof.monotone import narrowed, turned
from flows.proof.orders import pairs
from flows.proof.reached import Reached
from flows.proof.space import Told, in_depth
from flows.proof.whole import gaps

_STRIDE = 6
"""Most rows are met on few grounds; the search is for the rest."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong (`kind`: dead, gap, turned, narrowed, vain, left_out, calendar), and where."""

    kind: str
    key: str
    what: str
    shown_by: tuple[Conversation, ...] = ()

    def __str__(self) -> str:
        """Return the problem and its conversations, a question a line."""
        told = [f"{self.kind}: {self.key}: {self.what}", *map(str, self.shown_by)]
        return "\n".join(told)


class Proof:
    """Walks the grounds once and looks at every group of conversations in each way."""

    def __init__(self, bench: Bench) -> None:
        """Start with nothing seen."""
        self.bench = bench
        self.reached = Reached(bench.judge)
        self.conversations = 0
        self._questions = bench.speaker.questionnaire.questions
        self._known = {name: frozenset(pairs(each)) for name, each in self._questions.items()}
        self._seen: set[int] = set()

    def walk(self, grounds: Sequence[Told]) -> Iterator[Problem]:
        """Yield what the single other answers on these grounds show; other grounds are skipped."""
        for first in filter(in_depth, grounds):
            groups = list(self.bench.groups(first))
            for group in groups:
                yield from self._group(group)
            for name, conversation in in_vain(self.bench, groups):
                yield Problem(
                    "vain", name, "asked, and no answer changes anything", (conversation,)
                )
            for plan, name in left_out(self.bench, first, groups):
                shown_by = self.bench.speaker.converse({**first, "plan": plan})
                yield Problem("left_out", f"{plan}.{name}", "not asked, and it counts", (shown_by,))

    def plain(self, grounds: Sequence[Told]) -> Iterator[Problem]:
        """Yield what plain answers show on every ground."""
        for first in grounds:
            trial = self.bench.trial(first, "")
            self.conversations += 1
            for what in gaps(trial, self.bench.judge, self._seen):
                yield Problem("gap", "plain answers", what, (trial.conversation,))

    def rows(self, grounds: Sequence[Told]) -> Iterator[Problem]:
        """Yield the rows that are dead or shadowed, and those whose dates do not meet."""
        for first in list(filter(in_depth, grounds))[::_STRIDE]:
            for group in self.bench.groups(first):
                for trial in group.trials:
                    self.reached.look(trial)
        self.reached.search(self.bench.speaker, grounds)
        for name, what, conversation in self.reached.problems():
            yield Problem("dead", name, what, (conversation,) if conversation else ())
        for name, what in accidents(self.bench.judge.book):
            yield Problem("calendar", name, what)

    def _group(self, group: Group) -> Iterator[Problem]:
        judge, question = self.bench.judge, self._questions[group.question]
        self.conversations += len(group.trials) + (group.unknown is not None)
        for trial in group.trials:
            self.reached.look(trial)
            for what in gaps(trial, judge, self._seen):
                yield Problem("gap", question.id, what, (trial.conversation,))
        for where, better, worse in turned(group, question, judge, self._known[question.id]):
            key = f"{question.id}: {better.value} before {worse.value}"
            told = (better.conversation, worse.conversation)
            yield Problem("turned", key, f"the better answer fares worse: {where}", told)
        for where, told_trial, doubt in narrowed(group, self.bench):
            told = (told_trial.conversation, doubt.conversation)
            yield Problem("narrowed", question.id, f"not knowing narrows the range: {where}", told)


def problems(bench: Bench, grounds: Sequence[Told]) -> Iterator[Problem]:
    """Yield every problem; it takes about a minute."""
    proof = Proof(bench)
    yield from proof.plain(grounds)
    yield from proof.walk(grounds)
    yield from proof.rows(grounds)
