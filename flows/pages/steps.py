"""What a person can do: the steps in order, the papers to bring, and who can help."""

from collections.abc import Mapping

from flows.advice import Advice, in_order, load_advice
from flows.pages.frame import Frame
from flows.pages.result import is_pressing
from flows.pages.shown import date_lines, inner_page, route_name, shown_routes, source_lines
from flows.papers import Paper, papers_for
from flows.referrals import is_urgent, referrals_for
from flows.terms import Page


def todo_page(frame: Frame) -> Page:
    """Return the steps that the findings of the shown routes name, in the order to do them."""
    steps: dict[str, Advice] = {}
    for result in shown_routes(frame):
        names = {name for each in result.findings for name in each.rule.advice}
        steps.update({each.id: each for each in in_order(names, result.route)})
    ordered = [each for each in load_advice().values() if each.id in steps]
    values = {
        "dates": date_lines(frame),
        "steps": [
            {"text": frame.words.advice(each), "sources": source_lines(each.sources)}
            for each in ordered
        ],
        "urgent": is_pressing(frame),
    }
    return inner_page(frame, "todo", values)


def papers_page(frame: Frame) -> Page:
    """Return the papers that sources name for the shown routes."""
    facts = frame.outlook.facts
    groups = []
    for result in shown_routes(frame):
        papers = papers_for(facts, result.route)
        if papers:
            named = dict.fromkeys(name for paper in papers for name in paper.sources)
            groups.append(
                {
                    "route": route_name(frame, result.route),
                    "papers": [_paper(frame, each) for each in papers],
                    "sources": source_lines(named),
                }
            )
    return inner_page(frame, "papers", {"groups": groups})


def who_page(frame: Frame) -> Page:
    """Return the places that help with this person's kind of problem, the pressing ones first."""
    facts = frame.outlook.facts
    places = [
        {
            "name": frame.words.referral(each, "name"),
            "japanese": each.japanese,
            "what": frame.words.referral(each, "what"),
            "hours": frame.words.referral(each, "hours"),
            "phone": each.phone,
            "address": each.address,
            "pressing": is_urgent(each, facts),
        }
        for each in referrals_for(facts)
    ]
    return inner_page(frame, "who", {"referrals": places})


def _paper(frame: Frame, paper: Paper) -> Mapping[str, object]:
    return {
        "name": frame.words.paper(paper, "name"),
        "japanese": paper.japanese,
        "where": frame.words.paper(paper, "where"),
    }
