"""The closed list of values that a text may contain, with a meaning and a sample each."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from locales.message import placeholders as names_in
from locales.registry import HERE


@dataclass(frozen=True, slots=True)
class Placeholder:
    """What a translator needs to know of a %(name)s."""

    name: str
    meaning: str
    sample: str


@cache
def load() -> Mapping[str, Placeholder]:
    """Return name -> placeholder of `placeholders.toml`."""
    table = tomllib.loads((HERE / "placeholders.toml").read_text(encoding="utf-8"))
    return {name: Placeholder(name, **fields) for name, fields in table.items()}


def samples() -> dict[str, str]:
    """Return a value for every placeholder, to try a text with."""
    return {name: each.sample for name, each in load().items()}


def samples_of(text: str) -> dict[str, str]:
    """Return a value for every placeholder that a text names, as far as it is known."""
    known = load()
    return {name: known[name].sample for name in names_in(text) if name in known}
