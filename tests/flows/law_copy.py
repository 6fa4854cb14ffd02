"""A copy of the package's data in which one file is replaced, for tests of the loaders."""

import shutil
from pathlib import Path

import pytest

from flows import datafile

FLOWS = Path(datafile.__file__).parent


def replace_data(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, name: str, text: str) -> None:
    for folder in ("law", "questions"):
        shutil.copytree(FLOWS / folder, tmp_path / folder)
    target = tmp_path / name
    if not name.endswith(".toml"):
        shutil.rmtree(target, ignore_errors=True)
        target.mkdir()
        target = target / "bad.toml"
    target.write_text(text, encoding="utf-8")
    monkeypatch.setattr(datafile, "_PACKAGE", tmp_path)


def one_line(error: pytest.ExceptionInfo[Exception]) -> str:
    told = str(error.value)
    assert "\n" not in told
    return told
