import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.payload import MOST, Payload
from flows.terms import BadAnswer
from locales import registry


@pytest.mark.parametrize("language", list(registry.load()))
def test_every_language_travels_in_a_link_and_fits(language):
    told = Payload(language, "compare", "office-0123456789").encode()

    assert Payload.read(told) == Payload(language, "compare", "office-0123456789")
    assert len(told) <= MOST


def test_parts_may_stand_in_any_order_and_alone():
    assert Payload.read("o-a1_l-vi") == Payload("vi", "", "a1")
    assert Payload.read("p-reset") == Payload("", "reset", "")
    assert Payload.read("") == Payload()


def test_a_language_is_understood_by_dir_and_by_tag():
    for told in ("l-zh-Hans", "l-ZH-hans"):
        assert Payload.read(told).language == "zh_Hans"
    assert Payload.read("l-es").language == Payload.read("l-es-419").language == "es"


@pytest.mark.parametrize(
    ("payload", "told"),
    [
        (Payload("xx"), "language: found 'xx'"),
        (Payload("", "fly"), "plan: found 'fly'"),
        (Payload("", "", "a_b"), "office: found 'a_b'"),
        (Payload("", "", "x" * 33), "office: found"),
    ],
)
def test_what_a_link_cannot_carry_is_told(payload, told):
    with pytest.raises(BadAnswer, match=told):
        payload.encode()


@given(st.text(max_size=80))
def test_no_text_raises(text):
    assert isinstance(Payload.read(text), Payload)
