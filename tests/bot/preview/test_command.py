"""The command says plainly what it can't do."""

import pytest

from bot.cli import WRONG, main
from bot.preview.command import HOST, door
from bot.settings import CannotRun


def test_a_taken_port_is_named() -> None:
    first = door(0)
    first.listen()
    taken = first.getsockname()
    assert taken[0] == HOST
    with pytest.raises(CannotRun, match=f"--port {taken[1]}"):
        door(taken[1])
    first.close()


def test_one_language_has_to_be_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["i18n", "preview"]) == WRONG
    assert "--locale" in capsys.readouterr().err
    assert main(["i18n", "preview", "--locale", "xx"]) == WRONG
    assert "allowed are" in capsys.readouterr().err
