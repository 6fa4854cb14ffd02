"""The command line in this process: what it prints and how it ends."""

import io
from dataclasses import dataclass

import pytest

from bot.cli import main


@dataclass(frozen=True, slots=True)
class Said:
    code: int
    out: str
    complaint: str


class Terminal:
    """Types commands; `typed` is what comes in on standard input."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._patch, self._capsys = monkeypatch, capsys

    def __call__(self, *argv: str, typed: str = "") -> Said:
        stream = io.TextIOWrapper(io.BytesIO(typed.encode()), encoding="utf-8")
        self._patch.setattr("sys.stdin", stream)
        try:
            code = main(argv)
        except SystemExit as ended:
            code = int(ended.code or 0)
        told = self._capsys.readouterr()
        return Said(code, told.out, told.err)
