from collections.abc import Mapping
from datetime import date
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.facts import Facts
from flows.interview import Interview, assume_unknown, locate
from flows.questionnaire import MOST_QUESTIONS, load_questionnaire
from flows.questions import Kind, Question
from flows.statuses import load_statuses
from flows.terms import NONE, SAME, UNKNOWN, Value
from flows.walks import Walk, beginnings, plain_answer, troubled, walk

TODAY = date(2026, 11, 25)
QUESTIONNAIRE = load_questionnaire()
QUESTIONS = QUESTIONNAIRE.questions
FIRSTS = list(beginnings(QUESTIONNAIRE))
FIRST_NAMES = ("situation", "status", "plan", "target")
PLAN_LIMITS = {"renew": 12, "change": 16, "reset": 16, "compare": 16}
NOTHING_WRONG = {"expiry_date": "2027-03-10", "left_on": "2026-10-20"}
CHECKLISTS = ("payment_problems", "record_problems")


def plain(**first: Value) -> Walk:
    """Walk a person with whom nothing is wrong."""
    told = {**NOTHING_WRONG, **first}
    return walk(QUESTIONNAIRE, lambda each: told.get(each.id) or plain_answer(each, TODAY), TODAY)


def asked(**given: Value) -> tuple[str, ...]:
    return plain(**given).path


def representatives() -> set[str]:
    """Return one status for each set of traits: the others are treated alike as wanted ones."""
    firsts: dict[frozenset[str], str] = {}
    for status in load_statuses().values():
        firsts.setdefault(status.traits, status.code)
    return set(firsts.values())


@cache
def plain_walks() -> list[tuple[Mapping[str, Value], Walk]]:
    targets = representatives() | {"", SAME}
    return [(first, plain(**first)) for first in FIRSTS if first.get("target", "") in targets]


def test_every_status_situation_and_plan_is_among_the_beginnings() -> None:
    assert len(FIRSTS) > 15_000
    statuses = set(QUESTIONS["status"].codes) - {"never_resided"}
    at_home = {(each.get("status"), each.get("plan")) for each in FIRSTS}
    assert {(code, plan) for code in statuses for plan in PLAN_LIMITS} <= at_home
    assert {each["situation"] for each in FIRSTS} == set(QUESTIONS["situation"].codes)


@pytest.mark.parametrize("plan", PLAN_LIMITS)
def test_a_person_with_nothing_wrong_is_soon_done(plan: str) -> None:
    walks = [(first, way) for first, way in plain_walks() if first.get("plan", "reset") == plan]
    assert len(walks) > 100
    longest = max(walks, key=lambda each: len(each[1].path))
    assert len(longest[1].path) <= PLAN_LIMITS[plan], longest


def test_the_first_answers_alone_decide_the_way_of_a_person_with_nothing_wrong() -> None:
    assert plain_walks()
    assert all(
        set(first) <= set(way.path) | {"target"}
        for first, way in plain_walks()
        if "status" in first
    )


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(FIRSTS))
def test_nor_does_any_other_wanted_status_take_longer(first: dict[str, Value]) -> None:
    assert len(asked(**first)) <= PLAN_LIMITS[str(first.get("plan", "reset"))]


@pytest.mark.parametrize("day", ["2024-01-31", "2027-02-28", "2027-06-01", "2032-12-31"])
def test_the_last_day_of_the_stay_lengthens_no_plain_way(day: str) -> None:
    first: dict[str, Value] = {"plan": "compare", "target": "engineer_specialist"}
    for status in ("technical_intern_2", "dependent", "business_manager"):
        assert len(asked(status=status, expiry_date=day, **first)) <= PLAN_LIMITS["compare"]


def test_both_checklists_are_asked_of_everybody_who_ever_lived_in_japan() -> None:
    assert plain_walks()
    for first, way in plain_walks():
        wanted = CHECKLISTS[1:] if first.get("status") == "never_resided" else CHECKLISTS
        assert set(wanted) <= set(way.path), first


