"""Guards against a binding that loses references to None: it aborts the interpreter some hundred calls later."""

import sys

from PySide6.QtCore import QObject


def test_calls_that_return_nothing_keep_every_reference_to_none() -> None:
    named = QObject()
    before = sys.getrefcount(None)
    for number in range(500):
        named.setObjectName(str(number))
    assert abs(sys.getrefcount(None) - before) < 50
