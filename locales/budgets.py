"""How long a text may be: Telegram's limits and our own, in UTF-16 units as Telegram counts."""

import re
from dataclasses import dataclass

from locales import placeholders
from locales.rendering import render

_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True, slots=True)
class Budget:
    """The most units a text may have, and from where on a translator is warned."""

    limit: int
    warn_from: int


_BUTTON = Budget(40, 28)
_MESSAGE = Budget(3500, 3500)
# The first prefix that fits a key counts. Names of statuses are official and may not be cut.
_BUDGETS = (
    ("ui.button.", _BUTTON),
    ("ui.notice.stale_toast", Budget(200, 200)),
    ("flow.option.", _BUTTON),
    ("flow.option_set.", _BUTTON),
    ("flow.status_group.", _BUTTON),
    ("flow.status_short.", _BUTTON),
    ("flow.question.", Budget(600, 600)),
    ("profile.name", Budget(64, 64)),
    ("profile.short_description", Budget(120, 120)),
    ("profile.description", Budget(512, 512)),
    ("profile.command.", Budget(256, 100)),
)


def budget_for(key: str) -> Budget:
    """Return the budget of the text with this key."""
    if key.startswith("flow.question.") and key.endswith(".title"):
        return Budget(300, 300)
    return next((budget for prefix, budget in _BUDGETS if key.startswith(prefix)), _MESSAGE)


def units(text: str) -> int:
    """Return the length of a text as Telegram counts it: UTF-16 units."""
    return len(text.encode("utf-16-le")) // 2


def longest(text: str) -> int:
    """Return the length of a valid text without tags and with the longest sample values."""
    return units(render(_TAG.sub("", text), placeholders.samples_of(text)).unescape())
