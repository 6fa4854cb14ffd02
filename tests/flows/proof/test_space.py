"""The whole space as `flows.proof.space` cuts it: levels, order of answers, unknowns, questions.

Cut into shares so that several cores can work; a counter-example is printed as a conversation.
"""

import pytest

from flows.proof.open_findings import OPEN
from flows.proof.problems import Proof
from tests.flows.proof.settled_space import bench, deep, grounds

SHARES = 4


def told(found):
    shown = [each for each in found if f"{each.kind} {each.key}" not in OPEN]
    return "\n\n".join(str(each) for each in shown[:5])


@pytest.mark.parametrize("share", range(SHARES))
def test_every_single_other_answer_is_judged_whole_in_order_and_not_in_vain(share):
    ground = deep()[share::SHARES]
    assert len(ground) > 50
    proof = Proof(bench())
    problems = told(list(proof.walk(ground)))
    assert proof.conversations > 5000
    assert not problems, problems


def test_every_beginning_with_plain_answers_gets_one_level_a_route():
    assert len(grounds()) > 5000
    problems = told(list(Proof(bench()).plain(grounds())))
    assert not problems, problems
