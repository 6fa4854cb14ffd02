"""Dates as people type them: card form, Japanese with era, month names, dotted and slashed.

Whatever is read is read back to the person before it counts, so an ambiguous order is harmless.
"""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date

from flows.questions import FIRST_YEAR, LAST_YEAR

# Gregorian year of each era's first year, minus one (令和元年 = 2019).
_ERAS = {"令和": 2018, "r": 2018, "reiwa": 2018, "平成": 1988, "h": 1988, "heisei": 1988}
_ERA = re.compile(
    r"(令和|平成|reiwa|heisei|r|h)\s*(元|\d{1,2})\s*[年.\-/]\s*(\d{1,2})\s*[月.\-/]\s*(\d{1,2})"
)
_YEAR_FIRST = re.compile(r"(\d{4})\D+(\d{1,2})\D+(\d{1,2})")
_DAY_FIRST = re.compile(r"(\d{1,2})\D+(\d{1,2})\D+(\d{4})")
_NUMBER = re.compile(r"\d+")
_COMPACT = re.compile(r"^(\d{4})(\d{2})(\d{2})$")


def read_date(text: str, month_names: Mapping[str, int]) -> date | None:
    """Return the day that a text means, or None.

    `month_names` maps lower-case names in any language to 1..12. Years outside 1950 to 2100 are
    refused, which also keeps Buddhist and Bikram Sambat years from being taken as ours.
    """
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    named = _named_month(plain, month_names)
    if named is not None:
        return named
    if found := _ERA.search(plain):
        era, year, month, day = found.groups()
        return _day(_ERAS[era] + (1 if year == "元" else int(year)), int(month), int(day))
    if found := _YEAR_FIRST.search(plain) or _COMPACT.match(plain):
        year, month, day = map(int, found.groups())
        return _day(year, month, day)
    if found := _DAY_FIRST.search(plain):
        day, month, year = map(int, found.groups())
        return _day(year, month, day) or _day(year, day, month)
    return None


def _named_month(plain: str, month_names: Mapping[str, int]) -> date | None:
    words = re.findall(r"[^\W\d_]+", plain)
    months = [month_names[word] for word in words if word in month_names]
    numbers = [int(number) for number in _NUMBER.findall(plain)]
    if len(months) != 1 or len(numbers) != 2:
        return None
    year, day = max(numbers), min(numbers)
    return _day(year, months[0], day)


def _day(year: int, month: int, day: int) -> date | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None
