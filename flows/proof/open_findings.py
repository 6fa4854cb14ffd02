"""What the proof finds and is not mended yet: each with what would mend it. It is empty."""

from collections.abc import Mapping

OPEN: Mapping[str, str] = {}
"""Kind and key of a problem -> what would mend it."""
