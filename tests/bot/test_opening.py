"""A broken row of law does not silence the bot."""

import json
from datetime import date

from bot import opening
from bot.log import Lines, logger
from bot.opening import open_desk
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
