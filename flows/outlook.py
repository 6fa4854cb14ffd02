"""Everything the result rests on for one person: the assessment, what would change it, its turns.

Made by assessing the same answers again and again: with one answer changed, and on later days.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from flows.assessment import Assessment, assess
from flows.improvements import Improvement, improvements
from flows.interview import Standing, assume_unknown
from flows.questionnaire import Questionnaire
from flows.rules import RuleBook
from flows.terms import ROUTES, Scrutiny, Value
from flows.timeline import Turn, timeline
from flows.truth import Fact


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
        return self._assess(self.facts)

    @cached_property
    def improvements(self) -> Mapping[str, tuple[Improvement, ...]]:
        """Per route, the changes that lower its level, easiest first."""
        return improvements(self.standing.facts.answers, self._levels, ROUTES)

    @cached_property
    def timeline(self) -> Mapping[str, tuple[Turn, ...]]:
        """Per route, the filing days from which the level or its reasons are different."""
        made: dict[date, Assessment] = {}

        def on(day: date) -> Assessment:
            if day not in made:
                made[day] = self._assess(self.facts, day)
            return made[day]

        return {route: timeline(on, self.book.days, self.assessment, route) for route in ROUTES}

    def _assess(self, facts: Mapping[str, Fact], filing_date: date | None = None) -> Assessment:
        as_of = self.standing.facts.as_of
        return assess(self.book, self.questionnaire.questions, facts, as_of, filing_date)

    def _levels(self, answers: Mapping[str, Value]) -> Mapping[str, Scrutiny | None]:
        changed = assume_unknown(self.questionnaire, answers, self.standing.facts.as_of)
        results = self._assess(changed.facts.settled()).routes
        return {route: result.known for route, result in results.items()}
