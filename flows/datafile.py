"""Reads the TOML data of this package. Unknown keys are refused: a typo must not be silence."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

from flows.terms import BadData

T = TypeVar("T")
_PACKAGE = files("flows")


@dataclass(frozen=True, slots=True)
class Row:
    """One table of an array of tables, with the place it came from for error messages."""

    place: str
    values: dict[str, Any]

    def take(self, key: str, kind: type[T], default: T | None = None) -> T:
        """Return `key` as `kind`; the default when absent; BadData when wrong or missing."""
        value = self.values.get(key, default)
        if value is None:
            raise BadData(f"{self.place}: {key} is missing; add it")
        if not isinstance(value, kind):
            raise BadData(f"{self.place}: {key} is {value!r}; it must be a {kind.__name__}")
        return value

    def codes(self, key: str) -> tuple[str, ...]:
        """Return `key` as a tuple of codes; one code may stand without brackets."""
        value = self.values.get(key, [])
        return (value,) if isinstance(value, str) else tuple(value)

    def only(self, *allowed: str) -> None:
        """Raise BadData when the row has a key outside `allowed`."""
        for key in self.values:
            if key not in allowed:
                raise BadData(f"{self.place}: unknown key {key}; allowed: {', '.join(allowed)}")


def data_files(folder: str) -> list[Traversable]:
    """Return the TOML files of a folder of this package, in name order."""
    here = _PACKAGE.joinpath(folder)
    entries = here.iterdir() if here.is_dir() else ()
    found = [entry for entry in entries if entry.name.endswith(".toml")]
    if not found:
        raise BadData(f"flows/{folder}: no .toml file found")
    return sorted(found, key=lambda entry: entry.name)


def read(path: str) -> dict[str, Any]:
    """Return one TOML file of this package as a dictionary; BadData when it does not parse."""
    return _parse(_PACKAGE.joinpath(path), path)


def rows(path: str, array: str, identity: str = "id") -> Iterator[Row]:
    """Yield the rows of `array` in a file, or in every file when `path` is a folder."""
    folder = not path.endswith(".toml")
    sources = data_files(path) if folder else [_PACKAGE.joinpath(path)]
    seen: dict[str, str] = {}
    for source in sources:
        name = f"{path}/{source.name}" if folder else path
        for number, values in enumerate(_parse(source, name).get(array, []), 1):
            known = values.get(identity)
            place = f"flows/{name} {array} {known or f'number {number}'}"
            if not isinstance(known, str) or not known:
                raise BadData(f"{place}: {identity} is missing; every row needs one")
            if known in seen:
                raise BadData(f"{place}: {identity} stands twice, also in {seen[known]}")
            seen[known] = place
            yield Row(place, values)


def _parse(source: Traversable, name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(source.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise BadData(f"flows/{name}: the file is missing") from error
    except tomllib.TOMLDecodeError as error:
        raise BadData(f"flows/{name}: not valid TOML: {error}") from error