def test_nobody_in_whatever_trouble_meets_more_than_thirty_questions() -> None:
    assert MOST_QUESTIONS == 30
    ways = [walk(QUESTIONNAIRE, troubled(first, 1), TODAY) for first in FIRSTS[::40]]
    longest = max(ways, key=lambda way: len(way.path))
    assert len(longest.path) > MOST_QUESTIONS  # the limit is needed, so it is tested for real
    standing = locate(QUESTIONNAIRE, Interview(longest.answers), TODAY)
    assert standing.finished
    assert len(standing.path) == MOST_QUESTIONS


def test_whoever_ticks_up_to_four_problems_is_asked_everything_that_can_matter() -> None:
    problems = {name: [each.code for each in QUESTIONS[name].options] for name in CHECKLISTS}
    ticked = {"payment_problems": tuple(problems["payment_problems"][-3:])}
    ticked["record_problems"] = tuple(problems["record_problems"][4:5])
    ways = [
        walk(QUESTIONNAIRE, troubled({**first, **ticked}, step), TODAY)
        for step in range(4)
        for first in FIRSTS[::70]
    ]
    assert len(ways) > 1_000
    assert max(len(way.path) for way in ways) <= MOST_QUESTIONS


def test_what_the_limit_cuts_is_what_weighs_least() -> None:
    assert list(QUESTIONS)[-3:] == [
        "employer_category",
        "wants_permanent_residence",
        "filing_date",
    ]


# What follows from an earlier answer is not asked.


@pytest.mark.parametrize(
    ("first", "question", "fact"),
    [
        ({"situation": "visitor"}, "status", "temporary_visitor"),
        ({"situation": "abroad", "status": "student"}, "plan", "reset"),
        ({"plan": "renew", "status": "artist"}, "target", "artist"),
        ({"status": "student", "studies": "on_track"}, "activity", "as_permitted"),
        ({"status": "technical_intern_2"}, "activity", "as_permitted"),
        ({"employer_insurance": "enrolled"}, "medical_insurance_proof", "can_show"),
        ({"plan": "compare", "target": "same"}, "entry_criteria", "meets"),
        ({"plan": "compare", "target": "dependent"}, "sponsor", "family"),
        ({"situation": "abroad", "status": "never_resided"}, "exit", "not_left"),
        ({"situation": "abroad", "status": "never_resided"}, "payment_problems", frozenset()),
        ({"payment_problems": (NONE,)}, "pension", "on_time"),
        ({"payment_problems": (NONE,)}, "medical_bill_state", "no_bill"),
        ({"record_problems": (NONE,)}, "offence", frozenset()),
        ({"plan": "compare"}, "after_return", "not_returned_yet"),
        (
            {
                "status": "researcher",
                "plan": "reset",
                "target": "permanent_resident",
            },
            "wants_permanent_residence",
            "wanted",
        ),
        (
            {
                "status": "student",
                "payment_problems": ("health_insurance",),
                "health_insurance": "not_enrolled",
            },
            "medical_insurance_proof",
            "cannot_show",
        ),
    ],
)
def test_what_follows_is_known_and_not_asked(
    first: dict[str, Value], question: str, fact: object
) -> None:
    way = plain(**first)
    assert question not in way.path
    facts = Facts(QUESTIONS, load_statuses(), way.answers, TODAY)
    assert facts.get(question) == fact


def test_an_answer_given_to_a_question_that_follows_is_kept() -> None:
    given: dict[str, Value] = {"plan": "renew", "status": "researcher", "target": "same"}
    assert assume_unknown(QUESTIONNAIRE, given, TODAY).set_aside == ()


