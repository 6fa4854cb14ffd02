"""What a person brings and where they go: the papers, and who can help."""

from collections.abc import Mapping

from flows.pages.cited import cited
from flows.pages.frame import Frame
from flows.pages.shown import inner_page, route_name, shown_routes
from flows.papers import Paper, papers_for
from flows.referrals import is_urgent, referrals_for
from flows.terms import Page

_MOST_NAMED = 4


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
                    "sources": cited(named, _MOST_NAMED),
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
