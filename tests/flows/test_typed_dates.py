from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.typed_dates import read_date

NAMES = {"may": 5, "мая": 5, "tháng": 5, "december": 12}
DAY = date(2027, 5, 31)


@pytest.mark.parametrize(
    "text",
    [
        "2027-05-31", "2027/5/31", "2027.05.31", "2027年5月31日", "令和9年5月31日", "R9.5.31",
        "reiwa 9/5/31", "31/5/2027", "31.05.2027", "5/31/2027", "20270531", "31 May 2027",
        "May 31, 2027", "31 мая 2027", "２０２７年５月３１日", "it ends 2027-05-31!",
    ],
)  # fmt: skip
def test_dates_are_read_as_people_write_them(text):
    assert read_date(text, NAMES) == DAY


def test_the_first_year_of_an_era_is_read():
    assert read_date("令和元年5月31日", NAMES) == date(2019, 5, 31)
    assert read_date("平成31年4月30日", NAMES) == date(2019, 4, 30)


@pytest.mark.parametrize(
    "text", ["", "31", "2027", "2027-13-01", "2027-02-30", "2570-05-31", "May"]
)
def test_what_is_no_date_is_none(text):
    assert read_date(text, NAMES) is None


@given(st.text(max_size=40))
def test_no_text_raises(text):
    found = read_date(text, NAMES)
    assert found is None or 1950 <= found.year <= 2100


@given(st.dates(date(1950, 1, 1), date(2100, 12, 31)))
def test_the_order_of_the_card_is_always_read(day):
    assert read_date(day.isoformat(), NAMES) == day
