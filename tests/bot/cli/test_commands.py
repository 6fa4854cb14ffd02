"""The other commands: what they print, and one clear line when they can't."""

import os
import re
import sqlite3
import struct
import subprocess
import sys
from pathlib import Path

import pytest

from bot.cli import COMMANDS
from bot.storage.seal import Seals
from flows.payload import Payload
from flows.rules import load_rules
from flows.sources import load_sources
from tests.bot.cli.terminal import Terminal

ROOT = Path(__file__).parents[3]


def test_every_command_explains_itself(terminal: Terminal) -> None:
    assert COMMANDS
    for name in COMMANDS:
        said = terminal(name, "--help")
        assert said.code == 0
        assert said.out.startswith(f"usage: zairyu-bot {name}")
    assert terminal("nonsense").code == 2


def test_the_same_program_runs_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "assess", "-"],
        input=b"{",
        capture_output=True,
        cwd=ROOT,
        check=False,
    )
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.count(b"\n") == 1


def test_a_reader_that_goes_away_is_no_mistake() -> None:
    line = f"{sys.executable} -m bot diagram | head -1; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(
        ["bash", "-c", line], capture_output=True, cwd=ROOT, text=True, check=False
    )
    assert done.stdout.splitlines()[-1] == "0"
    assert "Traceback" not in done.stderr


# chat


def test_an_interview_in_the_terminal_ends_in_its_result(terminal: Terminal) -> None:
    lines = ["1", "1", "engineer", "yes", "1", "2027-01-20", "yes"]
    typed = "\n".join([*lines, *["1"] * 7, "/answers", "/quit", "never read"])
    said = terminal("chat", "--lang", "en", "--as-of", "2026-11-25", typed=typed)
    assert said.code == 0
    assert "How closely will you be examined?" in said.out
    assert "  > " in said.out
    assert "(2027-01-20)" in said.out
    assert not re.search(r"</?[bi]>", said.out)


def test_the_terminal_speaks_japanese_and_survives_anything(terminal: Terminal) -> None:
    typed = "\n".join(["999", "", "/nothing", "\u202e", "x" * 5000, "/back", "/delete", "1"])
    said = terminal("chat", "--lang", "ja", typed=typed)
    assert said.code == 0
    assert re.search(r"[ぁ-ん]", said.out)


# check, rules, diagram


def test_the_repository_passes_its_own_check(terminal: Terminal) -> None:
    said = terminal("check", "--quick")
    assert (said.code, said.complaint) == (0, "")
    assert said.out.splitlines()[-1].endswith(": 0 errors")