# A question comes up exactly when it can matter.


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("designated_activity", {"status": "designated_activities"}),
        ("expiry_date", {"status": "student"}),
        ("expiry_date", {"situation": "departure_stay_31", "status": "student"}),
        ("late_reason", {"situation": "expired"}),
        ("visitor_reason", {"situation": "visitor"}),
        ("visitor_reason", {"status": "temporary_visitor"}),
        ("exit", {"situation": "abroad"}),
        ("left_on", {"situation": "abroad"}),
        ("left_on", {"situation": "abroad", "exit": UNKNOWN}),
        ("studies", {"situation": "abroad", "status": "student"}),
        ("activity", {"status": "student", "studies": "withdrew_or_expelled"}),
        ("activity", {"status": "technical_intern_2", "training": "absconded"}),
        ("job_since_last_permission", {"activity": "gap_now_working_again"}),
        ("family_life", {"status": "dependent"}),
        ("family_life", {"plan": "change", "target": "spouse_of_japanese"}),
        (
            "family_life",
            {
                "situation": "visitor",
                "visitor_reason": "moved_down_from_longer_status",
                "plan": "change",
                "target": "long_term_resident",
            },
        ),
        ("marriage_record", {"status": "spouse_of_japanese", "family_life": "widowed"}),
        (
            "marriage_record",
            {
                "status": "dependent",
                "family_life": "divorced_under_6_months",
                "plan": "change",
                "target": "long_term_resident",
            },
        ),
        ("marriage_doubts", {"plan": "change", "target": "spouse_of_permanent_resident"}),
        ("marriage_doubts", {"status": "spouse_of_japanese", "family_life": "apart_with_reason"}),
        ("livelihood", {"status": "long_term_resident"}),
        ("former_training", {"status": "student", "plan": "change", "target": "nursing_care"}),
        ("training", {"status": "technical_intern_1"}),
        (
            "training",
            {
                "status": "student",
                "plan": "change",
                "target": "nursing_care",
                "former_training": "had_training",
            },
        ),
        (
            "coaching_exception",
            {"status": "technical_intern_3", "plan": "change", "target": "engineer_specialist"},
        ),
        (
            "promise_to_return",
            {"situation": "abroad", "status": "technical_intern_2", "target": "researcher"},
        ),
        (
            "after_return",
            {"situation": "abroad", "status": "technical_intern_2", "target": "researcher"},
        ),
        ("after_return", {"situation": "abroad", "left_on": "2026-08-01"}),
        ("after_return", {"situation": "abroad", "left_on": UNKNOWN}),
        ("ssw_time_used", {"status": "specified_skilled_worker_1"}),
        (
            "ssw_time_used",
            {"status": "student", "plan": "change", "target": "specified_skilled_worker_1"},
        ),
        ("ssw_field", {"plan": "change", "target": "specified_skilled_worker_1"}),
        ("business_criteria", {"status": "business_manager"}),
        ("business_criteria", {"plan": "reset", "target": "business_manager"}),
        ("company_dues", {"status": "business_manager"}),
        ("work_match", {"status": "engineer_specialist"}),
        (
            "work_match",
            {"situation": "abroad", "status": "student", "target": "engineer_specialist"},
        ),
        ("employer_insurance", {"status": "instructor"}),
        ("supporter_payments", {"status": "dependent"}),
        ("sponsor_doubts", {"plan": "reset", "target": "long_term_resident", "sponsor": "family"}),
        ("medical_insurance_proof", {"employer_insurance": "not_required"}),
        ("insurance_kind", {"payment_problems": ("pension",)}),
        (
            "medical_bill_amount",
            {"payment_problems": ("medical_bill",), "medical_bill_state": "unpaid"},
        ),
        (
            "medical_bill_incurred_as",
            {"payment_problems": ("medical_bill",), "medical_bill_state": UNKNOWN},
        ),
        ("debts_after_leaving", {"situation": "abroad", "payment_problems": ("pension",)}),
        ("sponsor", {"plan": "compare"}),
        ("sponsor", {"situation": "abroad"}),
        ("entry_criteria", {"status": "student", "plan": "change", "target": "nursing_care"}),
        ("employer_category", {"work_match": ("customer_language_without_b2",)}),
        ("wants_permanent_residence", {"plan": "reset"}),
        ("wants_permanent_residence", {"payment_problems": ("residence_tax",)}),
        ("filing_date", {"payment_problems": ("medical_bill",)}),
        ("papers", {"record_problems": ("inconsistent_papers",)}),
    ],
)
def test_a_question_is_asked_when_it_can_matter(question: str, first: dict[str, Value]) -> None:
    assert question in asked(**first)


