"""``python -m ppm_desktop`` and the ``ppm-desktop`` command."""

from ppm_desktop.cli import main

if __name__ == "__main__":
    main()
