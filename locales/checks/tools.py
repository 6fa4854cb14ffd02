"""What three known checkers say of a file, in plain words: msgfmt, dennis, pofilter.

They look for what is written by hand nowhere here: the grammar of the file (GNU gettext), broken
formats (dennis), doubled words and blanks, lost lines, texts of odd length (translate-toolkit).
Where they look at the same as a check of ours, they are a second opinion. A checker that is not
installed is named, and nothing breaks: translators need none. `checkers.toml` has the words.
"""

import re
import shutil
import subprocess
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from locales.catalogues import po_path
from locales.checks import chinese
from locales.message import DOMAINS
from locales.problem import Problem
from locales.registry import HERE, Locale

_MSGFMT_LINE = re.compile(r"^[^:]*:(\d+):(?:\d+:)? (?:error: )?(.*)$")
_HEADER_FIELD = "header field"
_KEY = re.compile(r'^msgctxt "(.*)"', re.MULTILINE)

_UNSPACED = ("ja", "zh_Hans", "zh_Hant", "ko", "th", "km", "my")
"""Written so densely that every text is "much shorter" than the English."""


_DOUBLING = ("vi", "id", "fil")
"""Doubling is grammar there, or two words are written alike: "năm năm" is five years."""
_SHORT = 25
"""English of fewer characters may well be a single sign elsewhere."""


@dataclass(frozen=True, slots=True)
class Said:
    """A finding of a checker: its own name for it, and ours in plain words."""

    says: str
    what: str
    fix: str
    blocking: bool

    def problem(self, file: str, key: str) -> Problem:
        """Return it as a problem of an entry."""
        return Problem(file, key, self.what, self.fix, self.blocking)


@cache
def load() -> Mapping[str, Mapping[str, Said]]:
    """Return checker -> its own name for a finding -> the finding in plain words."""
    tables = tomllib.loads((HERE / "checkers.toml").read_text(encoding="utf-8"))
    return {name: {row["says"]: Said(**row) for row in rows} for name, rows in tables.items()}


def missing() -> Iterator[str]:
    """Yield a line for each checker that is not installed."""
    told = "is not installed, so its checks were left out"
    if not shutil.which("msgfmt"):
        yield f"msgfmt (package gettext) {told}"
    if not find_spec("dennis"):
        yield f"dennis {told}"
    if not find_spec("translate"):
        yield f"pofilter (package translate-toolkit) {told}"
    if not chinese.available():
        yield f"OpenCC {told}: simplified and traditional Chinese are not told apart"


def second_opinions(locale: Locale, root: Path = HERE) -> Iterator[Problem]:
    """Yield what the installed checkers find in the files of a language."""
    for domain in DOMAINS:
        path = po_path(root, locale.dir, domain)
        if path.exists():
            name = path.relative_to(root).as_posix()
            yield from msgfmt(path, name)
            yield from dennis(path, name)
            yield from pofilter(path, name, locale)


def msgfmt(path: Path, name: str) -> Iterator[Problem]:
    """Yield what GNU gettext refuses."""
    program = shutil.which("msgfmt")
    if program is None:
        return
    done = subprocess.run(  # noqa: S603  # a program of the machine, and a file of ours
        [program, "-c", "-o", "/dev/null", str(path)],
        capture_output=True, text=True, check=False, env={"LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    if done.returncode == 0:
        return
    lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    for line in done.stderr.splitlines():
        found = _MSGFMT_LINE.match(line)
        if found and _HEADER_FIELD not in line and not found[2].startswith("..."):
            key = _key_above(lines[: int(found[1])])
            yield _plain(found[2]).problem(f"{name} line {found[1]}", key)


def dennis(path: Path, name: str) -> Iterator[Problem]:
    """Yield what dennis finds."""
    if not find_spec("dennis"):
        return
    from dennis.linter import Linter

    known = load()["dennis"]
    try:
        # By its path it would leave the file open.
        found = Linter(["python-format"], list(known)).verify_file(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return  # msgfmt and our own reader tell what is wrong with the file
    for each in found:
        yield known[each.code].problem(name, each.poentry.msgctxt or "")


def pofilter(path: Path, name: str, locale: Locale) -> Iterator[Problem]:
    """Yield what pofilter finds; it only warns, as ours blocks where it matters."""
    if not find_spec("translate"):
        return
    from translate.filters.checks import CheckerConfig, StandardChecker
    from translate.storage.pypo import pofile

    wanted = set(load()["pofilter"]) - (
        {"short", "doublespacing"} if locale.base in _UNSPACED else set()
    )
    checker = StandardChecker(
        checkerconfig=CheckerConfig(targetlanguage=locale.base), limitfilters=sorted(wanted)
    )
    try:
        units = pofile.parsestring(path.read_bytes()).units  # type: ignore[no-untyped-call]
    except (OSError, ValueError):
        return
    for unit in units:
        if unit.istranslated() and not unit.isheader() and not unit.isobsolete():
            yield from _filtered(checker.run_filters(unit), unit, name)


def _filtered(found: Mapping[str, object], unit: object, name: str) -> Iterator[Problem]:
    key, text = unit.getcontext(), str(unit.target)  # type: ignore[attr-defined]
    for check, said in found.items():
        if check == "doublewords" and not _repeats(str(said), text):
            continue
        if check == "short" and len(str(unit.source)) < _SHORT:  # type: ignore[attr-defined]
            continue
        yield load()["pofilter"][check].problem(name, key)


def _repeats(said: str, text: str) -> bool:
    """The end of a sentence and the beginning of the next do not repeat a word."""
    word = said.partition("'")[2].rpartition("'")[0]
    return bool(word) and f" {word} {word} " in f" {text.casefold()} "


def _plain(said: str) -> Said:
    """Return a message of msgfmt in plain words; a rare one as it is."""
    known = load()["msgfmt"].values()
    other = Said("", f"GNU gettext says: {said}.", "Compare the entry with its neighbours.", True)
    return next((each for each in known if each.says in said), other)


def _key_above(lines: list[str]) -> str:
    """Return the key of the entry on the last of these lines."""
    keys = _KEY.findall("\n".join(lines))
    return keys[-1] if keys else ""
