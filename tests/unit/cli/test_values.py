"""Values in a terminal: one line, no meaningless zeros."""

import pytest

from ppm_desktop.cli.values import LONGEST, shown


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "–"),
        ("7.777000", "7.777"),
        ("-10.000000", "-10.00"),
        ("649.00", "649.00"),
        ("5901234123457", "5901234123457"),
        ("1.2.3000", "1.2.3000"),
        ("two\n lines", "two lines"),
        ("x" * LONGEST, "x" * LONGEST),
        ("x" * (LONGEST + 1), "x" * (LONGEST - 1) + "…"),
    ],
)
def test_a_value_is_one_short_line(value: object, text: str) -> None:
    assert shown(value) == text
