"""Simplified and traditional Chinese are kept apart, by the tables of OpenCC.

Japanese names in a Chinese text are left out: they come with the English. OpenCC is a tool of
development; without it nothing is looked at, and `i18n check` says so.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from locales.checks.case import Case, bare
from locales.problem import Problem

_BRACKETED = re.compile(r"[（(][^()（）]*[)）]|[「『《][^」』》]*[」』》]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_TURNED = {"zh_Hans": ("t2s", "traditional"), "zh_Hant": ("s2t", "simplified")}


def purity(case: Case) -> Iterator[Problem]:
    """No sign of the other way to write Chinese, outside what is Japanese."""
    if case.locale.dir not in _TURNED:
        return
    way, other = _TURNED[case.locale.dir]
    japanese = set("".join(case.entry.source))
    for _, text in case.pairs:
        for sign in dict.fromkeys(_HAN.findall(_BRACKETED.sub(" ", bare(text)))):
            meant = _turned(way, sign)
            if meant != sign and sign not in japanese:
                yield case.problem(f"“{sign}” is {other} Chinese.", f"Write {meant}.")


def available() -> bool:
    """Return whether OpenCC is there."""
    return _converter("t2s") is not None


@cache
def _turned(way: str, sign: str) -> str:
    converter = _converter(way)
    return str(converter.convert(sign)) if converter else sign


@cache
def _converter(way: str) -> Any:
    try:
        from opencc import OpenCC
    except ImportError:
        return None
    return OpenCC(way)
