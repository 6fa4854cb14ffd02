"""A broken row of law does not silence the bot."""

import gc
import json
from datetime import date

import pytest

from bot import opening
from bot.log import Lines, logger
from bot.opening import lasting, open_desk
from flows.desk import Desk, SafeDesk
from flows.terms import BadData


def test_good_data_opens_the_whole_desk():
    assert isinstance(open_desk(), Desk)


def test_broken_data_opens_the_safe_desk_and_says_why_to_the_operator(monkeypatch, caplog):
    def broken() -> Desk:
        raise BadData("flows/law/rules/x.toml rule y: no source; add one")

    monkeypatch.setattr(opening.Desk, "load", broken)
    monkeypatch.setattr(logger, "propagate", True)
    desk = open_desk()
    assert isinstance(desk, SafeDesk)
    turn = desk.begin("abcde", "ja", "", date(2026, 11, 25))
    assert turn.page.text
    assert [button for row in turn.page.rows for button in row]
    line = json.loads(Lines().format(caplog.records[-1]))
    assert (line["event"], line["alarm"]) == ("safe_mode", True)
    assert "no source" in line["reason"]


def test_what_lasts_is_left_to_itself_by_the_garbage_collector() -> None:
    def broken() -> list[object]:
        raise ValueError("nothing to make it of")

    try:
        made = lasting(lambda: [{"a": number} for number in range(100)])
        assert len(made) == 100
        assert gc.get_freeze_count() > 100
        with pytest.raises(ValueError, match="nothing to make"):
            lasting(broken)
        assert gc.isenabled()
    finally:
        gc.unfreeze()
