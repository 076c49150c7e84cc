"""How the states of a job look as badges."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from ppm_desktop.domain.job import RowState
from ppm_desktop.gui.theme import Theme

OUTLINED = "o"
"""Prefix of a badge that is only an edge: blue, as running ones are, but standing."""
BADGE_LOOKS: Mapping[RowState, tuple[str, str]] = {
    RowState.WAITING: ("p", "clock"),
    RowState.RETRYING: ("p", "rotate-cw"),
    RowState.PAUSED: (OUTLINED, "pause"),
    RowState.COUNTING: ("r", "loader-circle"),
    RowState.PROCESSING: ("r", "loader-circle"),
    RowState.CANCELLING: ("x", "loader-circle"),
    RowState.STALE: ("x", "unplug"),
    RowState.PARTIAL: ("w", "circle-alert"),
    RowState.FIXED: ("c", "check-check"),
    RowState.FAILED: ("f", "octagon-x"),
    RowState.COMPLETED: ("c", "check"),
    RowState.CANCELLED: ("x", "ban"),
}
"""Prefix of the colour tokens, and icon."""


def badge_colours(theme: Theme, prefix: str) -> tuple[QColor, QColor, QColor | None]:
    """Fill, text and edge; most badges have no edge."""
    text = theme.colour(f"{text_prefix(prefix)}Fg")
    if prefix == OUTLINED:
        return QColor(Qt.GlobalColor.transparent), text, text
    return theme.colour(f"{prefix}Bg"), text, theme.colour("wEdge") if prefix == "w" else None


def text_prefix(prefix: str) -> str:
    """Prefix of the token that text and icon have."""
    return "r" if prefix == OUTLINED else prefix
