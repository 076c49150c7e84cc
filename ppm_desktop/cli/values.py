"""How the value of a field stands in a line of a terminal."""

import re

LONGEST = 60
NOTHING = "–"
_NUMBER = re.compile(r"(-?\d+\.\d\d\d*?)0*")


def shown(value: object) -> str:
    """One line, cut where it is long; a shop's 7.500000 is 7.50."""
    if value is None:
        return NOTHING
    line = " ".join(str(value).split())
    if number := _NUMBER.fullmatch(line):
        return number[1]
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1]}…"
