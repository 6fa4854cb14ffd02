"""How steady the machine is: the same loop again and again, and the load of others."""

import os
import statistics
import time

STEPS = 200_000


class Noise:
    """Times of one fixed loop, taken between the runs."""

    def __init__(self) -> None:
        self.wall: list[float] = []
        self.cpu: list[float] = []
        self.load = os.getloadavg()[0]

    def sample(self, times: int = 5) -> None:
        """Run the loop a few times."""
        for _ in range(times):
            wall, cpu = time.perf_counter(), time.process_time()
            total = 0
            for number in range(STEPS):
                total += number & 7
            self.wall.append((time.perf_counter() - wall) * 1000)
            self.cpu.append((time.process_time() - cpu) * 1000)

    def report(self) -> str:
        """Return one line."""
        return (
            f"machine: {os.cpu_count()} cores; a fixed loop took {_spread(self.wall)} of wall time "
            f"and {_spread(self.cpu)} of CPU in {len(self.wall)} samples; load average "
            f"{self.load:.1f} before, {os.getloadavg()[0]:.1f} after"
        )


def _spread(times: list[float]) -> str:
    times = sorted(times)
    low, high = times[len(times) // 10], times[len(times) * 9 // 10]
    return f"{statistics.median(times):.1f} ms (80 % between {low:.1f} and {high:.1f})"
