"""Says in words for whom a row is, from its condition as the data file has it.

Only for the comments of translators: what a condition means for the program stands in flows.
"""

from collections.abc import Iterator, Mapping
from typing import Any

EVERYBODY = "everybody"
_MOST = 4
_TESTS = {
    "has": "",
    "lacks": "without ",
    "at_least": "at least ",
    "from": "from ",
    "before": "before ",
    "less_than": "less than ",
    "at_least_ago": "at least ago ",
    "known": "known",
}


def seen_by(condition: Mapping[str, Any] | None) -> str:
    """Return for whom a condition holds, such as “those with residence tax: exempt”."""
    return f"those with {_words(condition)}" if condition else EVERYBODY


def seen_by_routes(conditions: Mapping[str, Mapping[str, Any]]) -> str:
    """Return for whom one of several conditions holds, each for a way of its own."""
    told = [f"{route}, {seen_by(condition)}" for route, condition in conditions.items()]
    return "; ".join(told)


def _words(condition: Mapping[str, Any]) -> str:
    return " and ".join(_parts(condition))


def _parts(condition: Mapping[str, Any]) -> Iterator[str]:
    for name, value in condition.items():
        if name in ("all", "any"):
            word = " or " if name == "any" else " and "
            yield f"({word.join(_words(each) for each in value)})"
        elif name == "not":
            yield f"other than ({_words(value)})"
        elif isinstance(value, Mapping):
            told = (f"{_TESTS[test]}{_codes(codes)}".strip() for test, codes in value.items())
            yield f"{_plain(name)}: {', '.join(told)}"
        else:
            yield f"{_plain(name)}: {_codes(value)}"


def _codes(value: Any) -> str:
    if isinstance(value, Mapping):
        return " ".join(f"{number} {unit}" for unit, number in value.items())
    if value is True:
        return ""
    codes = [_plain(str(code)) for code in (value if isinstance(value, list) else [value])]
    more = f" or {len(codes) - _MOST} more" if len(codes) > _MOST else ""
    return " or ".join(codes[:_MOST]) + more


def _plain(code: str) -> str:
    return code.replace("_", " ")
