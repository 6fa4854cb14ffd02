import pytest

from flows.factors import load_factors
from flows.terms import BadData
from tests.flows.law_copy import one_line, replace_data


def test_factors_come_in_their_order_and_no_two_share_a_place():
    factors = list(load_factors().values())
    assert len(factors) > 30
    orders = [factor.order for factor in factors]
    assert orders == sorted(set(orders))


def test_every_factor_has_a_name_of_its_own():
    names = [factor.name for factor in load_factors().values()]
    assert all(names)
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[[factor]]\nid = "tax"\nname = "Tax"\n', "order is missing"),
        ('[[factor]]\nid = "tax"\nname = "Tax"\norder = "1"\n', "order is '1'"),
        ('[[factor]]\nid = "tax"\nname = "Tax"\norder = 1\nweight = 3\n', "unknown key weight"),
        ('[[factor]]\nname = "Tax"\norder = 1\n', "id is missing"),
    ],
)
def test_a_factor_that_can_not_be_used_is_named_in_one_line(monkeypatch, tmp_path, text, told):
    replace_data(monkeypatch, tmp_path, "law/factors.toml", text)
    with pytest.raises(BadData, match=r"flows/law/factors\.toml") as error:
        load_factors.__wrapped__()
    assert told in one_line(error)
