"""What the findings of one route weigh: what speaks against it, and what it can be told without."""

from collections.abc import Callable
from dataclasses import dataclass

from flows.assessment import RouteResult
from flows.findings import Finding
from flows.terms import Scrutiny

_DECIDING = ("gate", "base")
Asked = Callable[[Finding], set[str]]
"""Finding -> the questions with one answer that it rests on."""


@dataclass(frozen=True, slots=True)
class Weight:
    """`against`: what decides and what moves the level, in the order to tell it; `besides`: milder
    rows on a point that an earlier one has told; `neutral`: what speaks for it or changes nothing.
    """

    against: tuple[Finding, ...]
    besides: tuple[Finding, ...]
    neutral: tuple[Finding, ...]
    pairs: tuple[tuple[Finding, Finding], ...]

    def beside(self, finding: Finding) -> list[Finding]:
        """Return the milder rows on the same point as this one."""
        return [other for main, other in self.pairs if main is finding]

    def is_harsh(self, finding: Finding) -> bool:
        """Return whether a finding speaks against the route by itself."""
        return _is_harsh(finding) and finding not in self.neutral


def weight_of(result: RouteResult, asked: Asked) -> Weight:
    """Return the findings of a route by what they weigh.

    Where the route does not exist, only what says so.
    """
    if not result.exists:
        closed = [each for each in result.findings if result.route in each.rule.not_applicable]
        return Weight((), (), tuple(closed), ())
    harsh = [each for each in result.findings if _is_harsh(each)]
    pairs = _pairs(harsh, asked)
    besides = [other for _, other in pairs]
    softening = {each.softened for each in harsh}
    movers = [
        each
        for each in result.findings
        if each.rule.layer == "aggravation" or each.rule.id in softening
    ]
    deciding = [each for each in harsh if each.level == harsh[0].level and each not in besides]
    movers.sort(key=lambda each: each.rule.id != result.raised_by)
    milder = [each for each in harsh if each not in deciding and each not in besides]
    against = [*deciding, *movers[:1], *milder, *movers[1:]] if harsh else []
    told = [*against, *besides]
    neutral = [each for each in result.findings if each not in told]
    return Weight(tuple(against), tuple(besides), tuple(neutral), tuple(pairs))


def _is_harsh(finding: Finding) -> bool:
    return finding.rule.layer in _DECIDING and finding.level > Scrutiny.standard


def _pairs(harsh: list[Finding], asked: Asked) -> list[tuple[Finding, Finding]]:
    """Return (row told in full, milder row on the same answer to the same point).

    Ticks of one list tell of different things, so only questions with a single answer count.
    """
    mains: list[tuple[Finding, set[str]]] = []
    pairs = []
    for finding in harsh:
        names = asked(finding)
        same = [
            main
            for main, others in mains
            if main.rule.factor == finding.rule.factor and names & others
        ]
        if same:
            pairs.append((same[0], finding))
        else:
            mains.append((finding, names))
    return pairs
