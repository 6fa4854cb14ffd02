"""What a person can send, and what nobody can."""

from typing import Any

TYPED_UNITS = 4096


class Impossible(ValueError):
    """An act no person could do: no such message, button, person or thing to send."""


def _file(kind: str, **more: Any) -> dict[str, Any]:
    return {"file_id": f"sent-{kind}", "file_unique_id": f"unique-{kind}", "file_size": 2048} | more


THINGS: dict[str, Any] = {
    "sticker": _file(
        "sticker",
        type="regular",
        width=512,
        height=512,
        is_animated=False,
        is_video=False,
        emoji="🙂",
    ),
    "photo": [_file("photo", width=640, height=480)],
    "voice": _file("voice", duration=4, mime_type="audio/ogg"),
    "document": _file("document", file_name="notice.pdf", mime_type="application/pdf"),
    "location": {"latitude": 35.6812, "longitude": 139.7671},
    "contact": {"phone_number": "+81000000000", "first_name": "Sample"},
}


def first_part(text: str) -> tuple[str, str]:
    """Split off what fits one message, at a space near the end where there is one."""
    encoded = text.encode("utf-16-le", "surrogatepass")
    if len(encoded) // 2 <= TYPED_UNITS:
        return text, ""
    part = encoded[: TYPED_UNITS * 2].decode("utf-16-le", "ignore")
    return part, text[len(part) :].lstrip()
