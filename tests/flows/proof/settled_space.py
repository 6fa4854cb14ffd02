"""The book, the questions and the grounds that the proofs of this folder share."""

from datetime import date
from functools import cache

from flows.proof.conversation import Speaker
from flows.proof.group import Bench
from flows.proof.judge import Judge
from flows.proof.space import Told, beginnings, in_depth, representatives
from flows.proof.texts import shown_when
from flows.questionnaire import load_questionnaire
from flows.rules import load_rules

TODAY = date(2026, 11, 25)


@cache
def bench() -> Bench:
    return Bench(Speaker(load_questionnaire(), TODAY), Judge(load_rules()))


@cache
def grounds() -> tuple[Told, ...]:
    questions = load_questionnaire().questions
    conditions = [rule.when for rule in load_rules().rules.values()]
    conditions += [question.ask_when for question in questions.values()]
    conditions += [condition for _, condition in shown_when()]
    situations = [option.code for option in questions["situation"].options]
    return tuple(beginnings(representatives(conditions), situations))


def deep() -> list[Told]:
    return [first for first in grounds() if in_depth(first)]
