"""Counters for /metrics. Nothing here tells one person from another."""

import time
from collections import Counter, deque


class Meters:
    """Counts, and how long the last commits took."""

    def __init__(self) -> None:
        """Start at zero."""
        self.counts: Counter[str] = Counter()
        self.gauges: dict[str, float] = {}
        self._commits: deque[float] = deque(maxlen=512)
        self.started = time.monotonic()

    def count(self, name: str, more: int = 1) -> None:
        """Count something that happened."""
        self.counts[name] += more

    def committed(self, items: int, seconds: float) -> None:
        """Count a transaction."""
        self.counts["commits"] += 1
        self.counts["committed_items"] += items
        self._commits.append(seconds)

    def text(self) -> str:
        """Return everything in the form that Prometheus reads."""
        lines = [f"zairyu_{name}_total {value}" for name, value in sorted(self.counts.items())]
        lines += [f"zairyu_{name} {value:g}" for name, value in sorted(self.gauges.items())]
        if self._commits:
            ordered = sorted(self._commits)
            last = len(ordered) - 1
            lines += [
                f'zairyu_commit_seconds{{quantile="{share}"}} {ordered[int(last * share)]:.6f}'
                for share in (0.5, 0.95, 0.99)
            ]
        lines.append(f"zairyu_up_seconds {time.monotonic() - self.started:.0f}")
        return "\n".join(lines) + "\n"
