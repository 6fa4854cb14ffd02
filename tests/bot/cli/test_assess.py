"""`assess`: the fixed shape out, one clear line for whatever is wrong."""

import json
import re
from pathlib import Path

import pytest

from flows.rules import load_rules
from flows.terms import ROUTES
from tests.bot.cli.terminal import Terminal

TAX = {"situation": "in_japan", "status": "engineer_specialist", "plan": "renew",
       "expiry_date": "2027-01-20", "payment_problems": ["residence_tax"],
       "residence_tax": "reminders_ignored", "studies": "graduated"}  # fmt: skip
AS_OF = ("--as-of", "2026-11-25")
LEVELS = {"standard", "closer_look", "strict", "likely_refused", "not_possible"}


def given(answers: dict[str, object]) -> str:
    return json.dumps({"answers": answers})


def test_the_shape_is_the_promised_one(terminal: Terminal) -> None:
    said = terminal("assess", "-", *AS_OF, typed=given(TAX))
    assert (said.code, said.complaint) == (0, "")
    told = json.loads(said.out)
    assert list(told) == [
        "as_of", "rules_version", "language", "routes", "missing", "set_aside",
    ]  # fmt: skip
    assert (told["as_of"], told["language"]) == ("2026-11-25", "en")
    assert told["rules_version"] == load_rules().version
    assert tuple(told["routes"]) == ROUTES
    assert told["set_aside"] == ["studies"]
    assert told["missing"]
    for route in told["routes"].values():
        assert list(route) == ["level", "range", "findings", "improvements", "timeline"]
        assert route["level"] in LEVELS | {"not_applicable", "cannot_say"}
        assert len(route["range"]) == 2
        assert set(route["range"]) <= LEVELS | {"not_applicable"}


def test_findings_improvements_and_timeline_have_their_fields(terminal: Terminal) -> None:
    told = json.loads(terminal("assess", "-", *AS_OF, typed=given(TAX)).out)
    renewal = told["routes"]["renewal"]
    assert renewal["level"] == "likely_refused"
    first = renewal["findings"][0]
    assert list(first) == [
        "rule", "factor", "level", "certainty", "weight", "announced", "reason", "sources",
    ]  # fmt: skip
    assert first["rule"] == "residence_tax_reminders_ignored"
    assert first["factor"] == "residence_tax"
    assert isinstance(first["announced"], bool)
    assert first["reason"]
    assert all(address.startswith("http") for address in first["sources"])
    assert first["sources"]
    for each in renewal["improvements"]:
        assert list(each) == ["change", "level", "text"]
        assert each["level"] in LEVELS
        assert each["text"]
    assert renewal["improvements"]
    later = [turn for route in told["routes"].values() for turn in route["timeline"]]
    assert later
    for turn in later:
        assert list(turn) == ["from", "level", "rules"]
        assert re.fullmatch(r"\d{4}-\d\d-\d\d", turn["from"])


def test_no_answers_at_all_is_an_answer_too(terminal: Terminal) -> None:
    told = json.loads(terminal("assess", "-", *AS_OF, typed=given({})).out)
    assert {route["level"] for route in told["routes"].values()} == {"cannot_say"}


def test_words_come_in_the_language_asked_for(terminal: Terminal) -> None:
    plain = json.loads(terminal("assess", "-", *AS_OF, typed=given(TAX)).out)
    told = json.loads(terminal("assess", "-", *AS_OF, "--lang", "ja", typed=given(TAX)).out)
    reasons = [each["reason"] for each in told["routes"]["renewal"]["findings"]]
    assert reasons
    assert all(re.search(r"[ぁ-ん]", reason) for reason in reasons)
    levels = [{name: each["level"] for name, each in x["routes"].items()} for x in (plain, told)]
    assert levels[0] == levels[1]


@pytest.mark.parametrize("language", ["en", "ja"])
def test_text_has_no_markup_and_html_only_telegrams(terminal: Terminal, language: str) -> None:
    asked = ("assess", "-", *AS_OF, "--lang", language, "--format")
    html = terminal(*asked, "html", typed=given(TAX))
    text = terminal(*asked, "text", typed=given(TAX))
    assert html.code == text.code == 0
    assert set(re.findall(r"</?(\w+)", html.out)) <= {"b", "i", "u", "s", "code", "a", "blockquote"}
    assert not re.search(r"</?\w+>|&amp;|&lt;", text.out)
    assert len(text.out) > 500


