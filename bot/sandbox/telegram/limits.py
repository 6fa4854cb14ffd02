"""How much one chat may receive before Telegram says 429."""

import math
from dataclasses import dataclass, field

from bot.sandbox.telegram.refusal import too_many


@dataclass(slots=True)
class Limits:
    """What the stand-in enforces. The rates are off unless asked for; sizes always hold."""

    per_chat_second: float | None = None  # messages and edits a second in a private chat
    burst: int = 5
    per_group_minute: float | None = None
    overall_second: float | None = None
    answer_seconds: float = 30.0  # a callback may be answered this long after the tap
    hammering: bool = False  # slow a poller that repeats one offset, as Telegram does


@dataclass(slots=True)
class _Bucket:
    level: float
    at: float


@dataclass(slots=True)
class Throttle:
    """Token buckets, one a chat and one for the bot."""

    limits: Limits
    _buckets: dict[int, _Bucket] = field(default_factory=dict)

    def spend(self, chat_id: int, now: float) -> None:
        """Count one message or edit. Raises Refusal 429 when there were too many."""
        limits = self.limits
        rate, size = limits.per_chat_second, float(limits.burst)
        if chat_id < 0:
            rate = limits.per_group_minute and limits.per_group_minute / 60
            size = limits.per_group_minute or 1.0
        if limits.overall_second is not None:
            self._take(0, limits.overall_second, limits.overall_second, now)
        if rate:
            self._take(chat_id, rate, size, now)

    def _take(self, key: int, rate: float, size: float, now: float) -> None:
        bucket = self._buckets.setdefault(key, _Bucket(size, now))
        bucket.level = min(size, bucket.level + (now - bucket.at) * rate)
        bucket.at = now
        if bucket.level < 1:
            raise too_many(max(1, math.ceil((1 - bucket.level) / rate)))
        bucket.level -= 1

    def clear(self) -> None:
        """Forget what was sent."""
        self._buckets.clear()
