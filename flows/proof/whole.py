"""Every conversation gets one level a route, with a sourced reason or nothing against it."""

from collections.abc import Iterator

from flows.proof.group import Trial
from flows.proof.judge import Judge, Verdict
from flows.terms import Scrutiny


def gaps(trial: Trial, judge: Judge, seen: set[int]) -> Iterator[str]:
    """Yield what is wrong with the verdicts of a trial; verdicts in `seen` were looked at."""
    for day, verdicts in zip(judge.phases, trial.calendar, strict=True):
        for route, verdict in verdicts.items():
            if id(verdict) in seen:
                continue
            seen.add(id(verdict))
            for what in _wrong(verdict):
                yield f"{route}, filed on {day}: {what}"


def _wrong(verdict: Verdict) -> Iterator[str]:
    weighing = verdict.weighing
    reasons = [each for each in weighing.findings if each.rule.layer in ("gate", "base")]
    if weighing.level is None:
        if not any(each.rule.not_applicable and each.rule.sources for each in weighing.findings):
            yield "not applicable without a sourced row"
        return
    if weighing.level > Scrutiny.standard and not any(each.rule.sources for each in reasons):
        yield f"{weighing.level.name} without a sourced row"
    worst = max((each.level for each in reasons), default=Scrutiny.standard)
    allowed = {worst} | ({Scrutiny(worst + 1)} if weighing.raised_by else set())
    if weighing.level not in allowed:
        yield f"{weighing.level.name} although the worst row says {worst.name}"
    gates = [each for each in reasons if each.rule.layer == "gate"]
    if any(each.softened for each in gates):
        yield f"the gate {gates[0].rule.id} is softened"
    low, high = verdict.low, verdict.high
    if low is None or high is None or not low <= weighing.level <= high:
        yield f"{weighing.level.name} lies outside its range"
