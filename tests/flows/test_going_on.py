"""Going on from the last standing comes to the same as replaying everything."""

from hypothesis import given, settings
from hypothesis import strategies as st

from flows.interview import _RECENT, Interview, Recent, Standing, locate
from flows.questionnaire import RESULT, Place, load_questionnaire
from tests.flows.settled_facts import TODAY
from tests.flows.test_progress import pick

QUESTIONS = load_questionnaire()
NUMBERS = st.lists(st.integers(0, 60), min_size=30, max_size=30)
EXTRA = st.sampled_from(["", "filing_date", "wants_permanent_residence", "plan", "pension"])


def told(standing: Standing) -> object:
    facts = standing.facts
    answers = list(facts.answers.items())
    return standing.place, standing.path, answers, facts.settled(), standing.set_aside


def from_scratch(interview: Interview) -> Standing:
    _RECENT.forget()
    return locate(QUESTIONS, interview, TODAY)


@settings(deadline=None, max_examples=25)
@given(NUMBERS, EXTRA, st.integers(0, 30))
def test_every_standing_on_the_way_is_the_one_of_a_whole_replay(numbers, extra, when):
    interview = Interview()
    seen = []
    for step, number in enumerate(numbers):
        standing = locate(QUESTIONS, interview, TODAY)
        seen.append((interview, told(standing)))
        if standing.finished:
            break
        if step == when and extra and extra not in interview.answers:
            question = QUESTIONS.questions[extra]
        else:
            question = QUESTIONS.questions[standing.place]
        interview = interview.answered(question.id, question.read(pick(question, number)))
    assert seen
    for before, what in seen:
        assert told(from_scratch(before)) == what


@settings(deadline=None, max_examples=15)
@given(NUMBERS)
def test_looking_ahead_goes_where_the_machine_goes(numbers):
    interview = Interview()
    seen = 0
    for number in numbers:
        standing = locate(QUESTIONS, interview, TODAY)
        if standing.finished:
            break
        question = QUESTIONS.questions[standing.place]
        interview = interview.answered(question.id, question.read(pick(question, number)))
        facts = standing.facts.with_answers({**standing.facts.answers})
        facts.tell(question.id, interview.answers[question.id])
        place = Place(question.id)
        assert QUESTIONS.advance(place, facts)
        assert QUESTIONS.ahead(question.id, facts) == place.state
        seen += 1
    assert seen


def test_only_the_last_standings_are_remembered():
    recent = Recent(2)
    standing = locate(QUESTIONS, Interview(), TODAY)
    keys = [(QUESTIONS, (("situation", name),), TODAY) for name in ("a", "b", "c")]
    for key in keys:
        recent.keep(key, standing)

    assert recent.get(keys[0]) is None
    assert recent.get(keys[2]) is standing
    assert standing.place != RESULT