@pytest.mark.parametrize("kind", ["markdown", "html"])
def test_the_book_names_every_rule_and_every_source(
    terminal: Terminal, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / f"book.{kind}"
    cases = str(ROOT / "tests" / "cases")
    said = terminal("rules", "--format", kind, "--out", str(path), "--cases", cases)
    assert said.code == 0
    text = path.read_text(encoding="utf-8").replace("&amp;", "&").replace("&#39;", "'")
    rules = load_rules().rules.values()
    assert rules
    for rule in rules:
        assert rule.id in text
        for name in rule.sources:
            assert load_sources()[name].address in text, rule.id


def test_the_book_can_not_be_written_where_nothing_is(terminal: Terminal, tmp_path: Path) -> None:
    said = terminal("rules", "--out", str(tmp_path / "no" / "book.md"))
    assert (said.code, said.out) == (2, "")
    assert said.complaint.count("\n") == 1
    assert "--out" in said.complaint


def test_the_diagram_in_the_documents_is_that_of_the_questions(terminal: Terminal) -> None:
    said = terminal("diagram")
    assert said.code == 0
    kept = (ROOT / "docs" / "interview.mmd").read_text(encoding="utf-8")
    assert said.out == kept, "run: python -m bot diagram > docs/interview.mmd"


# link


def test_a_link_carries_language_plan_and_office_and_is_drawn(
    terminal: Terminal, tmp_path: Path
) -> None:
    said = terminal(
        *("link", "--bot", "@zairyu_bot", "--lang", "ja", "--plan", "compare"),
        *("--office", "tokyo7", "--out", str(tmp_path / "codes")),
    )
    assert said.code == 0
    address = said.out.splitlines()[0]
    found = re.fullmatch(r"https://t\.me/zairyu_bot\?start=([A-Za-z0-9_-]{1,64})", address)
    assert found
    assert Payload.read(found[1]) == Payload("ja", "compare", "tokyo7")
    png = (tmp_path / "codes" / "link.png").read_bytes()
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    assert width == height >= 250
    svg = (tmp_path / "codes" / "link.svg").read_text(encoding="utf-8")
    assert "<svg" in svg
    assert "<path" in svg


def test_a_bare_link_carries_nothing(terminal: Terminal) -> None:
    assert terminal("link", "--bot", "zairyu_bot").out == "https://t.me/zairyu_bot\n"


@pytest.mark.parametrize(
    ("argv", "words"),
    [
        ([], "--bot: give the bot's name"),
        (["--bot", "no spaces here"], "--bot: give the bot's name"),
        (["--bot", "zairyu_bot", "--lang", "xx"], "--lang 'xx': allowed are en"),
        (["--bot", "zairyu_bot", "--plan", "x"], "--plan 'x': allowed are renew"),
        (["--bot", "zairyu_bot", "--office", "a b"], "--office 'a b'"),
        (["--bot", "zairyu_bot", "--office", "x" * 70], "--office"),
    ],
)
def test_a_link_that_can_not_be_is_refused(terminal: Terminal, argv: list[str], words: str) -> None:
    said = terminal("link", *argv)
    assert (said.code, said.out) == (2, "")
    assert words in said.complaint
    assert said.complaint.count("\n") == 1


# run, db, purge


def test_running_without_a_token_says_what_to_do(terminal: Terminal) -> None:
    said = terminal("run")
    assert (said.code, said.out) == (2, "")
    assert said.complaint.startswith(
        "zairyu-bot run: TELEGRAM_BOT_TOKEN is not set: ask @BotFather"
    )
    assert said.complaint.count("\n") == 1


def test_the_database_is_made_and_told_of(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'bot.sqlite'}")
    before = terminal("db", "status")
    assert before.code == 1
    assert before.out.startswith("database: empty; newest: ")
    assert terminal("db", "upgrade").code == 0
    after = terminal("db", "status")
    assert after.code == 0
    [here, newest] = re.findall(r": (\w+)", after.out)
    assert here == newest
    purged = terminal("purge")
    assert (purged.code, purged.out) == (0, "erased 0 idle interviews (older than 30 days)\n")


def test_sealing_anew_tells_how_far_it_is_and_what_no_key_opens(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "bot.sqlite"
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path}")
    monkeypatch.setenv("SECRET_KEY", "the newer of the secrets,the older of the secrets")
    empty = terminal("db", "rekey")
    assert (empty.code, empty.out) == (0, "sealed anew: 0 rows\n")
    with sqlite3.connect(path) as connection:
        older = Seals(("the older of the secrets",)).seal(b"raw", "dead_letter")
        rows = [(1, 1, "x", older), (2, 1, "x", b"nothing that any key opens")]
        connection.executemany(
            "INSERT INTO dead_letter (id, noted_at, reason, raw) VALUES (?, ?, ?, ?)", rows
        )
    connection.close()
    said = terminal("db", "rekey")
    assert (said.code, said.out) == (1, "dead_letter: 2 of 2\nsealed anew: 1 rows\n")
    assert said.complaint.startswith("1 could not be: no key of SECRET_KEY opens them")


@pytest.mark.parametrize(
    "command", [["db", "status"], ["db", "upgrade"], ["db", "rekey"], ["purge"]]
)
@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("postgresql://nobody:secret@127.0.0.1:1/none", "DATABASE_URL"),
        ("sqlite:////dev/null/bot.sqlite", "DATABASE_URL"),
        ("mysql://x/y", "DATABASE_URL names mysql"),
        ("not an address", "DATABASE_URL is no address"),
    ],
)
def test_a_database_out_of_reach_is_one_clear_line(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch, command: list[str], url: str, words: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", url)
    said = terminal(*command)
    assert (said.code, said.out) == (2, "")
    assert words in said.complaint
    assert said.complaint.count("\n") == 1
    assert "secret" not in said.complaint


def test_a_file_that_is_no_database_is_one_clear_line(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bot.sqlite").write_bytes(b"this is no database at all" * 100)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'bot.sqlite'}")
    said = terminal("db", "status")
    assert (said.code, said.out) == (2, "")
    assert said.complaint.count("\n") == 1
    with pytest.raises(sqlite3.DatabaseError):
        sqlite3.connect(tmp_path / "bot.sqlite").execute("SELECT 1 FROM chat")


@pytest.mark.parametrize("days", ["0", "-1", "x", ""])
def test_a_wrong_number_of_days_erases_nothing(
    terminal: Terminal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, days: str
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'bot.sqlite'}")
    said = terminal("purge", "--days", days)
    assert (said.code, said.out) == (2, "")


def test_running_with_a_database_out_of_reach_ends_in_one_line(tmp_path: Path) -> None:
    environ = {
        **os.environ,
        "TELEGRAM_BOT_TOKEN": "123456:ABC-DEF",
        "TELEGRAM_API_URL": "http://127.0.0.1:9",
        "DATABASE_URL": "postgresql://nobody:secret@127.0.0.1:1/none",
        "SECRET_KEY": "a secret of many letters",
        "LISTEN_PORT": "18099",
    }
    done = subprocess.run(
        [sys.executable, "-m", "bot", "run"],
        env=environ,
        capture_output=True,
        cwd=ROOT,
        text=True,
        timeout=100,
        check=False,
    )
    assert done.returncode == 2
    assert "Traceback" not in done.stderr + done.stdout
    assert "DATABASE_URL" in done.stderr
    assert "secret" not in done.stderr + done.stdout
