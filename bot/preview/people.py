"""Made-up people of `people.toml`: together they meet as many texts as few people can."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from flows.interview import Interview
from flows.questionnaire import Questionnaire
from flows.questions import Question
from flows.session import Session
from flows.terms import UNKNOWN, Value
from flows.walks import Pick, plain_answer, troubled, walk

FILE = Path(__file__).parent / "people.toml"
_RUN = "view0"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with all their answers, and the questions in the order they were asked."""

    id: str
    title: str
    path: tuple[str, ...]
    answers: Mapping[str, Value]
    leaving: str

    def session(self, language: str, *, before: str = "", view: str = "question") -> Session:
        """Return their session at the result, or where the question `before` is open."""
        told = {} if before else dict(self.answers)
        for name in self.path[: self.path.index(before)] if before else ():
            told[name] = self.answers[name]
        return Session(_RUN, 1, language, Interview(told), view, leaving=self.leaving)


def load_people(questionnaire: Questionnaire, today: date) -> list[Person]:
    """Return everybody, walked through the interview of today."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["person"]
    return [_person(questionnaire, row, today) for row in rows]


def _person(questionnaire: Questionnaire, row: Mapping[str, object], today: date) -> Person:
    told = row.get("answers", {})
    assert isinstance(told, dict)  # noqa: S101  # a table of our own file
    found = walk(questionnaire, _pick(told, row["mood"], today), today)
    return Person(
        id=str(row["id"]),
        title=str(row["title"]),
        path=found.path,
        answers=found.answers,
        leaving=str(row.get("leaving", "")),
    )


def _pick(told: Mapping[str, object], mood: object, today: date) -> Pick:
    step = mood if isinstance(mood, int) else 0

    def pick(question: Question) -> Value:
        answer = told.get(question.id)
        if isinstance(answer, int):
            return (today + timedelta(days=answer)).isoformat()
        if isinstance(answer, list):
            return tuple(answer)
        if isinstance(answer, str):
            return answer
        if mood == UNKNOWN and question.unknown:
            return UNKNOWN
        if not isinstance(mood, int):
            return plain_answer(question, today)
        return troubled({}, step)(question)

    return pick
