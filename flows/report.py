"""The assessment as plain values for the command line and for scripts; the shape is fixed."""

from collections.abc import Sequence

from flows.assessment import RouteResult
from flows.findings import Finding
from flows.improvements import Improvement
from flows.language import Language
from flows.outlook import Outlook
from flows.sources import load_sources
from flows.terms import NOT_APPLICABLE, UNKNOWN, Value
from flows.timeline import Turn


def report(outlook: Outlook, language: Language) -> dict[str, object]:
    """Return the assessment of all three routes as values that JSON can hold."""
    assessment = outlook.assessment
    return {
        "as_of": assessment.as_of.isoformat(),
        "rules_version": outlook.book.version,
        "language": language.code,
        "routes": {
            route: _route(result, outlook.improvements[route], outlook.timeline[route], language)
            for route, result in assessment.routes.items()
        },
        "missing": list(assessment.missing),
        "set_aside": list(outlook.standing.set_aside),
    }


def _route(
    result: RouteResult,
    improvements: Sequence[Improvement],
    turns: Sequence[Turn],
    language: Language,
) -> dict[str, object]:
    return {
        "level": result.level,
        "range": [
            NOT_APPLICABLE if level is None else level.name for level in (result.low, result.high)
        ],
        "findings": [_finding(each, language) for each in result.findings],
        "improvements": [_improvement(each, language) for each in improvements],
        "timeline": [
            {"from": turn.start.isoformat(), "level": turn.level, "rules": list(turn.rules)}
            for turn in turns
        ],
    }


def _finding(finding: Finding, language: Language) -> dict[str, object]:
    rule, sources = finding.rule, load_sources()
    return {
        "rule": rule.id,
        "factor": rule.factor,
        "level": finding.level.name,
        "certainty": rule.certainty,
        "weight": rule.weight,
        "announced": rule.announced,
        "reason": language.text(f"advice.rule.{rule.id}", rule.text).striptags(),
        "sources": [sources[name].address for name in rule.sources],
    }


def _improvement(improvement: Improvement, language: Language) -> dict[str, object]:
    texts = [
        language.text(f"advice.change.{change.id}", change.text).striptags()
        for change in improvement.changes
    ]
    return {
        "change": {name: _plain(value) for name, value in improvement.answers.items()},
        "level": improvement.level.name,
        "text": " ".join(texts),
    }


def _plain(value: Value) -> object:
    if value == (UNKNOWN,):
        return UNKNOWN
    return list(value) if isinstance(value, tuple) else value
