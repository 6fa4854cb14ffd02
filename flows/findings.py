"""What the rules in force say of these facts, per route, and the level that follows.

The worst matching row decides. Mitigation lowers a row by one step at most, aggravation raises the
result, or where it names factors only what those come to, by one step at most; gates are never
softened.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from flows.rules import Rule
from flows.terms import Scrutiny
from flows.truth import Fact
from flows.truths import Truths


@dataclass(frozen=True, slots=True)
class Finding:
    """What one rule says of these facts on one route. `softened` names the row that lowered it."""

    rule: Rule
    level: Scrutiny
    softened: str = ""


@dataclass(frozen=True, slots=True)
class Weighing:
    """The level of one route and the findings behind it, the worst first; None: not applicable."""

    level: Scrutiny | None
    findings: tuple[Finding, ...]
    raised_by: str = ""


@dataclass(frozen=True, slots=True)
class Matches:
    """The rows of one route that hold, and those that an unknown fact decides."""

    certain: tuple[Rule, ...]
    doubtful: tuple[Rule, ...]


def match(
    rules: tuple[Rule, ...], facts: Mapping[str, Fact] | Truths, routes: tuple[str, ...]
) -> dict[str, Matches]:
    """Return, per route, the rows that hold for these settled facts and those in doubt."""
    truths = facts if isinstance(facts, Truths) else Truths(facts)
    certain: dict[str, list[Rule]] = {route: [] for route in routes}
    doubtful: dict[str, list[Rule]] = {route: [] for route in routes}
    for rule in rules:
        truth = truths.of(rule)
        if truth is False:
            continue
        into = certain if truth else doubtful
        for route in routes:
            if rule.touches(route):
                into[route].append(rule)
    return {route: Matches(tuple(certain[route]), tuple(doubtful[route])) for route in routes}


def weigh(rules: tuple[Rule, ...], route: str) -> Weighing:
    """Return the level that follows from rows which all hold."""
    softeners = [rule for rule in rules if rule.layer == "mitigation"]
    raisers = [rule for rule in rules if rule.layer == "aggravation"]
    closed = [rule for rule in rules if route in rule.not_applicable]
    findings = [_finding(rule, route, softeners) for rule in rules if _stands(rule, route)]
    findings.sort(key=lambda finding: finding.level, reverse=True)
    shown = tuple(findings) + tuple(
        Finding(rule, Scrutiny.standard) for rule in softeners + raisers
    )
    if closed:
        return Weighing(None, tuple(Finding(rule, Scrutiny.standard) for rule in closed) + shown)
    level = findings[0].level if findings else Scrutiny.standard
    raised, by = max(((_raised(rule, findings), rule.id) for rule in raisers), default=(level, ""))
    return Weighing(raised, shown, raised_by=by) if raised > level else Weighing(level, shown)


def reach(matches: Matches, route: str) -> tuple[Scrutiny | None, Scrutiny | None]:
    """Return the mildest and the strictest level that the unknown facts leave open."""
    harsh = tuple(rule for rule in matches.doubtful if rule.layer != "mitigation")
    kind = tuple(rule for rule in matches.doubtful if rule.layer == "mitigation")
    open_harsh = tuple(rule for rule in harsh if route not in rule.not_applicable)
    low = weigh(matches.certain + kind, route).level
    high = weigh(matches.certain + open_harsh, route).level
    return low, high


def _stands(rule: Rule, route: str) -> bool:
    return rule.layer in ("gate", "base") and route in rule.levels


def _raised(raiser: Rule, findings: list[Finding]) -> Scrutiny:
    """Return one step above the worst finding that an aggravation speaks of, all without `of`."""
    spoken = [each.level for each in findings if not raiser.of or each.rule.factor in raiser.of]
    level = max(spoken, default=Scrutiny.standard)
    inside = Scrutiny.standard < level < Scrutiny.likely_refused
    return Scrutiny(level + 1) if inside else level


def _finding(rule: Rule, route: str, softeners: list[Rule]) -> Finding:
    level = rule.levels[route]
    if rule.fixed or level is Scrutiny.standard:
        return Finding(rule, level)
    for softener in softeners:
        if rule.factor in softener.of:
            return Finding(rule, Scrutiny(level - 1), softened=softener.id)
    return Finding(rule, level)
