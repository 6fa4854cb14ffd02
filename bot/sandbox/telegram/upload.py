"""A file that came with a request."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Upload:
    """Name, kind and bytes of one file."""

    name: str
    content_type: str
    data: bytes
