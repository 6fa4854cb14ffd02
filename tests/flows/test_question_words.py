import re
import tomllib
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from flows import check_questions
from flows.check_questions import LONGEST_LABEL, LONGEST_TITLE
from flows.datafile import Row
from flows.questionnaire import Questionnaire, load_questionnaire
from flows.questions import Kind, Option, Question
from flows.statuses import load_groups, load_statuses
from flows.terms import SAME
from locales.budgets import units

TODAY = date(2026, 11, 25)
CONTRACT = tomllib.loads((Path(__file__).parents[1] / "data" / "contract.toml").read_text("utf-8"))
QUESTIONNAIRE = load_questionnaire()
QUESTIONS = list(QUESTIONNAIRE.questions.values())
WORDS = [(each.id, name, text) for each in QUESTIONS for name, text in each.words.items()] + [
    (each.id, option.code, text)
    for each in QUESTIONS
    for option in each.options
    for text in (option.label, option.note)
    if text and option.code not in load_statuses()
]
BANNED = ("will be approved", "guaranteed", "no problem", "don't worry", "of course", "simply")


def test_the_questions_are_those_of_the_contract() -> None:
    assert len(CONTRACT["question"]) > 50
    assert {each.id for each in QUESTIONS} == set(CONTRACT["question"])


@pytest.mark.parametrize("name", CONTRACT["question"])
def test_the_codes_of_a_question_are_those_of_the_contract(name: str) -> None:
    fixed = CONTRACT["question"][name]
    question = QUESTIONNAIRE.questions[name]
    statuses = set(CONTRACT["statuses"])
    options = {"statuses": statuses, "targets": (statuses | {SAME}) - {"never_resided"}}
    told = fixed.get("options", [])
    assert question.kind.value == fixed["kind"]
    assert question.codes == (options[told] if isinstance(told, str) else set(told))
    assert question.unknown == fixed.get("unknown", True)
    assert question.none == fixed.get("none", False)


def test_the_statuses_are_those_of_the_contract() -> None:
    assert set(load_statuses()) == set(CONTRACT["statuses"])


def test_nothing_is_wrong_with_the_questions() -> None:
    assert check_questions.check_questions(QUESTIONNAIRE, TODAY) == []


def test_a_status_is_found_in_two_taps_from_short_lists() -> None:
    groups = [group.id for group in load_groups()]
    inside = [each.group for each in load_statuses().values() if each.code != "never_resided"]
    assert 7 <= len(groups) <= 8
    assert set(inside) == set(groups)
    assert max(inside.count(group) for group in groups) <= 8


def test_every_status_says_what_it_is_for() -> None:
    statuses = [each for each in load_statuses().values() if each.code != "never_resided"]
    assert len(statuses) > 30
    assert [each.code for each in statuses if not each.about] == []


def test_words_promise_nothing_and_fill_in_nothing() -> None:
    assert len(WORDS) > 400
    found = [(place, name) for place, name, text in WORDS for bad in BANNED if bad in text.lower()]
    assert found == []
    assert [place for place, _, text in WORDS if re.search(r"[%<>&{}]", text)] == []


def test_nobody_is_asked_for_a_name_a_number_or_a_document() -> None:
    asked = [(place, text) for place, name, text in WORDS if name in ("title", "help")]
    assert len(asked) > 100
    asks = re.compile(r"\b(names?|numbers?|send|upload|photo of|copy of)\b", re.I)
    assert [(place, text) for place, text in asked if asks.search(text)] == []


def test_words_have_no_gender() -> None:
    assert WORDS
    gendered = re.compile(r"\b(he|she|his|her|him|husband|wife|man|woman)\b", re.I)
    assert [(place, name) for place, name, text in WORDS if gendered.search(text)] == []


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda each: each.id)
def test_a_question_is_short_and_its_term_is_japanese(question: Question) -> None:
    assert units(question.words["title"]) <= LONGEST_TITLE
    assert question.words["title"].endswith("?")
    assert re.search(r"[぀-ヿ一-鿿]", question.words["japanese"])
    assert re.fullmatch(r"[ぁ-ゟァ-ヿー・（）]+", question.words["reading"])


def test_labels_can_be_told_apart_without_their_question() -> None:
    labels = [
        (each.id, option.label)
        for each in QUESTIONS
        for option in each.options
        if option.code not in load_statuses()
    ]
    assert len(labels) > 150
    assert [label for _, label in labels if units(label) > LONGEST_LABEL] == []
    for question in {name for name, _ in labels}:
        own = [label.casefold() for name, label in labels if name == question]
        assert len(own) == len(set(own))


