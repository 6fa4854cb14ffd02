"""Says of each text where it stands and who sees it, from `places.toml`."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import cache

from locales.registry import HERE

_SHORT, _WHO = 90, 200


@dataclass(frozen=True, slots=True)
class Place:
    """Where texts stand. `array`, `field` and `ids`, or `template`, say which texts are meant."""

    screen: str
    seen_by: str
    array: str = ""
    field: str = ""
    ids: tuple[str, ...] = ()
    template: str = ""
    before: str = "{previous}"
    after: str = "{next}"

    def fits(self, array: str, field: str, name: str) -> bool:
        """Return whether a text of a data file is meant."""
        named = not self.ids or any(fnmatchcase(name, each) for each in self.ids)
        return self.array == array and self.field in ("", field) and named

    def comments(self, values: Mapping[str, str]) -> Iterator[str]:
        """Yield what a translator reads: the screen, who sees it, what comes before and after."""
        told = {
            name: short(value, _WHO if name == "when" else _SHORT) for name, value in values.items()
        }
        yield f"Screen: {self.screen.format_map(told)}."
        yield f"Seen by: {self.seen_by.format_map(told)}."
        yield f"Before: {self.before.format_map(told)} | After: {self.after.format_map(told)}"


@cache
def load() -> tuple[Place, ...]:
    """Return the rows of `places.toml`. Raises TypeError for a field that is not known."""
    rows = tomllib.loads((HERE / "places.toml").read_text(encoding="utf-8"))["place"]
    return tuple(Place(**{**row, "ids": tuple(row.get("ids", ()))}) for row in rows)


def place_of(array: str, field: str, name: str) -> Place | None:
    """Return where a text of a data file stands, or None when no row fits."""
    return next((place for place in load() if place.fits(array, field, name)), None)


def place_of_template(name: str) -> Place | None:
    """Return where the texts of a template stand, or None when no row fits."""
    return next((place for place in load() if place.template == name), None)


def short(text: str, most: int = _SHORT) -> str:
    """Return the beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
