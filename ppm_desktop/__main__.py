"""``python -m ppm_desktop`` and the ``ppm-desktop`` command."""

import sys


def main() -> None:
    """Run the program; Ctrl+C while it is still loading ends it without a word."""
    try:
        from ppm_desktop.cli import main as run  # noqa: PLC0415 - loading takes a second

        run()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    main()