def test_labels_of_sensitive_answers_carry_no_blame() -> None:
    labels = [option.label for each in QUESTIONS for option in each.options]
    assert labels
    blame = re.compile(r"\b(illegal(?! work)|guilty|fault|lied|lie|cheat|bad|failed|wrong)\b", re.I)
    assert [label for label in labels if blame.search(label)] == []


def _problems(**changes: object) -> list[str]:
    """Return what is said of the question on the activity after some changes to it."""
    question = replace(QUESTIONNAIRE.questions["activity"], **changes)  # type: ignore[arg-type]
    checks = (check_questions._words, check_questions._labels, check_questions._values)
    return [str(problem) for check in checks for problem in check(question)]


def test_a_question_as_it_stands_has_no_problem() -> None:
    assert _problems() == []


def test_a_missing_word_is_a_problem() -> None:
    words = {**QUESTIONNAIRE.questions["activity"].words, "why": " "}
    assert _problems(words=words) == ["error: flows/questions, activity: why is empty. Write it."]


def test_a_long_title_is_a_problem() -> None:
    words = {**QUESTIONNAIRE.questions["activity"].words, "title": "x" * 121}
    assert "the title has 121 characters" in _problems(words=words)[0]


@pytest.mark.parametrize(
    ("label", "said"),
    [("", "the label is empty"), ("x" * 41, "has 41 characters"), ("😀" * 21, "has 42 characters")],
)
def test_a_label_that_does_not_fit_a_button_is_a_problem(label: str, said: str) -> None:
    first, *others = QUESTIONNAIRE.questions["activity"].options
    found = _problems(options=(replace(first, label=label), *others))
    assert len(found) == 1
    assert "activity.as_permitted" in found[0]
    assert said in found[0]


def test_two_options_with_one_label_are_a_problem() -> None:
    options = QUESTIONNAIRE.questions["activity"].options
    twin = Option("twin", options[0].label, "flow.option.activity.twin")
    assert "the same as that of as_permitted" in _problems(options=(*options, twin))[0]


def test_a_plain_answer_that_is_no_option_is_a_problem() -> None:
    assert "found 'as_permited'" in _problems(plain="as_permited")[0]


def test_a_route_that_does_not_exist_is_a_problem() -> None:
    assert "names 'renew'" in _problems(decides=("renew",))[0]


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ({"sitation": "in_japan"}, "'sitation'"),
        ({"situation": "in_japn"}, "'in_japn'"),
        ({"situation": ["in_japan", "abrod"]}, "'abrod'"),
        ({"status_traits": {"has": "emploier"}}, "'emploier'"),
        ({"any": [{"status": "student"}, {"not": {"plan": "renw"}}]}, "'renw'"),
        ({"payment_problems": {"hass": "pension"}}, "hass"),
        ({"left_on": {"before": "filing_day"}}, "filing_day"),
    ],
)
def test_a_typing_slip_in_a_condition_is_a_problem(condition: dict[str, object], said: str) -> None:
    row = Row("flows/questions/x.toml question studies", {"id": "studies", "ask_when": condition})
    found = [str(problem) for problem in check_questions._conditions(row)]
    assert len(found) == 1
    assert said in found[0]


def test_a_condition_may_ask_for_an_unknown_answer() -> None:
    condition = {"left_on": "unknown", "any": [{"medical_bill_state": ["unpaid", "unknown"]}]}
    row = Row("flows/questions/x.toml question studies", {"id": "studies", "ask_when": condition})
    assert list(check_questions._conditions(row)) == []


def test_a_question_that_no_answers_lead_to_is_a_problem() -> None:
    never = QUESTIONNAIRE.questions["ssw_field"].ask_when
    parts = [
        replace(each, ask_when=replace(never, test=lambda _: False))
        if each.id == "ssw_field"
        else each
        for each in QUESTIONS
    ]
    found = check_questions.check_questions(Questionnaire(tuple(parts)), TODAY)
    assert [(problem.key, problem.what) for problem in found] == [
        ("ssw_field", "no answers lead to it.")
    ]


def test_only_date_questions_have_years() -> None:
    dates = [each for each in QUESTIONS if each.kind is Kind.date]
    assert {each.id: each.years for each in dates} == {
        "expiry_date": (-1, 6),
        "left_on": (-15, 0),
        "filing_date": (-1, 3),
    }
