"""Token buckets: how often something may happen, with a small burst. Time is passed in."""

from dataclasses import dataclass


@dataclass(slots=True)
class Bucket:
    """Fills by `rate` a second up to `size`. A rate of 0 never runs dry."""

    rate: float
    size: float
    level: float = -1
    at: float = 0

    def take(self, now: float, cost: float = 1) -> float:
        """Take `cost` and return 0, or take nothing and return the seconds to wait for it."""
        if not self.rate:
            return 0
        if self.level < 0:
            self.level = self.size
        else:
            self.level = min(self.size, self.level + max(0, now - self.at) * self.rate)
        self.at = now
        if self.level >= cost:
            self.level -= cost
            return 0
        return (cost - self.level) / self.rate


class Limits:
    """One bucket for each person, forgotten when it is full again."""

    MOST = 20_000

    def __init__(self, rate: float, size: float) -> None:
        """Take the rate a second and the burst of each person."""
        self.rate = rate
        self.size = size
        self._buckets: dict[str, Bucket] = {}

    def wait(self, key: str, now: float, cost: float = 1) -> float:
        """Return 0 and count one step, or the seconds until the next step is welcome."""
        if not self.rate:
            return 0
        if key not in self._buckets:
            if len(self._buckets) >= self.MOST:
                self._sweep(now)
            self._buckets[key] = Bucket(self.rate, self.size)
        return self._buckets[key].take(now, cost)

    def forget(self, key: str) -> None:
        """Forget a person."""
        self._buckets.pop(key, None)

    def _sweep(self, now: float) -> None:
        full = self.size / self.rate
        self._buckets = {key: each for key, each in self._buckets.items() if now - each.at < full}
        if len(self._buckets) >= self.MOST:
            self._buckets.clear()
