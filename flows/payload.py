"""What a start link carries: language, plan and an office's code, such as `l-vi_p-renew_o-abc123`.

Telegram allows 64 of A-Z a-z 0-9 _ and -. A broken payload is a normal start, never an error.
"""

import re
from dataclasses import dataclass

from flows.terms import BadAnswer
from locales import registry

MOST = 64
PLANS = ("renew", "change", "reset", "compare")
_PART = re.compile(r"([lpo])-([A-Za-z0-9-]+)")
_OFFICE = re.compile(r"[A-Za-z0-9-]{1,32}")


@dataclass(frozen=True, slots=True)
class Payload:
    """A read start link; '' where it says nothing. `language` is a dir of the registry."""

    language: str = ""
    plan: str = ""
    office: str = ""

    def encode(self) -> str:
        """Return the text of the link; BadAnswer names the part that can't be carried."""
        parts = []
        if self.language:
            parts.append(f"l-{_tag(self.language)}")
        if self.plan:
            if self.plan not in PLANS:
                raise BadAnswer(f"plan: found {self.plan!r}; allowed: {', '.join(PLANS)}")
            parts.append(f"p-{self.plan}")
        if self.office:
            if not _OFFICE.fullmatch(self.office):
                raise BadAnswer(
                    f"office: found {self.office!r}; allowed: 1 to 32 of A-Z a-z 0-9 and -"
                )
            parts.append(f"o-{self.office}")
        return "_".join(parts)

    @classmethod
    def read(cls, text: str) -> "Payload":
        """Read the text of a link; an empty payload when any part of it is none of ours."""
        if not text or len(text) > MOST:
            return cls()
        found: dict[str, str] = {}
        for part in text.split("_"):
            hit = _PART.fullmatch(part)
            if hit is None or hit[1] in found:
                return cls()
            found[hit[1]] = hit[2]
        language, plan, office = (found.get(key, "") for key in "lpo")
        known = _spellings()
        if (language and language.lower() not in known) or (plan and plan not in PLANS):
            return cls()
        if office and not _OFFICE.fullmatch(office):
            return cls()
        return cls(known.get(language.lower(), ""), plan, office)


def _spellings() -> dict[str, str]:
    """Return every way to write a language in a link: its dir or its tag, in small letters."""
    found = {code.replace("_", "-").lower(): code for code in registry.load()}
    return found | {_tag(code).lower(): code for code in registry.load()}


def _tag(code: str) -> str:
    """Return how a language is written in a link; a dir may hold signs that a link may not."""
    locale = registry.load().get(code)
    if locale is None:
        raise BadAnswer(f"language: found {code!r}; allowed: {', '.join(registry.load())}")
    return locale.bcp47