@pytest.mark.parametrize(
    ("question", "first"),
    [
        (
            "designated_activity",
            {"situation": "departure_stay_30", "status": "designated_activities"},
        ),
        ("expiry_date", {"status": "permanent_resident"}),
        ("expiry_date", {"situation": "abroad", "status": "student"}),
        ("late_reason", {"status": "student"}),
        ("exit", {"situation": "abroad", "status": "never_resided"}),
        ("left_on", {"situation": "abroad", "status": "never_resided"}),
        ("left_on", {"situation": "abroad", "exit": "not_left"}),
        ("activity", {"status": "long_term_resident"}),
        ("job_since_last_permission", {"activity": "stopped_under_3_months"}),
        ("job_since_last_permission", {"plan": "change", "target": "student"}),
        ("family_life", {"status": "student"}),
        (
            "family_life",
            {"situation": "visitor", "visitor_reason": "moved_down_from_longer_status"},
        ),
        (
            "ssw_time_used",
            {
                "status": "technical_intern_2",
                "plan": "change",
                "target": "specified_skilled_worker_1",
            },
        ),
        ("marriage_record", {"status": "spouse_of_japanese"}),
        ("marriage_record", {"status": "dependent", "family_life": "widowed"}),
        ("former_training", {"status": "technical_intern_2", "plan": "change", "target": "artist"}),
        ("training", {"status": "student"}),
        ("coaching_exception", {"status": "technical_intern_3"}),
        (
            "coaching_exception",
            {
                "status": "technical_intern_3",
                "plan": "change",
                "target": "engineer_specialist",
                "training": "in_progress",
            },
        ),
        ("after_return", {"status": "technical_intern_2", "plan": "reset"}),
        (
            "after_return",
            {"situation": "abroad", "left_on": "2026-08-01", "target": "dependent"},
        ),
        ("after_return", {"situation": "abroad", "left_on": "2026-11-01"}),
        ("business_criteria", {"status": "engineer_specialist"}),
        ("work_match", {"status": "student"}),
        ("sponsor", {"plan": "change", "target": "student"}),
        ("sponsor", {"plan": "reset", "target": "permanent_resident"}),
        ("entry_criteria", {"plan": "change", "target": "dependent"}),
        ("payment_problems", {"situation": "abroad", "status": "never_resided"}),
        ("insurance_kind", {"payment_problems": ("residence_tax",)}),
        (
            "medical_bill_amount",
            {"payment_problems": ("medical_bill",), "medical_bill_state": "paid_late"},
        ),
        ("debts_after_leaving", {"payment_problems": ("pension",)}),
        ("medical_insurance_proof", {"situation": "visitor"}),
        ("wants_permanent_residence", {"status": "student"}),
        ("filing_date", {"status": "student"}),
    ],
)
def test_a_question_that_can_not_matter_is_not_asked(
    question: str, first: dict[str, Value]
) -> None:
    assert question not in asked(**first)


@pytest.mark.parametrize("levy", ["residence_tax", "income_tax", "health_insurance", "pension"])
def test_only_a_ticked_levy_is_asked_about(levy: str) -> None:
    levies = {"residence_tax", "income_tax", "health_insurance", "pension"}
    assert levies & set(asked(payment_problems=(levy,))) == {levy}


