"""Which answers are better than which, as far as everybody would agree. The proof holds them.

Each chain runs from better to worse. A pair that stands in no chain is not compared.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from flows.derived import LEVIES
from flows.questions import Question
from flows.terms import NONE, Value

_LEVY = (
    ("exempt", "late_cleared_long_ago", "late_cleared_recently", "owed_under_3_months",
     "owed_3_months_or_more", "reminders_ignored"),
    ("late_cleared_recently", "instalments_kept", "owed_3_months_or_more", "not_enrolled"),
)  # fmt: skip
_CHAINS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    **dict.fromkeys(LEVIES, _LEVY),
    "medical_bill_state": (("paid_late", "instalments_kept", "unpaid"),),
    "medical_bill_amount": (("under_10000_yen", "10000_to_199999_yen", "200000_yen_or_more"),),
    "employer_insurance": (("enrolled", "not_required", "should_have_enrolled"),),
    "company_dues": (("paid", "behind"), ("paid", "not_enrolled")),
    "supporter_payments": (("paid", "some_unpaid"),),
    "medical_insurance_proof": (("can_show", "cannot_show"),),
    "debts_after_leaving": (("settled_with_receipts", "tax_agent_named", "nothing_done"),),
    "activity": (
        ("as_permitted", "stopped_under_3_months", "stopped_3_months_with_reason",
         "stopped_3_months_without_reason"),
        ("as_permitted", "gap_now_working_again", "stopped_3_months_without_reason"),
        ("as_permitted", "different_activity"),
    ),
    "family_life": (
        ("together", "apart_with_reason", "apart_without_reason"),
        ("together", "divorce_under_way"),
        ("divorced_under_6_months", "divorced_6_months_or_more"),
    ),
    "livelihood": (("stable", "income_fell", "below_standard", "public_assistance"),),
    "job_since_last_permission": (("same_job", "changed_job"),),
    "overwork": (
        ("once_or_small", "repeated", "sanctioned"),
        ("once_or_small", "repeated", "forbidden_work"),
    ),
    "notifications": (("late_but_done", "not_done", "address_over_90_days"),),
    "long_absence": (("with_reason", "without_reason"),),
    "papers": (
        ("differences_explained", "new_papers_differ_unexplained"),
        ("differences_explained", "old_papers_were_wrong"),
    ),
    "training": (("completed_well", "completed_without_evaluation", "absconded"),
                 ("left_early", "absconded")),
    "coaching_exception": (("meets_all_five", "misses_some"),),
    "promise_to_return": (("made_none", "broken"), ("kept", "broken")),
    "after_return": (
        ("used_the_skills", "other_work", "nothing_provable"),
        ("study_or_job_search", "nothing_provable"),
    ),
    "studies": (("on_track", "repeated_year", "withdrew_or_expelled"),
                ("on_track", "poor_attendance", "withdrew_or_expelled")),
    "ssw_time_used": (("under_4_years", "4_to_5_years", "5_years_used"),),
    "ssw_field": (("other", "food_service"),),
    "entry_criteria": (("meets", "partly", "does_not_meet"),),
    "employer_category": (("category_1", "category_2", "category_3", "category_4"),),
    "exit": (
        ("left_on_time", "left_after_refusal", "left_after_revocation", "deported"),
        ("left_on_time", "departure_order", "deported"),
    ),
    "late_reason": (("illness_or_disaster", "oversight"),),
    "sponsor": tuple((kind, "nobody") for kind in ("employer", "school", "family", "own_company")),
}  # fmt: skip
_MORE_IS_WORSE = (
    "payment_problems", "record_problems", "offence", "business_criteria", "sponsor_doubts",
    "marriage_doubts",
)  # fmt: skip
_BETTER_TICKS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "past_refusal": (
        ("coe_cause_fixed", "coe_cause_unknown"),
        ("coe_cause_unknown", "coe_cause_remains"),
    ),
    "work_match": (
        ("dispatch_with_pledges", "dispatch_without_pledges"),
        ("customer_language_with_b2", "customer_language_without_b2"),
    ),
    "business_criteria": (("criteria_2025_not_yet", "far_from_criteria_2025"),),
}
_LATER_IS = {"expiry_date": -1, "left_on": 1}
"""A later day is worse (1) or better (-1)."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two answers to one question, of which the first may never fare worse."""

    question: str
    better: Value
    worse: Value


def pairs(question: Question) -> Iterator[Pair]:
    """Yield every ordered pair of answers to a question of codes."""
    for chain in _CHAINS.get(question.id, ()):
        for better, worse in combinations(chain, 2):
            yield Pair(question.id, better, worse)
    for good, bad in _BETTER_TICKS.get(question.id, ()):
        yield Pair(question.id, (good,), (bad,))
    if question.id in _MORE_IS_WORSE:
        everything = tuple(option.code for option in question.options)
        for code in everything:
            yield Pair(question.id, (NONE,), (code,))
            yield Pair(question.id, (code,), everything)


def is_better(question: Question, one: Value, other: Value, known: frozenset[Pair]) -> bool:
    """Return whether `one` may never fare worse than `other`."""
    sign = _LATER_IS.get(question.id)
    if sign is not None:
        return str(one) < str(other) if sign > 0 else str(one) > str(other)
    return Pair(question.id, one, other) in known
