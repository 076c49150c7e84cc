"""``python -m tests.bench [NAME…]``: runs the named benchmarks, or all; ends with 1 when a bound does not hold."""

import argparse
import importlib
import subprocess
import sys

NAMES = {"import": "importing", "sync": "sending", "gui": "window", "failures": "failures", "poll": "polling"}


def main(arguments: list[str]) -> int:
    """Run what ``arguments`` name."""
    parser = argparse.ArgumentParser(prog="run.py bench")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one or more of {', '.join(NAMES)}")
    parser.add_argument("--seconds", type=float, default=60.0, help="how long desktops poll")
    wanted = parser.parse_args(arguments)
    unknown = [name for name in wanted.names if name not in NAMES]
    if unknown:
        parser.error(f"unknown benchmark: {', '.join(unknown)}; there are: {', '.join(NAMES)}")
    names = wanted.names or list(NAMES)
    if len(names) > 1:
        # Each in a process of its own: a program has one QApplication, and nobody's memory is another's.
        again = [sys.executable, "-m", "tests.bench", "--seconds", f"{wanted.seconds}"]
        return max(subprocess.run([*again, name], check=False).returncode for name in names)
    options = {"poll": {"seconds": wanted.seconds}}
    module = importlib.import_module(f"tests.bench.{NAMES[names[0]]}")
    return 0 if module.run(**options.get(names[0], {})) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
