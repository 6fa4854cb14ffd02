"""All catalogues: how long loading takes, how much memory they hold, what switching costs."""

import gc
import statistics
import time
import tracemalloc
from dataclasses import replace

from benchmarks.noise import Noise
from bot.day import today_in_japan
from flows.desk import Desk
from flows.session import Session
from locales.catalogues import Catalogues
from locales.registry import PSEUDO

MOST_SECONDS, MOST_MEGABYTES = 2.0, 40.0


def run(quick: bool = False) -> None:
    """Print the figures and whether the goals are reached."""
    noise = Noise()
    noise.sample()
    print("\nlanguages")
    _load(3 if quick else 7)
    _memory()
    _switch(200 if quick else 2000)
    noise.sample()
    print(noise.report(), flush=True)


def _load(times: int) -> None:
    walls, cpus = [], []
    for _ in range(times):
        wall, cpu = time.perf_counter(), time.process_time()
        found = Catalogues.load()
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
    real = [code for code in found.codes if code not in PSEUDO]
    # By CPU time: it is one thread at work, and others share the machine.
    verdict = "reached" if statistics.median(cpus) < MOST_SECONDS else "MISSED"
    print(
        f"loading all {len(real)} catalogues: {statistics.median(walls):.2f} s, of which CPU "
        f"{statistics.median(cpus):.2f} s (median of {times}; goal {MOST_SECONDS:.0f}: {verdict})"
    )


def _memory() -> None:
    gc.collect()
    tracemalloc.start()
    found = Catalogues.load()
    gc.collect()
    held, peak = (each / 1e6 for each in tracemalloc.get_traced_memory())
    tracemalloc.stop()
    verdict = "reached" if held < MOST_MEGABYTES else "MISSED"
    print(
        f"they hold {held:.1f} MB in {len(found.codes)} catalogues, {peak:.1f} MB while loading "
        f"(goal {MOST_MEGABYTES:.0f}: {verdict})"
    )


def _switch(times: int) -> None:
    """The same page in one language again and again, and in another language each time."""
    desk, today = Desk.load(), today_in_japan()
    codes = [code for code in Catalogues.load().codes if code not in PSEUDO]
    begun = Session("Ab3dE", 1, "en", view="question")
    alone, mixed = [], []
    for number in range(times):
        # Both kinds see the same languages, so the length of their words plays no part.
        code = codes[number // (times // len(codes) + 1)]
        alone.append(_page(desk, begun, code, today))
        mixed.append(_page(desk, begun, codes[number % len(codes)], today))
    one, many = statistics.median(alone), statistics.median(mixed)
    print(
        f"a question page: {one:.3f} ms in the same language as before, {many:.3f} ms in another "
        f"each time (medians of {times}, taken in turns)"
    )


def _page(desk: Desk, session: Session, code: str, today: object) -> float:
    told = replace(session, language=code)
    began = time.perf_counter()
    desk.page(told, today)  # type: ignore[arg-type]
    return (time.perf_counter() - began) * 1000
