"""How many altered rows a named case catches. `python tests/flows/proof/mutation_score.py`.

A mutant is caught when a case, assessed with it, no longer gets the level it expects, or no longer
from the row that it names. Only rows that hold or may hold for a case are looked at for it.
"""

import sys
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

if __name__ == "__main__":  # as pytest does it: a package of that name installed elsewhere waits
    _tests = ModuleType("tests")
    _tests.__path__ = [str(Path(__file__).parents[2])]
    sys.modules["tests"] = _tests

from flows.assessment import RouteResult, assess
from flows.proof.calendar import accidents
from flows.proof.mutants import Mutant, mutants
from flows.questionnaire import load_questionnaire
from flows.rules import Rule, RuleBook, load_rules
from flows.truth import Fact
from tests.case_files import Case, load_cases, stand

EQUIVALENT = {
    "coe_skill_development_former_intern: from 2027-03-31": "the gate of that day hides it",
    "coe_business_loses_leniency: until 2028-10-17": "the new criteria say the same level",
    "coe_language_proved: from 2026-04-14": "one more standard reason beside others",
}
"""Mutants that change nothing that a case can see, and why."""


@dataclass(frozen=True)
class Witness:
    """A case with its facts and the rows that hold or may hold for it, whatever their dates."""

    case: Case
    facts: Mapping[str, Fact]
    rules: tuple[Rule, ...]

    def agrees(self, mutant: Mutant | None = None) -> bool:
        """Return whether the case still gets what it expects."""
        altered = {mutant.row: mutant.rule} if mutant else {}
        rules = [altered.get(rule.id, rule) for rule in self.rules]
        book = RuleBook(tuple(rule for rule in rules if rule is not None))
        found = assess(book, load_questionnaire_once().questions, self.facts, self.case.as_of)
        for route, level in self.case.expect.items():
            result = found.routes[route]
            decided = self.case.decided_by.get(route)
            if result.level != level or (decided and decided not in _deciding(result)):
                return False
        return True


def _deciding(result: RouteResult) -> set[str]:
    """Return the rows that carry a level, and those that moved it."""
    rows = {each.rule.id for each in result.deciding} | {result.raised_by}
    return rows | {each.softened for each in result.deciding}


@dataclass(frozen=True)
class Score:
    """All mutants, those that nothing catches, and those that only the calendar's proof catches."""

    total: int
    survivors: tuple[Mutant, ...]
    overlaps: tuple[Mutant, ...]

    @property
    def caught(self) -> int:
        """How many a named case catches."""
        return self.total - len(self.survivors) - len(self.overlaps)


_questionnaires = []


def load_questionnaire_once():
    if not _questionnaires:
        _questionnaires.append(load_questionnaire())
    return _questionnaires[0]


def score(cases: tuple[Case, ...], book: RuleBook) -> Score:
    """Return the score of these cases against every mutant of the book."""
    holding = _holding(cases, book)
    total, survivors, overlaps = 0, [], []
    for rule in book.rules.values():
        named = sorted(
            holding[rule.id], key=lambda each: rule.id not in each.case.decided_by.values()
        )
        for mutant in mutants(rule):
            if str(mutant) in EQUIVALENT:
                continue
            total += 1
            if all(witness.agrees(mutant) for witness in named):
                (overlaps if _overlaps(mutant, book) else survivors).append(mutant)
    return Score(total, tuple(survivors), tuple(overlaps))


def _overlaps(mutant: Mutant, book: RuleBook) -> bool:
    """Return whether the proof of the calendar tells that two rows no longer meet on one day."""
    if not mutant.what.startswith(("from", "until")) or mutant.rule is None:
        return False
    rules = {**book.rules, mutant.row: mutant.rule}
    return len(list(accidents(RuleBook(tuple(rules.values()))))) > len(list(accidents(book)))


def _holding(cases: tuple[Case, ...], book: RuleBook) -> Mapping[str, list[Witness]]:
    """Return, per row, the cases for which it holds or may hold, without those that disagree."""
    found = defaultdict(list)
    for case in cases:
        facts = stand(case).facts.settled()
        rules = tuple(rule for rule in book.rules.values() if rule.when(facts) is not False)
        witness = Witness(case, facts, rules)
        if witness.agrees():
            for rule in rules:
                found[rule.id].append(witness)
    return found


def lines(result: Score) -> Iterator[str]:
    """Yield the score in words, then each survivor."""
    share = 100 * result.caught / result.total
    yield f"{result.caught} of {result.total} altered rows are caught by a case: {share:.1f} %"
    yield f"{len(result.overlaps)} more, a day moved by one, only by the proof of the calendar:"
    yield from (f"  {mutant}" for mutant in result.overlaps)
    yield f"{len(EQUIVALENT)} are left out because no case could see them."
    yield f"{len(result.survivors)} by nothing:"
    yield from (f"  {mutant}" for mutant in result.survivors)


if __name__ == "__main__":
    print("\n".join(lines(score(load_cases(), load_rules()))))
