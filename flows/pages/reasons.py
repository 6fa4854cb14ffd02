"""Why a route stands where it stands: your answer, what the rule says, its source, how certain."""

from collections.abc import Mapping

from flows.assessment import ASKED_FOR, RouteResult
from flows.factors import load_factors
from flows.facts import CHOSEN_IN
from flows.findings import Finding
from flows.pages.frame import Frame
from flows.pages.shown import inner_page, level_name, route_name, source_lines
from flows.terms import CANNOT_SAY, NONE, UNKNOWN, Page, Scrutiny

_FRAMING = ("situation", "status", "target", "plan", "filing_date", "expiry_date")
_MOST_ANSWERS = 3
_DECIDING = ("gate", "base")


def reasons_page(frame: Frame, route: str) -> Page:
    """Return the findings of one route, those that decide first."""
    result = frame.outlook.assessment.routes[route]
    uncertain = result.low is not None and result.high is not None and result.low != result.high
    values = {
        "route": route_name(frame, route),
        "level": level_name(frame, result.level),
        "meaning": frame.words.name(f"meaning.{result.level}"),
        "open": uncertain,
        "cannot_say": result.level == CANNOT_SAY,
        "low": level_name(frame, result.low) if result.low is not None else "",
        "high": level_name(frame, result.high) if result.high is not None else "",
        "findings": [_finding(frame, result, each) for each in _in_order(result)],
    }
    return inner_page(frame, "reasons", values)


def _in_order(result: RouteResult) -> list[Finding]:
    """Return what decides first, then what moves the level, then the rest.

    Where the route does not exist, only what says so.
    """
    if not result.exists:
        return [each for each in result.findings if result.route in each.rule.not_applicable]
    movers = [each for each in result.findings if each.rule.layer not in _DECIDING]
    others = [each for each in result.findings if each.rule.layer in _DECIDING]
    harsh = [each for each in others if each.level > Scrutiny.standard]
    return [*harsh, *movers, *(each for each in others if each not in harsh)]


def _finding(frame: Frame, result: RouteResult, finding: Finding) -> Mapping[str, object]:
    rule, words = finding.rule, frame.words
    harsh = rule.layer in _DECIDING and finding.level > Scrutiny.standard
    return {
        "factor": words.factor(load_factors()[rule.factor]),
        "level": level_name(frame, finding.level) if harsh and result.exists else "",
        "answers": _answers(frame, finding),
        "announced": rule.announced,
        "text": words.rule(rule),
        "softened": bool(finding.softened),
        "milder": rule.layer == "mitigation",
        "stricter": rule.layer == "aggravation" and rule.id != result.raised_by,
        "raised": rule.id == result.raised_by,
        "weight": words.name(f"weight.{rule.weight}"),
        "certainty": words.name(f"certainty.{rule.certainty}"),
        "checked": frame.language.date(rule.checked_on),
        "reported": rule.weight == "practitioner",
        "inferred": rule.weight == "our_inference",
        "under_review": rule.review_by < frame.scene.today,
        "sources": source_lines(rule.sources),
    }


def _answers(frame: Frame, finding: Finding) -> list[str]:
    """Return the answers that the rule looked at; what only frames the case goes unsaid.

    A list such as the payment problems goes unsaid where an answer about one of them is there.
    """
    told = frame.outlook.standing.facts.answers
    names = [name for fact in finding.rule.when.facts for name in ASKED_FOR.get(fact, (fact,))]
    asked = [name for name in dict.fromkeys(names) if _tells(told.get(name))]
    parents = {CHOSEN_IN[name][0] for name in asked if name in CHOSEN_IN}
    pointed = [name for name in asked if name not in _FRAMING and name not in parents] or asked
    questions = frame.scene.questionnaire.questions
    values = [frame.words.value(questions[name], told[name]) for name in pointed[:_MOST_ANSWERS]]
    return list(dict.fromkeys(values))


def _tells(value: object) -> bool:
    return value not in (None, UNKNOWN, (UNKNOWN,), (NONE,))
