"""`python -m benchmarks [PART] [--quick]`: the figures, one after another.

Parts are delivery, request, memory, core and languages.

Only what was measured in the same run may be compared: everything depends on the machine.
"""

import argparse
import time

from benchmarks import core, delivery, languages, memory, request

PARTS = {
    "delivery": delivery.run,
    "request": request.run,
    "memory": memory.run,
    "core": core.run,
    "languages": languages.run,
}


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("part", nargs="?", choices=tuple(PARTS), help="one part; else all")
    parser.add_argument("--quick", action="store_true", help="under a minute, less exact")
    options = parser.parse_args()
    began = time.perf_counter()
    for name, run in PARTS.items():
        if options.part in (None, name):
            run(options.quick)
    print(f"took {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
