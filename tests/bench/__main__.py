"""``python -m tests.bench [NAME…]``: runs the named benchmarks, or all; ends with 1 when a bound does not hold."""

import argparse
import importlib
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
    options = {"poll": {"seconds": wanted.seconds}}
    verdicts = [_run(name, **options.get(name, {})) for name in wanted.names or NAMES]
    return 0 if all(verdicts) else 1


def _run(name: str, **options: float) -> bool:
    return bool(importlib.import_module(f"tests.bench.{NAMES[name]}").run(**options))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
