"""Every screen of the interview that can be opened: a name for it, and what is drawn there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bot.preview.people import Person
from flows.questionnaire import Questionnaire
from flows.questions import Kind, Question
from flows.session import Session
from flows.statuses import load_groups
from flows.views import GROUP
from locales.registry import SOURCE

FIRST, NOTICES, AROUND, RARE = "First screens", "Notices", "Around the chat", "Seen more rarely"
_TICKS = 2


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen with its place in the list. Without a session it is a still: nothing moves there."""

    id: str
    group: str
    title: str
    session: Session | None = None


def front_screens(questionnaire: Questionnaire, people: list[Person]) -> Iterator[Screen]:
    """Yield the pages that need no question, and what typing and changing an answer show."""
    new = Session(people[0].session(SOURCE).run, 1, SOURCE)
    done = people[0].session(SOURCE)
    middle = people[0].session(SOURCE, before=people[0].path[len(people[0].path) // 2])
    aside = replace(middle, interview=replace(middle.interview, offered=people[0].answers))
    pages: dict[str, tuple[str, Session, str]] = {
        "language": ("Language, before the first question", new, "language.welcome"),
        "welcome": ("Welcome", new, "welcome"),
        "help": ("Help", new, "help"),
        "privacy": ("Privacy", new, "privacy"),
        "about": ("About", new, "about"),
        "language_later": ("Language, in the middle", middle, "language.question"),
        "answers_none": ("My answers, none yet", new, "answers"),
        "answers": ("My answers", done, "answers"),
        "answers_aside": ("My answers, some set aside", aside, "answers"),
        "resume": ("Started again", middle, "resume"),
        "deleted": ("Everything erased", new, "deleted"),
    }
    for name, (title, start, view) in pages.items():
        yield Screen(f"front.{name}", FIRST, title, replace(start, view=view))
    yield from _typed(questionnaire, people[0])


def question_screens(
    questionnaire: Questionnaire, people: list[Person], sections: Mapping[str, str]
) -> Iterator[Screen]:
    """Yield each question as it is asked, half answered, and explained; `sections` name groups."""
    for question in questionnaire.questions.values():
        session = _asking(question, people)
        group = f"Questions: {sections.get(question.section, question.section)}"
        name, title = f"question.{question.id}", question.words["title"]
        yield Screen(name, group, title, session)
        for state, words, draft in _drafts(question):
            yield Screen(
                f"{name}.{state}", group, f"{title} {words}", replace(session, draft=draft)
            )
        if question.id == "status":
            for each in load_groups():
                view = f"{GROUP}{each.id}"
                words = f"{title} – {each.title}"
                yield Screen(f"{name}.{each.id}", group, words, replace(session, view=view))
        explained = replace(session, view="explain")
        yield Screen(f"{name}.explain", group, f"{title} – explained", explained)


def _asking(question: Question, people: list[Person]) -> Session:
    """Return a session in which a question is open: of whoever is asked it, else as a change."""
    asked = next((each for each in people if question.id in each.path), None)
    if asked is not None:
        return replace(asked.session(SOURCE, before=question.id), leaving="")
    return replace(people[0].session(SOURCE), editing=question.id)


def _drafts(question: Question) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    if question.kind is Kind.multi:
        yield "ticked", "– ticked", tuple(each.code for each in question.options[:_TICKS])
    if question.kind is Kind.date:
        yield "month", "– the month", ("2026",)
        yield "day", "– the day", ("2026", "12")


def _typed(questionnaire: Questionnaire, person: Person) -> Iterator[Screen]:
    """A typed answer is read back; an earlier one is shown when it is changed."""
    kinds = {questionnaire.questions[name].kind: name for name in reversed(person.path)}
    done = person.session(SOURCE)
    for kind, title in (
        (Kind.choice, "A typed answer, read back"),
        (Kind.date, "A typed day, read back"),
    ):
        if kind in kinds:
            name = kinds[kind]
            session = person.session(SOURCE, before=name, view="confirm")
            guess = str(person.answers[name])
            yield Screen(f"front.confirm_{kind}", FIRST, title, replace(session, guess=guess))
    name = kinds[Kind.choice]
    yield Screen("front.change", FIRST, "An answer is changed", replace(done, editing=name))
