"""Reads `registry.toml` and answers which language a Telegram code means."""

import tomllib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields
from enum import StrEnum
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

from locales.problem import BadLocaleData

HERE = Path(__file__).parent
SOURCE = "en"
ACCENTED, MIRRORED = "qps", "qpr"
PSEUDO = (ACCENTED, MIRRORED)


class State(StrEnum):
    """Who may see a language: only its translators, testers too, or everyone."""

    hidden = "hidden"
    beta = "beta"
    released = "released"


@dataclass(frozen=True, slots=True)
class Locale:
    """One block of the registry; the head of `registry.toml` explains the fields."""

    dir: str
    bcp47: str
    endonym: str
    direction: str
    plural_forms: str
    telegram: tuple[str, ...]
    profile_code: str
    fallback: tuple[str, ...]
    expected_scripts: tuple[str, ...]
    date_style: str
    wave: int
    state: State
    min_reviewed: int
    reviewers: tuple[str, ...]

    @property
    def base(self) -> str:
        """The language without its register: ja for ja@easy."""
        return self.dir.partition("@")[0]

    @property
    def cldr(self) -> str:
        """Babel's name of the language.

        Easy Japanese is named as Japanese on purpose: Babel would do so silently.
        """
        return self.bcp47.removesuffix("-simple").replace("-", "_")

    @property
    def rtl(self) -> bool:
        """Whether the script runs from right to left."""
        return self.direction == "rtl"


Registry = dict[str, Locale]


@cache
def load(path: Path = HERE / "registry.toml") -> Registry:
    """Return dir -> Locale in the order of the file, without the pseudo-locales.

    Raises BadLocaleData for a missing or unknown field, a bad state, direction or fallback.
    """
    blocks = tomllib.loads(path.read_text(encoding="utf-8")).get("locale", [])
    registry = {locale.dir: locale for locale in map(_locale, blocks)}
    if len(registry) != len(blocks):
        raise BadLocaleData(f"{path.name}: a dir stands twice; every block needs its own")
    for locale in registry.values():
        for other in locale.fallback:
            if other not in registry:
                raise BadLocaleData(f"{path.name} {locale.dir}: fallback {other} has no block")
    return registry


def pseudo_locales() -> Registry:
    """Return the two generated languages; they have no file and are never offered to people."""
    english = load()[SOURCE]
    return {code: _pseudo(english, code) for code in PSEUDO}


def match(language_code: str | None, among: Collection[str]) -> str:
    """Return the dir in `among` that a Telegram language code means; English when none does.

    The explicit table of the registry comes first, then the code's first word. A language that
    exists but is not in `among` never turns into a foreign one other than English.
    """
    code = (language_code or "").lower().replace("_", "-")
    found = _named(code) or _named(code.partition("-")[0])
    if found is None:
        return SOURCE
    same = [each for each in found.fallback if load()[each].base == found.base]
    return next((each for each in (found.dir, *same) if each in among), SOURCE)


def _named(code: str) -> Locale | None:
    aliases = [(alias, locale) for locale in load().values() for alias in locale.telegram]
    hits = [(alias, locale) for alias, locale in aliases if fnmatchcase(code, alias)]
    # The most exact alias wins: zh-hant* stands above a star that would take all of zh.
    return max(hits, key=lambda hit: (hit[0] == code, len(hit[0])))[1] if hits else None


def _locale(block: dict[str, object]) -> Locale:
    name = f"registry.toml {block.get('dir', '?')}"
    wanted = {each.name for each in fields(Locale)}
    if wrong := wanted.symmetric_difference(block):
        raise BadLocaleData(f"{name}: {_listed(wrong)} missing or unknown; see the other blocks")
    values = {key: tuple(each) if isinstance(each, list) else each for key, each in block.items()}
    if block["state"] not in list(State) or block["direction"] not in ("ltr", "rtl"):
        raise BadLocaleData(f"{name}: state is one of {_listed(State)}, direction ltr or rtl")
    if block["date_style"] == "short":
        raise BadLocaleData(f"{name}: date_style short is ambiguous; use long or a pattern")
    values["state"] = State(str(block["state"]))
    return Locale(**values)  # type: ignore[arg-type]  # field names were compared above


def _pseudo(english: Locale, code: str) -> Locale:
    return Locale(
        dir=code,
        bcp47=english.bcp47,
        endonym=f"[{code}]",
        direction="rtl" if code == MIRRORED else "ltr",
        plural_forms=english.plural_forms,
        telegram=(),
        profile_code="",
        fallback=(),
        expected_scripts=english.expected_scripts,
        date_style=english.date_style,
        wave=0,
        state=State.hidden,
        min_reviewed=0,
        reviewers=(),
    )


def _listed(words: Iterable[str]) -> str:
    return ", ".join(sorted(words))
