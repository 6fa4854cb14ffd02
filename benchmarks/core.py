"""The core alone: from stored answers to the next page, one assessment, a whole outlook."""

import statistics
import sys
import time
from collections.abc import Callable
from datetime import date, timedelta
from itertools import cycle

from flows.assessment import assess
from flows.desk import Desk
from flows.interview import locate
from flows.session import Session
from flows.terms import Action
from flows.walks import plain_answer, walk

TODAY = date(2026, 11, 25)
ROUNDS = 400
STORED = 15
PEOPLE = (
    {"situation": "in_japan", "status": "engineer_specialist", "plan": "compare", "target": "same"},
    {
        "situation": "in_japan",
        "status": "student",
        "plan": "compare",
        "target": "engineer_specialist",
    },
    {
        "situation": "in_japan",
        "status": "dependent",
        "plan": "compare",
        "target": "engineer_specialist",
    },
)
TROUBLES = {"payment_problems": ("residence_tax", "pension"), "record_problems": ("notifications",)}


def sessions(desk: Desk, stored: int) -> list[Session]:
    """Return interviews of made-up people with so many stored answers."""
    found = []
    # Many different people: the same one again would be answered from a cache.
    for number, first in enumerate(PEOPLE * (ROUNDS // 2)):
        expiry = (TODAY + timedelta(days=30 + number)).isoformat()
        told = {**first, **TROUBLES, "expiry_date": expiry}
        way = walk(
            desk.questionnaire, lambda q, t=told: t.get(q.id) or plain_answer(q, TODAY), TODAY
        )
        session = Session("bench", 1, "en", leaving="yes")
        for name in way.path[:stored]:
            interview = session.interview.answered(name, way.answers[name])
            session = session.step(interview=interview)
        found.append(session)
    return found


def measure(act: Callable[[], object], rounds: int = ROUNDS) -> str:
    """Return median, 95th percentile and worst of many runs, in milliseconds."""
    for _ in range(20):
        act()
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        act()
        times.append((time.perf_counter() - start) * 1000)
    times.sort()
    middle, high = statistics.median(times), times[int(rounds * 0.95)]
    return f"median {middle:.2f} ms, 95 % under {high:.2f} ms, worst {times[-1]:.2f} ms"


def run(quick: bool = False) -> None:
    """Print the figures."""
    print("\nthe core alone")
    start = time.perf_counter()
    desk = Desk.load()
    print(f"load everything: {(time.perf_counter() - start) * 1000:.0f} ms")
    stored = cycle([each.to_json() for each in sessions(desk, STORED)])
    page = measure(lambda: next_page(desk, next(stored)))
    print(f"{STORED} stored answers to the next page: {page}")
    facts = cycle(
        [
            locate(desk.questionnaire, each.interview, TODAY).facts.settled()
            for each in sessions(desk, 99)
        ]
    )
    questions = desk.questionnaire.questions
    print(f"assess all routes: {measure(lambda: assess(desk.book, questions, next(facts), TODAY))}")
    answers = cycle([dict(each.interview.answers) for each in sessions(desk, 99)])
    print(
        f"with improvements and timeline: {measure(lambda: desk.assess(next(answers), TODAY), 100)}"
    )
    sys.stdout.flush()


def next_page(desk: Desk, stored: str) -> object:
    """Read a stored session, take one answer, and return the next page."""
    session = Session.from_json(stored)
    place = locate(desk.questionnaire, session.interview, TODAY).place
    question = desk.questionnaire.questions.get(place)
    if question is None:
        return desk.page(session, TODAY)
    value = plain_answer(question, TODAY)
    code = value if isinstance(value, str) else value[0]
    return desk.press(session, Action("answer", place, code), TODAY).page
