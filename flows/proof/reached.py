"""No row is dead and none is shadowed: each has a conversation in which leaving it out shows."""

from collections.abc import Iterator, Sequence
from itertools import islice, product

from flows.conditions import Condition
from flows.proof.conversation import Conversation, Speaker
from flows.proof.group import Trial
from flows.proof.judge import Judge
from flows.proof.space import Told
from flows.proof.witness import both, spread, varied, witnesses
from flows.rules import Rule

_MOST_WITNESSES, _MOST_VARIED = 40, 12


class Reached:
    """Which rows were met and which of them were seen to matter, with the conversation."""

    def __init__(self, judge: Judge) -> None:
        """Start with none."""
        self._judge = judge
        self._seen: set[int] = set()
        self.met: dict[str, Conversation] = {}
        self.mattered: dict[str, Conversation] = {}

    def look(self, trial: Trial) -> None:
        """Take note of the rows of one trial."""
        for name, truth in trial.truths.items():
            if truth:
                self.met.setdefault(name, trial.conversation)
        for verdicts in trial.calendar:
            for verdict in verdicts.values():
                if id(verdict) not in self._seen:
                    self._seen.add(id(verdict))
                    for name in verdict.carrying:
                        self.mattered.setdefault(name, trial.conversation)

    def search(self, speaker: Speaker, grounds: Sequence[Told]) -> None:
        """Look for a conversation of its own for each row that has none yet."""
        ordered = spread(grounds)
        for rule in self._judge.book.rules.values():
            if rule.id not in self.mattered:
                self._search(rule, speaker, ordered)

    def _search(self, rule: Rule, speaker: Speaker, grounds: Sequence[Told]) -> None:
        for deep, condition in product((False, True), self._conditions(rule)):
            found = witnesses(condition, speaker, grounds, deep)
            for number, conversation in enumerate(islice(found, _MOST_WITNESSES)):
                self.met.setdefault(rule.id, conversation)
                further = varied(speaker, conversation) if number < _MOST_VARIED else ()
                for each in (conversation, *further):
                    if matters(self._judge, each, rule.id):
                        self.mattered[rule.id] = each
                        return

    def _conditions(self, rule: Rule) -> Iterator[Condition]:
        """Yield when the row holds; for one that moves others, together with each of them."""
        yield rule.when
        if rule.layer in ("mitigation", "aggravation"):
            for other in self._judge.book.rules.values():
                moved = other.layer == "base" and (not rule.of or other.factor in rule.of)
                if moved and rule.levels.keys() & other.levels.keys():
                    yield both(rule.when, other.when)

    def problems(self) -> Iterator[tuple[str, str, Conversation | None]]:
        """Yield row, what is wrong with it, and a conversation that shows it."""
        for name in self._judge.book.rules:
            if name not in self.met:
                yield name, "no conversation reaches it", None
            elif name not in self.mattered:
                yield name, "leaving it out changes nothing: it is shadowed", self.met[name]


def matters(judge: Judge, conversation: Conversation, name: str) -> bool:
    """Return whether leaving a row out changes what a person sees, on any filing day."""
    facts = conversation.facts
    calendar = judge.calendar(facts, judge.truths(facts))
    return any(name in each.carrying for verdicts in calendar for each in verdicts.values())
