"""A session with where it stands on a day: what every act and every page looks at."""

from dataclasses import dataclass, replace
from datetime import date

from flows.interview import Standing, locate
from flows.questionnaire import RESULT, Questionnaire
from flows.questions import FIRST_YEAR, LAST_YEAR, Kind, Question
from flows.session import Session
from flows.statuses import load_groups
from flows.terms import NONE, UNKNOWN, BadAnswer, Value
from flows.views import LEAVING, STOP, base_of, is_view

STAGES = ("year", "month", "day")


@dataclass(frozen=True, slots=True)
class Scene:
    """One moment of one conversation."""

    questionnaire: Questionnaire
    session: Session
    standing: Standing
    today: date

    @property
    def open(self) -> Question | None:
        """The question that waits for an answer, or None at the result."""
        name = self.session.editing or self.standing.place
        return None if name == RESULT else self.questionnaire.questions[name]

    @property
    def earlier(self) -> Value | None:
        """The answer that the open question had before, if it still fits."""
        question, interview = self.open, self.session.interview
        if question is None:
            return None
        value = interview.answers.get(question.id, interview.offered.get(question.id))
        try:
            return None if value is None else question.read(value)
        except BadAnswer:
            return None

    @property
    def leaves_japan(self) -> bool:
        """Whether the person is in Japan, so that a reset would mean leaving."""
        return self.standing.facts.get("where") != "abroad"

    @property
    def may_speak_of_leaving(self) -> bool:
        """Whether leaving Japan may be spoken of: nothing to leave, or the stop screen accepted."""
        return not self.leaves_japan or self.session.leaving == "yes"

    @property
    def stops(self) -> bool:
        """Whether the stop screen about leaving Japan is what the person sees now."""
        view = self.session.view
        if view.startswith(STOP) or base_of(view) in LEAVING:
            return self.open is None and not self.may_speak_of_leaving
        if view != "question" or self.open is not None:
            return False
        wants = self.standing.facts.get("plan") in ("reset", "compare")
        return wants and self.leaves_japan and not self.session.leaving


def scene(questionnaire: Questionnaire, session: Session, today: date) -> Scene:
    """Return the scene of a session on a day.

    What a session of an older version holds and this one does not know is left out of it.
    """
    if session.editing and session.editing not in questionnaire.questions:
        session = replace(session, editing="", draft=())
    if not is_view(session.view, tuple(group.id for group in load_groups())):
        session = replace(session, view="question")
    found = Scene(questionnaire, session, locate(questionnaire, session.interview, today), today)
    if session.draft and not fits(found.open, session.draft):
        found = replace(found, session=replace(session, draft=()))
    return found


def fits(question: Question | None, draft: tuple[str, ...]) -> bool:
    """Return whether ticks or date parts chosen so far belong to a question."""
    if question is None:
        return False
    if question.kind is Kind.multi:
        return set(draft) <= question.codes - {NONE, UNKNOWN}
    return question.kind is Kind.date and len(draft) < len(STAGES) and are_date_parts(draft)


def are_date_parts(parts: tuple[str, ...]) -> bool:
    """Return whether these are a year, or a year and a month, as the buttons send them."""
    if not parts or not all(part.isascii() and part.isdecimal() for part in parts):
        return False
    if len(parts[0]) != 4 or not FIRST_YEAR <= int(parts[0]) <= LAST_YEAR:
        return False
    return len(parts) == 1 or (len(parts) == 2 and len(parts[1]) == 2 and 1 <= int(parts[1]) <= 12)
