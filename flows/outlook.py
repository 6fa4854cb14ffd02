"""Everything the result rests on for one person: the assessment, what would change it, its turns.

Made by assessing the same answers again and again: with one answer changed, and on later days.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from flows.assessment import Assessment, assess
from flows.deadlines import deadlines
from flows.earlier import EarlierFiling, earlier_filing, window
from flows.findings import match, weigh
from flows.improvements import Improvement, improvements
from flows.interview import Standing, assume_unknown
from flows.questionnaire import Questionnaire
from flows.rules import RuleBook
from flows.terms import ROUTES, Scrutiny, Value
from flows.timeline import Turn, timeline
from flows.truth import Fact
from flows.truths import Truths


@dataclass(frozen=True)
class Outlook:
    """One person's assessment on a day; the slower parts are made when they are first looked at."""

    questionnaire: Questionnaire
    book: RuleBook
    standing: Standing

    @cached_property
    def facts(self) -> Mapping[str, Fact]:
        """Every settled fact."""
        return self.standing.facts.settled()

    @cached_property
    def assessment(self) -> Assessment:
        """The three routes on the filing day."""
        return self._assess()

    @cached_property
    def improvements(self) -> Mapping[str, tuple[Improvement, ...]]:
        """Per route, the changes that lower its level, easiest first."""
        return improvements(self.standing.facts.answers, self._levels, ROUTES)

    @cached_property
    def timeline(self) -> Mapping[str, tuple[Turn, ...]]:
        """Per route, the filing days from which the level or its reasons are different.

        Looked at are the days on which a rule starts or ends, and those of this person: the end of
        the stay, of a ban and the like, each with the day after it.
        """
        made: dict[date, Assessment] = {}
        own = [each.day for each in deadlines(self.facts, self.standing.facts.as_of)]
        days = sorted({*self.book.days, *own, *(day + timedelta(days=1) for day in own)})

        def on(day: date) -> Assessment:
            if day not in made:
                made[day] = self._assess(day)
            return made[day]

        return {route: timeline(on, tuple(days), self.assessment, route) for route in ROUTES}

    @cached_property
    def earlier(self) -> Mapping[str, EarlierFiling]:
        """Per route where there is one, the days to file before a stricter dated rule begins."""
        found: dict[str, EarlierFiling] = {}
        as_of = self.standing.facts.as_of
        for route in ROUTES:
            within = window(route, self.facts.get("expiry_date"), as_of)
            if within and self.facts.get("situation") == "in_japan":
                filing = earlier_filing(self._assess, self.book.days, route, within)
                if filing is not None:
                    found[route] = filing
        return found

    @cached_property
    def _truths(self) -> Truths:
        return Truths(self.facts)

    def _assess(self, filing_date: date | None = None) -> Assessment:
        as_of = self.standing.facts.as_of
        return assess(self.book, self.questionnaire.questions, self._truths, as_of, filing_date)

    def _levels(self, answers: Mapping[str, Value]) -> Mapping[str, Scrutiny | None]:
        """Return the level of each route for changed answers, without all that is shown of it."""
        as_of = self.standing.facts.as_of
        changed = assume_unknown(self.questionnaire, answers, as_of)
        truths = self._truths.after(changed.facts.settled())
        day = truths.facts["filing_date"]
        filed = day if isinstance(day, date) else as_of
        found = match(self.book.in_force(filed), truths, ROUTES)
        return {route: weigh(found[route].certain, route).level for route in ROUTES}
