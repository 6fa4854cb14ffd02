"""`python -m benchmarks`: every figure in turn."""

from benchmarks import core

if __name__ == "__main__":
    core.run()
