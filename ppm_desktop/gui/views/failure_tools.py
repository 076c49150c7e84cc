"""What narrows the list of failed products, and what is done with all that is listed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ppm_desktop.domain.failure_list import FailureGroup, FailureList
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.theme import Theme
from ppm_desktop.gui.views.filter_bar import SearchField
from ppm_desktop.gui.views.segments import SegmentBar
from ppm_desktop.gui.views.widgets import IconButton, placeholder_palette

SEARCH_MS = 250
MOST_SEGMENTS = 5


class FailureTools(QWidget):
    """Search, the job's own causes, and two buttons.

    Signals:
        searched: What a person typed.
        chosen: Causes to be shown, None for all.
    """

    searched = Signal(str)
    chosen = Signal(object)

    def __init__(
        self, theme: Theme, wording: Wording, name_causes: Callable[[Sequence[FailureGroup]], list[str]]
    ) -> None:
        super().__init__()
        self._theme = theme
        self._wording = wording
        self._name_causes = name_causes
        self.segments: SegmentBar | None = None
        self._causes: list[tuple[str, ...] | None] = [None]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.px(8))
        self._row, self._below = QHBoxLayout(), QHBoxLayout()
        for line in (self._row, self._below):
            line.setSpacing(theme.px(8))
            column.addLayout(line)
        self._below.addStretch(1)
        self.search = self._make_search()
        self.copy_button = IconButton(theme, "copy", self.tr("Copy SKUs"), "quiet")
        self.export_button = IconButton(theme, "file-down", self.tr("Export CSV"), "quiet")
        self._row.addWidget(self.search)
        self._row.addStretch(1)
        self._row.addWidget(self.copy_button)
        self._row.addWidget(self.export_button)
        self._typing = QTimer(self)
        self._typing.setObjectName("failure-search")
        self._typing.setSingleShot(True)
        self._typing.setInterval(SEARCH_MS)
        self._typing.timeout.connect(self.search_now)
        self.search.textChanged.connect(self._typing.start)

    @property
    def causes(self) -> tuple[str, ...]:
        """The causes that are chosen, empty for all."""
        return self._causes[0 if self.segments is None else self.segments.place] or ()

    def show_counts(self, found: FailureList) -> None:
        """How many there are of each cause; causes that were not there before get a segment too."""
        known = {cause for causes in self._causes for cause in causes or ()}
        if len(found.groups) > 1 and not known.issuperset(group.cause for group in found.groups):
            self._make_segments(found.groups)
        if self.segments is None:
            return
        by_cause = {group.cause: group.count for group in found.groups}
        counts = [
            found.count if causes is None else sum(by_cause.get(cause, 0) for cause in causes)
            for causes in self._causes
        ]
        self.segments.show_counts([self._wording.number(count) for count in counts])
        self._place_segments()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Causes that do not fit beside the search stand below it."""
        super().resizeEvent(event)
        self._place_segments()

    def stop(self) -> None:
        """Nobody listens any more."""
        self._typing.stop()

    @Slot()
    def search_now(self) -> None:
        """Search for what stands there."""
        self._typing.stop()
        self.searched.emit(self.search.text().strip())

    @Slot()
    def focus_search(self) -> None:
        """Put the cursor into the search."""
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _make_search(self) -> SearchField:
        px = self._theme.px
        field = SearchField()
        field.setPlaceholderText(self.tr("Search SKU or name"))
        field.setAccessibleName(self.tr("Search SKU or name"))
        field.setFixedWidth(px(216))
        icon = self._theme.icons.icon("search", self._theme.colour("tx3"), px(16))
        field.addAction(icon, SearchField.ActionPosition.LeadingPosition)
        placeholder_palette(field, self._theme)
        return field

    def _make_segments(self, groups: Sequence[FailureGroup]) -> None:
        """The most frequent causes; what is left is one more."""
        causes = [group.cause for group in groups]
        named, others = causes[:MOST_SEGMENTS], tuple(causes[MOST_SEGMENTS:])
        names = [self.tr("All", "errors"), *self._name_causes(groups[:MOST_SEGMENTS])]
        chosen = self.causes
        self._causes = [None, *((cause,) for cause in named)]
        if others:
            names.append(self.tr("Others", "errors"))
            self._causes.append(others)
        before = self.segments
        place = next((n for n, causes in enumerate(self._causes) if causes and set(causes) >= set(chosen)), 0)
        self.segments = SegmentBar(self._theme, names, place if chosen else 0, elides=True)
        self.segments.chosen.connect(self._on_chosen)
        if before is not None:
            before.hide()
            before.deleteLater()
            if self.causes != chosen:
                self.chosen.emit(self._causes[self.segments.place])

    def _place_segments(self) -> None:
        if self.segments is None:
            return
        beside = (self.search, self.copy_button, self.export_button)
        room = self.width() - sum(one.sizeHint().width() for one in beside[1:]) - self.search.width()
        fits = self.segments.sizeHint().width() + len(beside) * self._row.spacing() <= room
        line, other = (self._row, self._below) if fits else (self._below, self._row)
        if line.indexOf(self.segments) < 0:
            other.removeWidget(self.segments)
            line.insertWidget(1 if fits else 0, self.segments)

    @Slot(int)
    def _on_chosen(self, place: int) -> None:
        self.chosen.emit(self._causes[place])
