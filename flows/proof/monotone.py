"""A better answer never fares worse, a worse one never better, and not knowing never narrows."""

from collections.abc import Iterator

from flows.proof.group import Bench, Group, Trial
from flows.proof.judge import Judge, Verdict
from flows.proof.orders import Pair, is_better
from flows.questions import Question


def turned(
    group: Group, question: Question, judge: Judge, known: frozenset[Pair]
) -> Iterator[tuple[str, Trial, Trial]]:
    """Yield what is turned round, with the two conversations: the better answer first."""
    for better in group.trials:
        for worse in group.trials:
            if not is_better(question, better.value, worse.value, known):
                continue
            if better.calendar is worse.calendar:
                continue
            for day, one, other in zip(judge.phases, better.calendar, worse.calendar, strict=True):
                for route, verdict in one.items():
                    if _fares_worse(verdict, other[route]):
                        yield f"{route}, filed on {day}", better, worse
                        break


def _fares_worse(better: Verdict, worse: Verdict) -> bool:
    if better.level is None or worse.level is None:
        return False
    return better.level > worse.level


def narrowed(group: Group, bench: Bench) -> Iterator[tuple[str, Trial, Trial]]:
    """Yield where not knowing leaves out a level that an answer leads to."""
    if group.unknown is None:
        return
    for trial in group.trials:
        doubt = group.unknown
        where = _left_out(trial, doubt, bench.judge)
        if where and not doubt.conversation.answers.keys() <= trial.conversation.answers.keys():
            # Not knowing led to questions that the answer did not: they aren't known either.
            doubt = bench.doubt(trial, group.question, doubt)
            where = _left_out(trial, doubt, bench.judge)
        if where:
            yield where, trial, doubt


def _left_out(told: Trial, doubt: Trial, judge: Judge) -> str:
    if told.calendar is doubt.calendar:
        return ""
    for day, verdicts, open_ones in zip(judge.phases, told.calendar, doubt.calendar, strict=True):
        for route, verdict in verdicts.items():
            if _outside(verdict, open_ones[route]):
                return f"{route}, filed on {day}"
    return ""


def _outside(told: Verdict, doubt: Verdict) -> bool:
    if told.low is None or told.high is None or doubt.low is None or doubt.high is None:
        return False
    return told.low < doubt.low or told.high > doubt.high
