"""One person's answers, and where they stand: replay instead of a stored position.

Back, change, resume and a newer questionnaire are the same operation: replay what was answered.
An answer that no longer fits is set aside and offered again, never dropped in silence.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from flows.facts import Facts
from flows.questionnaire import RESULT, Place, Questionnaire
from flows.statuses import load_statuses
from flows.terms import UNKNOWN, BadAnswer, Value


@dataclass(frozen=True, slots=True)
class Interview:
    """What one person answered, the newest last, and the answers set aside to be offered again."""

    answers: Mapping[str, Value] = field(default_factory=dict)
    offered: Mapping[str, Value] = field(default_factory=dict)

    def answered(self, question: str, value: Value) -> "Interview":
        """Return the interview with one answer given or changed; it is now the newest."""
        offered = {name: old for name, old in self.offered.items() if name != question}
        others = {name: old for name, old in self.answers.items() if name != question}
        return Interview({**others, question: value}, offered)

    def without(self, question: str) -> "Interview":
        """Return the interview with one answer taken back and offered again."""
        answers = {name: value for name, value in self.answers.items() if name != question}
        if question not in self.answers:
            return self
        return Interview(answers, {**self.offered, question: self.answers[question]})


@dataclass(frozen=True, slots=True)
class Standing:
    """Where replay stands: the open question or the result, and the answers that count."""

    place: str
    path: tuple[str, ...]
    facts: Facts
    set_aside: tuple[str, ...]

    @property
    def finished(self) -> bool:
        """Whether the interview has reached the result."""
        return self.place == RESULT


def locate(questionnaire: Questionnaire, interview: Interview, as_of: date) -> Standing:
    """Replay an interview up to the first question that has no fitting answer.

    One act looks at the same answers several times, and then at the same with one more at the end:
    what was made lately is kept, and gone on from. Nobody changes a standing once made.
    """
    told = tuple(interview.answers.items())
    found = _RECENT.get((questionnaire, told, as_of))
    if found is None:
        before = _RECENT.get((questionnaire, told[:-1], as_of)) if told else None
        if before is None or not _goes_on(before, told[-1][0]):
            before = _beginning(questionnaire, as_of)
        found = _replay(questionnaire, interview.answers, before)
        _RECENT.keep((questionnaire, told, as_of), found)
    return found


class Recent:
    """The standings made last, the oldest forgotten first."""

    def __init__(self, most: int) -> None:
        """Keep at most so many."""
        self._most = most
        self._made: dict[_Key, Standing] = {}

    def get(self, key: "_Key") -> Standing | None:
        """Return the standing of these answers if it was made lately."""
        return self._made.get(key)

    def keep(self, key: "_Key", standing: Standing) -> None:
        """Remember a standing."""
        self._made[key] = standing
        if len(self._made) > self._most:
            del self._made[next(iter(self._made))]

    def forget(self) -> None:
        """Forget all of them."""
        self._made.clear()


_Key = tuple[Questionnaire, tuple[tuple[str, Value], ...], date]
_RECENT = Recent(256)


def _beginning(questionnaire: Questionnaire, as_of: date) -> Standing:
    facts = Facts(questionnaire.questions, load_statuses(), {}, as_of)
    return Standing(questionnaire.first, (), facts, ())


def _goes_on(before: Standing, name: str) -> bool:
    """Return whether replay with one more answer would come by this standing.

    Not where answers count beside those on the way: replay tells them last.
    """
    return before.place == name and len(before.facts.answers) == len(before.path)


def _replay(
    questionnaire: Questionnaire, answers: Mapping[str, Value], before: Standing
) -> Standing:
    """Return the standing of all answers, reached from one on the way to it."""
    facts = before.facts.with_answers(before.facts.answers)
    place = Place(before.place)
    path = list(before.path)
    place.asked = len(path)
    while place.state != RESULT:
        value = _fitting(questionnaire, answers, place.state)
        if value is None:
            break
        facts.tell(place.state, value)
        path.append(place.state)
        if not questionnaire.advance(place, facts):
            break
    passed = _passed(questionnaire, answers, place.state, path)
    volunteered = []
    for name in passed:
        value = _fitting(questionnaire, answers, name)
        if value is not None and _welcome(questionnaire, name, facts):
            volunteered.append(name)
            facts.tell(name, value)
    aside = tuple(name for name in passed if name not in volunteered)
    return Standing(place.state, tuple(path), facts, aside)


def assume_unknown(
    questionnaire: Questionnaire, answers: Mapping[str, Value], as_of: date
) -> Standing:
    """Replay answers given all at once; a question without one counts as unknown.

    An answer stands unless it is certain that its question would not be asked.
    """
    facts = Facts(questionnaire.questions, load_statuses(), {}, as_of)
    place = Place(questionnaire.first, most=len(questionnaire.questions))
    path = []
    while place.state != RESULT:
        facts.tell(place.state, answers.get(place.state, UNKNOWN))
        path.append(place.state)
        questionnaire.advance(place, facts)
    passed = _passed(questionnaire, answers, RESULT, path)
    aside = []
    for name in passed:
        question = questionnaire.questions[name]
        doubtful = not question.follows and question.ask_when(facts) is None
        if doubtful or _welcome(questionnaire, name, facts):
            facts.tell(name, answers[name])
        elif facts.get(name) == answers[name]:
            continue
        else:
            aside.append(name)
    return Standing(RESULT, tuple(path), facts, tuple(aside))


def settle(questionnaire: Questionnaire, interview: Interview, as_of: date) -> Interview:
    """Return the interview with the answers that replay set aside moved to the offered ones."""
    settled = interview
    for name in locate(questionnaire, interview, as_of).set_aside:
        settled = settled.without(name)
    return settled


def _fitting(questionnaire: Questionnaire, answers: Mapping[str, Value], name: str) -> Value | None:
    """Return the stored answer if it still fits its question; a newer version may have moved on."""
    value = answers.get(name)
    question = questionnaire.questions.get(name)
    if value is None or question is None:
        return None
    try:
        return question.read(value)
    except BadAnswer:
        return None


def _passed(
    questionnaire: Questionnaire, answers: Mapping[str, Value], place: str, path: list[str]
) -> list[str]:
    """Return answered questions that lie before the place yet were not on the way."""
    here = questionnaire.order.get(place, len(questionnaire.order))
    on_way = set(path)
    return [
        name for name in answers if name not in on_way and questionnaire.order.get(name, -1) < here
    ]


def _welcome(questionnaire: Questionnaire, name: str, facts: Facts) -> bool:
    """Return whether an answer counts although its question was not asked."""
    question = questionnaire.questions.get(name)
    if question is None:
        return False
    if question.accept_always or any(
        follow.soft and follow.when(facts) for follow in question.follows
    ):
        return True
    return question.accept_when is not None and question.accept_when(facts) is True
