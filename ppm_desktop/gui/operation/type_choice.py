"""Three tiles: import, sync, export."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ppm_desktop.domain.job import JobType
from ppm_desktop.gui.delegates.job_row import type_tile
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.widgets import label

TILE_PX = 112
_SHARES = {JobType.IMPORT: 10, JobType.SYNC: 12, JobType.EXPORT: 11}


class TypeChoice(QWidget):
    """One of the tiles is chosen at any time; arrow keys move between them.

    Signals:
        changed: Another type was chosen.
    """

    changed = Signal()

    def __init__(self, theme: Theme, chosen: JobType) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(8))
        names = self._names()
        self._group = QButtonGroup(self)
        for place, (job_type, (name, note)) in enumerate(names.items()):
            tile = _Tile(theme, job_type, name, note)
            tile.setChecked(job_type is chosen)
            self._group.addButton(tile, place)
            row.addWidget(tile, _SHARES[job_type])
        self._types = tuple(names)
        self._group.idToggled.connect(self._on_toggled)

    @property
    def type(self) -> JobType:
        """The type that is chosen."""
        return self._types[max(0, self._group.checkedId())]

    def choose(self, job_type: JobType) -> None:
        """Choose ``job_type``."""
        self._group.button(self._types.index(job_type)).setChecked(True)

    def _names(self) -> Mapping[JobType, tuple[str, str]]:
        return {
            JobType.IMPORT: (self.tr("Import"), self.tr("shop to PPM")),
            JobType.SYNC: (self.tr("Sync"), self.tr("PPM to shop, linked only")),
            JobType.EXPORT: (self.tr("Export"), self.tr("PPM to shop, new ones too")),
        }

    @Slot(int, bool)
    def _on_toggled(self, _place: int, checked: bool) -> None:
        if checked:
            self.changed.emit()


class _Tile(QPushButton):
    def __init__(self, theme: Theme, job_type: JobType, name: str, note: str) -> None:
        super().__init__()
        self._theme = theme
        self._type = job_type
        self.setObjectName("typeTile")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setAccessibleName(f"{name}, {note}")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.px(TILE_PX))
        column = QVBoxLayout(self)
        column.setContentsMargins(theme.px(10), theme.px(12), theme.px(2), theme.px(8))
        column.setSpacing(0)
        self._icon = QLabel()
        column.addWidget(self._icon)
        column.addSpacing(theme.px(6))
        column.addWidget(label(theme, TextStyle.PRIMARY, "strong", name))
        column.addWidget(label(theme, TextStyle.CAPTION, "muted", note, wrap=True), 1, Qt.AlignmentFlag.AlignTop)
        for child in self.findChildren(QLabel):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._paint_icon()
        theme.changed.connect(self._paint_icon)

    @Slot()
    def _paint_icon(self) -> None:
        self._icon.setPixmap(type_tile(self._theme, self._type, self.devicePixelRatioF(), 32, 16))
