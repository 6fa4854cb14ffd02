"""No text promises a result, in any language; `banned.toml` lists the words."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from locales.checks.case import Case
from locales.message import Message
from locales.problem import Problem
from locales.registry import HERE, SOURCE

_FIX = "Say what the rule says, without promising a result."


@cache
def load() -> Mapping[str, tuple[str, ...]]:
    """Return language -> banned words, in small letters."""
    table = tomllib.loads((HERE / "banned.toml").read_text(encoding="utf-8"))
    return {code: tuple(map(str.lower, words)) for code, words in table.items()}


def promises(case: Case) -> Iterator[Problem]:
    """A translation promises nothing."""
    for text in case.entry.strings:
        for word in _found(text, case.locale.base):
            yield case.problem(f"“{word}” promises a result.", _FIX)


def promised_in_english(messages: Iterable[Message]) -> Iterator[Problem]:
    """The English promises nothing either."""
    for message in messages:
        for text in message.texts:
            for word in _found(text, SOURCE):
                what = f"“{word}” promises a result."
                yield Problem(", ".join(message.places), message.key, what, _FIX)


def _found(text: str, language: str) -> list[str]:
    small = text.lower()
    return [word for word in load().get(language, ()) if word in small]
