import io
import json
import logging
from collections.abc import Iterator

import pytest

from bot import log


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    root, before = logging.getLogger(), list(logging.getLogger().handlers)
    stream = io.StringIO()
    log.set_up("info")
    root.handlers[0].stream = stream  # type: ignore[attr-defined]
    yield stream
    root.handlers[:] = before


def read(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


def test_only_allowed_fields_pass(lines: io.StringIO) -> None:
    log.tell("something", count=3, chat_id=1001, text="hello")
    [told] = read(lines)
    assert told["event"] == "something"
    assert told["count"] == 3
    assert "1001" not in lines.getvalue()
    assert "hello" not in lines.getvalue()


def test_an_error_tells_its_kind_and_place_but_not_its_words(lines: io.StringIO) -> None:
    try:
        raise ValueError("student 1001")
    except ValueError as error:
        log.alarm("broken", error)
    [told] = read(lines)
    assert told["reason"] == "ValueError"
    assert told["alarm"] is True
    assert "1001" not in lines.getvalue()


def test_other_libraries_tell_neither_addresses_nor_values(lines: io.StringIO) -> None:
    logging.getLogger("httpx").info("POST %s", "https://api.telegram.org/bot1:SECRET/x")
    logging.getLogger("telegram.ext").warning("wrong %s", "SECRET")
    try:
        raise RuntimeError("SECRET")
    except RuntimeError:
        logging.getLogger("anything").exception("failed for SECRET")
    told = read(lines)
    assert len(told) == 2
    assert "SECRET" not in lines.getvalue()


def test_every_field_that_the_code_logs_is_allowed() -> None:
    import ast
    from pathlib import Path

    found = set()
    for path in Path(log.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("tell", "warn", "alarm")
            ):
                found.update(each.arg for each in node.keywords if each.arg)
    assert len(found) > 8
    assert found <= log.ALLOWED
