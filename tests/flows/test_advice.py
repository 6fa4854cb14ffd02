import pytest

from flows.advice import in_order, load_advice
from flows.sources import load_sources
from flows.terms import ROUTES, BadData
from tests.flows.law_copy import one_line, replace_data

GOOD = '[[advice]]\nid = "pay"\norder = 1\nroutes = ["renewal"]\ntext = "Pay."\n'


def test_advice_is_told_in_the_order_to_do_it():
    told = in_order(
        {"file_early", "pay_before_filing", "talk_to_lawyer", "write_reason_letter"}, "renewal"
    )
    names = [each.id for each in told]
    assert names == ["talk_to_lawyer", "pay_before_filing", "write_reason_letter", "file_early"]


def test_advice_of_another_route_is_left_out():
    assert in_order({"get_coe_sponsor", "file_move_out"}, "renewal") == ()
    assert len(in_order({"get_coe_sponsor", "file_move_out"}, "coe")) == 2


def test_paying_comes_before_explaining_and_explaining_before_filing():
    advice = load_advice()
    assert advice["agree_instalments"].order < advice["write_reason_letter"].order
    assert advice["file_late_notification"].order < advice["write_reason_letter"].order
    assert advice["declare_fines"].order < advice["file_before_expiry"].order


def test_every_step_has_a_route_and_known_sources():
    assert load_advice()
    for each in load_advice().values():
        assert each.text
        assert each.routes
        assert set(each.routes) <= set(ROUTES)
        assert set(each.sources) <= set(load_sources())


def test_no_advice_promises_or_coaches_hiding():
    banned = ("guaranteed", "will be approved", "no problem", "don't mention", "leave out")
    assert load_advice()
    for each in load_advice().values():
        assert not [word for word in banned if word in each.text.lower()], each.id


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (GOOD.replace('"renewal"', '"extension"'), "routes is 'extension'"),
        (GOOD.replace('["renewal"]', "[]"), "routes is missing"),
        (GOOD + 'sources = ["nowhere"]\n', "'nowhere' stands in no file of law/sources"),
        (GOOD + 'hint = "x"\n', "unknown key hint"),
        (GOOD.replace("order = 1", ""), "order is missing"),
        (GOOD + GOOD, "id stands twice"),
    ],
)
def test_advice_that_can_not_be_used_is_named_in_one_line(monkeypatch, tmp_path, text, told):
    replace_data(monkeypatch, tmp_path, "law/advice", text)
    with pytest.raises(BadData, match=r"flows/law/advice/bad\.toml") as error:
        load_advice.__wrapped__()
    assert told in one_line(error)
