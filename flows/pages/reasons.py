"""Why a route stands where it stands: your answer, what the rule says, its source, how certain."""

from collections.abc import Mapping

from flows.assessment import ASKED_FOR, RouteResult
from flows.factors import load_factors
from flows.facts import CHOSEN_IN
from flows.findings import Finding
from flows.pages.cited import cited
from flows.pages.frame import Frame, Row
from flows.pages.paging import Room, cut_up, length, opened, page_rows
from flows.pages.shown import inner_page, level_name, route_name
from flows.pages.weight import Weight, weight_of
from flows.questions import Kind
from flows.terms import CANNOT_SAY, NONE, UNKNOWN, Page

_FRAMING = ("situation", "status", "target", "plan", "filing_date", "expiry_date")
_MOST_ANSWERS = 3
_ROOM, _ROOM_FOR = Room(2300, 5), Room(2300, 8)
_LABELS = 90
"""What a finding takes beside its texts: level, certainty, the day it was read."""


def reasons_page(frame: Frame, route: str) -> Page:
    """Return what decides about one route and what speaks against it, a few at a time.

    Where nothing speaks against it, what speaks for it.
    """
    result = frame.outlook.assessment.routes[route]
    weight = weight_of(result, lambda each: _single(frame, each))
    parts = [part for part in (weight.against or weight.neutral, weight.besides) if part]
    pages = [
        page
        for part in parts or [()]
        for page in cut_up([_finding(frame, result, each, weight) for each in part], _ROOM, _size)
    ]
    number, findings = opened(frame, pages)
    uncertain = result.low is not None and result.high is not None and result.low != result.high
    values = {
        "route": route_name(frame, route),
        "level": level_name(frame, result.level),
        "meaning": frame.words.name(f"meaning.{result.level}"),
        "open": uncertain and number == 1,
        "cannot_say": result.level == CANNOT_SAY,
        "low": level_name(frame, result.low) if result.low is not None else "",
        "high": level_name(frame, result.high) if result.high is not None else "",
        "findings": findings,
        "start": sum(len(each) for each in pages[: number - 1]),
        "first": number == 1,
    }
    rows = page_rows(frame, f"reasons.{route}", number, len(pages), "more_reasons")
    if weight.neutral and weight.against:
        rows.insert(0, (frame.button("speaks_for", "show", argument=f"for.{route}"),))
    return inner_page(frame, "reasons", values, rows)


def standing_page(frame: Frame, route: str) -> Page:
    """Return, in short, what speaks for one route or changes nothing."""
    result = frame.outlook.assessment.routes[route]
    weight = weight_of(result, lambda each: _single(frame, each))
    shown = [_finding(frame, result, each, weight, links=1) for each in weight.neutral]
    pages = cut_up(shown, _ROOM_FOR, _size)
    number, findings = opened(frame, pages)
    rows: list[Row] = page_rows(frame, f"for.{route}", number, len(pages), "more")
    rows.append((frame.show(f"reasons.{route}"),))
    return inner_page(frame, "for", {"route": route_name(frame, route), "findings": findings}, rows)


def _size(item: Mapping[str, object]) -> int:
    return length(item) + _LABELS


def _finding(
    frame: Frame, result: RouteResult, finding: Finding, weight: Weight, links: int = 2
) -> Mapping[str, object]:
    rule, words = finding.rule, frame.words
    return {
        "factor": words.factor(load_factors()[rule.factor]),
        "level": level_name(frame, finding.level) if weight.is_harsh(finding) else "",
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
        "relayed": rule.relayed,
        "reported": rule.weight == "practitioner",
        "inferred": rule.weight == "our_inference",
        "under_review": rule.review_by < frame.scene.today,
        "also": [_also(frame, each) for each in weight.beside(finding)],
        "sources": cited(rule.sources, links),
    }


def _also(frame: Frame, finding: Finding) -> Mapping[str, object]:
    return {
        "level": level_name(frame, finding.level),
        "weight": frame.words.name(f"weight.{finding.rule.weight}"),
    }


def _asked(frame: Frame, finding: Finding) -> list[str]:
    """Return the questions whose answers the rule looked at; what only frames the case is left out.

    A list such as the payment problems is left out where an answer about one of them is there.
    """
    told = frame.outlook.standing.facts.answers
    names = [name for fact in finding.rule.when.facts for name in ASKED_FOR.get(fact, (fact,))]
    asked = [name for name in dict.fromkeys(names) if _tells(told.get(name))]
    parents = {CHOSEN_IN[name][0] for name in asked if name in CHOSEN_IN}
    return [name for name in asked if name not in _FRAMING and name not in parents] or asked


def _single(frame: Frame, finding: Finding) -> set[str]:
    questions = frame.scene.questionnaire.questions
    return {name for name in _asked(frame, finding) if questions[name].kind is Kind.choice}


def _answers(frame: Frame, finding: Finding) -> list[str]:
    told = frame.outlook.standing.facts.answers
    questions = frame.scene.questionnaire.questions
    names = _asked(frame, finding)[:_MOST_ANSWERS]
    return list(dict.fromkeys(frame.words.value(questions[name], told[name]) for name in names))


def _tells(value: object) -> bool:
    return value not in (None, UNKNOWN, (UNKNOWN,), (NONE,))
