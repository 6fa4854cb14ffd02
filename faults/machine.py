"""How much of the machine others used during a run: a time measured beside them says less."""

import os
import time

import psutil

SERVER = "postgres"


class Machine:
    """Counts processor time from its making on."""

    def __init__(self) -> None:
        """Begin to count."""
        self._began = time.monotonic()
        self._all = _busy()
        self._own = _own()

    def others(self) -> float:
        """Return the part of all processor time that neither the run nor a PostgreSQL took."""
        there = (time.monotonic() - self._began) * (os.cpu_count() or 1)
        foreign = _busy() - self._all - (_own() - self._own)
        return min(1.0, max(0.0, foreign / max(there, 0.001)))


def _busy() -> float:
    told = psutil.cpu_times()
    return float(sum(told) - told.idle - getattr(told, "iowait", 0.0))


def _own() -> float:
    """Return what this process, its children, living or gone, and PostgreSQL servers have used."""
    used = os.times()
    total = used.user + used.system + used.children_user + used.children_system
    for each in psutil.Process().children(recursive=True):
        total += _of(each)
    for each in psutil.process_iter(["name"]):
        if each.info["name"] == SERVER:
            total += _of(each)
    return total


def _of(process: psutil.Process) -> float:
    try:
        used = process.cpu_times()
    except psutil.Error:
        return 0.0
    return float(used.user + used.system + used.children_user + used.children_system)