def test_only_ticked_points_of_the_record_are_asked_about() -> None:
    points = {"overwork", "notifications", "long_absence", "offence", "past_refusal", "papers"}
    assert points & set(asked(record_problems=(NONE,))) == set()
    assert points & set(asked(record_problems=("asylum_claim",))) == set()
    assert points & set(asked(record_problems=("offence", "overwork"))) == {"offence", "overwork"}


# Whatever a person answers.


def _values(question: Question, unknown: bool = True) -> st.SearchStrategy[Value]:
    open_ = unknown and question.unknown
    ways: list[st.SearchStrategy[Value]] = [st.just(UNKNOWN)] if open_ else []
    codes = [option.code for option in question.options]
    if question.kind is Kind.date:
        ways.append(st.dates(date(1990, 1, 1), date(2035, 1, 1)).map(date.isoformat))
    elif question.kind is Kind.multi:
        ticked = st.lists(st.sampled_from(codes), min_size=1, unique=True)
        ways += [st.just((NONE,)), ticked.map(lambda found: question.read(found))]
    else:
        ways.append(st.sampled_from(codes))
    return st.one_of(ways)


ANSWERS = st.fixed_dictionaries({name: _values(each) for name, each in QUESTIONS.items()})


@settings(max_examples=150, deadline=None)
@given(ANSWERS)
def test_any_answers_lead_to_a_result_within_thirty_questions(answers: dict[str, Value]) -> None:
    way = walk(QUESTIONNAIRE, lambda each: answers[each.id], TODAY)
    standing = locate(QUESTIONNAIRE, Interview(way.answers), TODAY)
    assert standing.finished
    assert standing.path == way.path[:MOST_QUESTIONS]
    assert len(set(way.path)) == len(way.path)


@settings(max_examples=150, deadline=None)
@given(ANSWERS)
def test_answers_that_were_asked_for_are_never_set_aside(answers: dict[str, Value]) -> None:
    way = walk(QUESTIONNAIRE, lambda each: answers[each.id], TODAY)
    assert assume_unknown(QUESTIONNAIRE, way.answers, TODAY).set_aside == ()


KNOWN_ANSWERS = st.fixed_dictionaries(
    {
        name: st.just("compare") if name == "plan" else _values(each, unknown=False)
        for name, each in QUESTIONS.items()
    }
)


@settings(max_examples=300, deadline=None)
@given(KNOWN_ANSWERS)
def test_nothing_is_unknown_to_somebody_who_answered_all_that_was_asked(
    answers: dict[str, Value],
) -> None:
    way = walk(QUESTIONNAIRE, lambda each: answers[each.id], TODAY)
    facts = Facts(QUESTIONS, load_statuses(), way.answers, TODAY).settled()
    assert [name for name in QUESTIONS if facts[name] == UNKNOWN] == []


@pytest.mark.parametrize("name", FIRST_NAMES)
def test_what_sorts_people_is_asked_first(name: str) -> None:
    assert list(QUESTIONS).index(name) < 5


def test_the_sensitive_checklist_of_the_record_comes_after_payments_and_before_the_last() -> None:
    order = list(QUESTIONS)
    assert order.index("payment_problems") < order.index("record_problems")
    assert max(map(len, (way.path for _, way in plain_walks()))) <= 16


def test_who_left_lately_and_files_later_leaves_nothing_unknown() -> None:
    told = {
        "situation": "abroad",
        "status": "engineer_specialist",
        "target": "same",
        "exit": "left_on_time",
        "left_on": "2026-11-01",
        "payment_problems": ("residence_tax",),
        "filing_date": "2027-06-01",
    }
    way = plain(**told)
    assert "after_return" not in way.path
    assert "filing_date" in way.path
    facts = Facts(QUESTIONS, load_statuses(), {**way.answers, **told}, TODAY).settled()
    assert [name for name in QUESTIONS if facts[name] == UNKNOWN] == []
