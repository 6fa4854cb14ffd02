"""What a request to the Bot API carries: form, JSON, files."""

import re
from email.message import Message as Headers
from typing import Any
from urllib.parse import parse_qsl

import orjson

from bot.sandbox.telegram.refusal import bad_request
from bot.sandbox.telegram.upload import Upload

_DISPOSITION = re.compile(rb'(\w+)="((?:[^"\\]|\\.)*)"')


def parameters(query: bytes, content_type: str, body: bytes) -> dict[str, Any]:
    """Return the parameters of a request. Raises Refusal for a body that can't be read."""
    given: dict[str, Any] = {}
    if query:
        given.update(parse_qsl(query.decode("latin-1"), keep_blank_values=True))
    if not body:
        return given
    if content_type.startswith("application/json"):
        given.update(_object(body))
    elif content_type.startswith("application/x-www-form-urlencoded"):
        given.update(parse_qsl(body.decode("latin-1"), keep_blank_values=True))
    elif content_type.startswith("multipart/form-data"):
        given.update(_parts(content_type, body))
    else:
        raise bad_request(f"stand-in: no body of kind {content_type!r} is known")
    return given


def _object(body: bytes) -> dict[str, Any]:
    try:
        value = orjson.loads(body)
    except orjson.JSONDecodeError:
        raise bad_request("can't parse request JSON object") from None
    if not isinstance(value, dict):
        raise bad_request("can't parse request JSON object")
    return value


def _parts(content_type: str, body: bytes) -> dict[str, Any]:
    headers = Headers()
    headers["content-type"] = content_type
    boundary = headers.get_boundary()
    if boundary is None:
        raise bad_request("stand-in: multipart body without a boundary")
    given: dict[str, Any] = {}
    for part in (b"\r\n" + body).split(b"\r\n--" + boundary.encode())[1:]:
        if part.startswith(b"--"):
            break
        head, _, data = part.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        name, value = _part(head, data)
        given[name] = value
    uploads = {name: value for name, value in given.items() if isinstance(value, Upload)}
    for name, value in given.items():
        # A file may lie in a part of another name and be pointed at.
        if isinstance(value, str) and value.startswith("attach://"):
            given[name] = uploads.get(value.removeprefix("attach://"), value)
    pointed = {id(value) for name, value in given.items() if name not in uploads}
    return {
        name: value
        for name, value in given.items()
        if not (name in uploads and id(value) in pointed)
    }


def _part(head: bytes, data: bytes) -> tuple[str, str | Upload]:
    fields: dict[str, str] = {}
    kind = ""
    for line in head.split(b"\r\n"):
        name, _, value = line.partition(b":")
        if name.lower() == b"content-disposition":
            fields = {k.decode(): v.decode() for k, v in _DISPOSITION.findall(value)}
        elif name.lower() == b"content-type":
            kind = value.strip().decode("latin-1")
    if "filename" in fields:
        return fields.get("name", ""), Upload(fields["filename"], kind, data)
    return fields.get("name", ""), data.decode("utf-8", "replace")