def test_a_batch_gives_a_line_for_a_line(terminal: Terminal) -> None:
    typed = "\n".join([given(TAX), "", given({}), given({**TAX, "residence_tax": "exempt"})])
    said = terminal("assess", "-", *AS_OF, "--batch", typed=typed)
    told = [json.loads(line) for line in said.out.splitlines()]
    levels = [each["routes"]["renewal"]["level"] for each in told]
    assert levels[:2] == ["likely_refused", "cannot_say"]
    assert len(levels) == 3
    assert levels[2] != "likely_refused"


def test_a_wrong_line_of_a_batch_is_named(terminal: Terminal) -> None:
    said = terminal("assess", "-", "--batch", typed=given({}) + "\n" + given({"plan": "x"}))
    assert said.code == 2
    assert "standard input line 2: plan: found 'x'; allowed: renew, " in said.complaint
    assert len(said.out.splitlines()) == 1


WRONG = {
    "broken": ("{", [], "line 1"),
    "empty": ("", [], "not valid JSON"),
    "a list": ("[]", [], 'allowed: {"answers"'),
    "answers are a list": ('{"answers": []}', [], 'allowed: {"answers"'),
    "more than answers": ('{"answers": {}, "as_of": "x"}', [], "'as_of' beside answers"),
    "unknown id": (given({"visa": "x"}), [], "found 'visa'; allowed: situation, status"),
    "unknown code": (given({"plan": "stay"}), [], "plan: found 'stay'; allowed: renew, change"),
    "a number": (given({"plan": 7}), [], "plan: found 7; allowed:"),
    "null": (given({"plan": None}), [], "plan: found None; allowed:"),
    "nested": (given({"plan": {"x": 1}}), [], "plan: found"),
    "unknown in a list": (given({"offence": ["fine", "x"]}), [], "offence: found 'x'"),
    "none and more": (given({"payment_problems": ["none", "pension"]}), [], "payment_problems"),
    "no unknown": (given({"situation": "unknown"}), [], "situation: found 'unknown'"),
    "impossible day": (given({"expiry_date": "2027-02-30"}), [], "expiry_date: found '2027-02-30'"),
    "a day in words": (given({"expiry_date": "soon"}), [], "expiry_date: found 'soon'"),
    "unknown language": (given({}), ["--lang", "xx"], "language: found 'xx'; allowed: en"),
}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_named_in_one_line(terminal: Terminal, name: str) -> None:
    typed, more, words = WRONG[name]
    said = terminal("assess", "-", *AS_OF, *more, typed=typed)
    assert (said.code, said.out) == (2, "")
    assert words in said.complaint
    assert said.complaint.startswith("zairyu-bot assess: ")
    assert said.complaint.count("\n") == 1
    assert "Traceback" not in said.complaint


@pytest.mark.parametrize("day", ["2026-02-30", "yesterday", "25.11.2026"])
def test_an_impossible_day_is_named(terminal: Terminal, day: str) -> None:
    said = terminal("assess", "-", "--as-of", day, typed=given({}))
    assert (said.code, said.out) == (2, "")
    assert f"'{day}' is no date; write it like 2026-11-25" in said.complaint


def test_a_file_that_is_missing_or_not_text_is_named(terminal: Terminal, tmp_path: Path) -> None:
    missing = terminal("assess", str(tmp_path / "no.json"))
    assert (missing.code, missing.out) == (2, "")
    assert "no.json: No such file" in missing.complaint
    (tmp_path / "raw.json").write_bytes(b'{"answers": {"\xff')
    raw = terminal("assess", str(tmp_path / "raw.json"))
    assert (raw.code, raw.out) == (2, "")
    assert "not UTF-8 text at byte 14" in raw.complaint
    folder = terminal("assess", str(tmp_path))
    assert folder.code == 2
    assert "Is a directory" in folder.complaint


def test_a_file_with_a_byte_order_mark_is_read(terminal: Terminal, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(b"\xef\xbb\xbf" + given({}).encode())
    assert terminal("assess", str(tmp_path / "a.json"), *AS_OF).code == 0
