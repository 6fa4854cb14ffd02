"""Japanese era years, for display only: municipal tax papers use them, residence cards do not."""

from datetime import date

REIWA = date(2019, 5, 1)
HEISEI = date(1989, 1, 8)
_ERAS = (("令和", REIWA), ("平成", HEISEI))


def era_year(day: date) -> str:
    """Return the era year of a day, such as 令和9年, or '' before Heisei. First years are 元年."""
    for name, first in _ERAS:
        if day >= first:
            number = day.year - first.year + 1
            return f"{name}元年" if number == 1 else f"{name}{number}年"
    return ""


def era_years(year: int) -> tuple[str, ...]:
    """Return the era years that a western year lies in: two in a year of change, else one."""
    ends = (date(year, 1, 1), date(year, 12, 31))
    return tuple(dict.fromkeys(found for found in map(era_year, ends) if found))
