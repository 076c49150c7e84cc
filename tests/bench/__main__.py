"""``python -m tests.bench [NAME…]``: runs the named benchmarks, or all; ends with 1 when a bound does not hold."""

import importlib
import sys

NAMES = {"import": "importing", "sync": "sending", "gui": "window", "failures": "failures"}


def main(arguments: list[str]) -> int:
    """Run what ``arguments`` name."""
    unknown = [name for name in arguments if name not in NAMES]
    if unknown:
        print(f"unknown benchmark: {', '.join(unknown)}; there are: {', '.join(NAMES)}", file=sys.stderr)
        return 2
    verdicts = [importlib.import_module(f"tests.bench.{NAMES[name]}").run() for name in arguments or NAMES]
    return 0 if all(verdicts) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
