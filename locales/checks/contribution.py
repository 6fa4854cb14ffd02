"""A translator's contribution changes translations, and nothing else."""

import re
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from locales import registry
from locales.message import DOMAINS
from locales.problem import BadLocaleData, Problem
from locales.registry import HERE

_PLACE = re.compile(r"locales/([^/]+)/LC_MESSAGES/([a-z]+)\.po")
_SHARED = ("locales/glossary.csv", "locales/banned.toml", "locales/negations.toml")
"""Lists that translators keep as well."""


def changed_since(revision: str, root: Path = HERE.parent) -> list[str]:
    """Return the files that differ since `revision`. Raises BadLocaleData where git can't tell."""
    git = ["git", "-C", str(root), "diff", "--name-only", "--merge-base", revision]
    try:
        done = subprocess.run(git, capture_output=True, text=True, check=True)  # noqa: S603  # git, and a name that git checks
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", "") or str(error)
        raise BadLocaleData(f"--since {revision}: git says: {said.strip()}") from error
    return done.stdout.splitlines()


def outsiders(files: Iterable[str]) -> Iterator[Problem]:
    """Yield each changed file that is no translation."""
    known = registry.load()
    for file in files:
        found = _PLACE.fullmatch(file)
        ours = found is not None and found[1] in known and found[2] in DOMAINS
        if not ours and file not in _SHARED:
            yield Problem(
                file, "", "This is no translation.", "Take it out; send other changes separately."
            )
