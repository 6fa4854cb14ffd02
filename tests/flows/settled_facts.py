"""Settled facts of a person from a few answers, as the assessment sees them."""

from collections.abc import Mapping
from datetime import date
from functools import cache

from flows.interview import assume_unknown
from flows.questionnaire import Questionnaire, load_questionnaire
from flows.terms import Value
from flows.truth import Fact

TODAY = date(2026, 11, 25)


@cache
def _questionnaire() -> Questionnaire:
    return load_questionnaire()


def settled(**answers: Value) -> Mapping[str, Fact]:
    given: dict[str, Value] = {"situation": "in_japan", "plan": "compare", "target": "same"}
    return assume_unknown(_questionnaire(), {**given, **answers}, TODAY).facts.settled()
