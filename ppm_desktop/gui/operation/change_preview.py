"""The right side of the operation dialog: what the operation would change, from a dry run."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedLayout, QVBoxLayout, QWidget

from ppm_desktop.domain.job import JobType
from ppm_desktop.domain.preview import PreviewItem, PreviewKind, SendPreview
from ppm_desktop.domain.request import SendPolicy
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.operation.change_card import KIND_LOOKS, ChangeCard
from ppm_desktop.gui.operation.guard_band import GuardBand
from ppm_desktop.gui.operation.preview_words import PreviewWords
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.detail_parts import clear
from ppm_desktop.gui.views.figures import FigureTile
from ppm_desktop.gui.views.pill import Pill
from ppm_desktop.gui.views.segments import SegmentBar
from ppm_desktop.gui.views.widgets import ElidedLabel, GlyphButton, IconButton, label

MOST_CARDS = 20
_TILES = (PreviewKind.CREATE, PreviewKind.UPDATE, PreviewKind.UNCHANGED, PreviewKind.CONFLICT, PreviewKind.UNLINKED)
_SEGMENTS = (
    PreviewKind.CONFLICT,
    PreviewKind.CREATE,
    PreviewKind.UPDATE,
    PreviewKind.UNCHANGED,
    PreviewKind.UNLINKED,
    PreviewKind.FAILED,
)


class ChangePreview(QWidget):
    """Says one sentence, or shows a dry run: fresh, being made anew, or out of date.

    Signals:
        refresh_wanted: The dry run is to be made again.
        whole_wanted: It is to look at every product.
        skip_wanted: The person starts without it.
    """

    refresh_wanted = Signal()
    whole_wanted = Signal()
    skip_wanted = Signal()

    def __init__(self, theme: Theme, wording: Wording, words: PreviewWords) -> None:
        super().__init__()
        self._theme = theme
        self._wording = wording
        self._words = words
        self._previews: tuple[SendPreview, ...] = ()
        self._policy = SendPolicy.PPM_WINS
        column = QVBoxLayout(self)
        column.setContentsMargins(*(theme.px(side) for side in (24, 12, 24, 16)))
        column.setSpacing(theme.px(12))
        column.addLayout(self._make_head())
        holder = QWidget()
        self._stack = QStackedLayout(holder)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self._stack.addWidget(self._make_sentence())
        self._stack.addWidget(self._make_result())
        column.addWidget(holder, 1)

    def say(self, text: str, *, busy: bool = False, skip: bool = False) -> None:
        """One sentence instead of a result; ``busy`` while shops are asked, ``skip`` offers to do without."""
        self._previews = ()
        self.guard.clear()
        self._sentence.setText(text)
        self._skip.setVisible(skip)
        self._checked.set_text("")
        self._pill.setVisible(busy)
        self._refresh.setVisible(skip and not busy)
        self._pill.tell(self.tr("Checking…"), "loader-circle", "info")
        self._stack.setCurrentIndex(0)

    def expect(self) -> None:
        """Other things were chosen: what is shown is out of date, a new dry run follows soon."""
        if self._previews:
            self._pill.tell(self.tr("Out of date"), "rotate-cw", "wait")
        else:
            self.show_busy()

    def show_busy(self) -> None:
        """Shops are asked; what is shown of an older dry run stays until the new one has come."""
        if self._previews:
            self._pill.tell(self.tr("Checking…"), "loader-circle", "info")
        else:
            self.say(self.tr("Comparing the products with the shop. Nothing is saved."), busy=True, skip=True)

    def show_result(self, previews: Sequence[SendPreview], job_type: JobType, policy: SendPolicy) -> None:
        """Show a fresh dry run."""
        self._previews = tuple(previews)
        self._policy = policy
        self._pill.tell(self.tr("Dry run, nothing saved"), "check", "good")
        self._pill.show()
        self._refresh.show()
        self._checked.set_text(self._words.checked(previews))
        self._whole.setVisible(not all(one.complete for one in previews))
        counts = {kind: sum(one.count(kind) for one in previews) for kind in _SEGMENTS}
        absent = PreviewKind.UNLINKED if job_type is JobType.EXPORT else PreviewKind.CREATE
        for kind, tile in self._tiles.items():
            tile.setVisible(kind is not absent or counts[kind] > 0)
            tile.tell(self._wording.number(counts[kind]))
        self._bar.show_shares([(KIND_LOOKS[kind][1], counts[kind]) for kind in (*_TILES, PreviewKind.FAILED)])
        self._show_segments(counts, absent)
        self._show_alarm()
        self._stack.setCurrentIndex(1)
        self._show_cards()

    def choose(self, kind: PreviewKind) -> None:
        """Show the products of ``kind``."""
        self._segments.choose(_SEGMENTS.index(kind))

    def _make_head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(10))
        row.addWidget(label(self._theme, TextStyle.PANE_TITLE, "paneTitle", self.tr("Change preview")))
        self._pill = Pill(self._theme, "", "check", "good")
        self._pill.hide()
        row.addWidget(self._pill)
        self._checked = ElidedLabel(self._theme, TextStyle.CAPTION, "muted")
        self._checked.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._checked, 1)
        self._refresh = GlyphButton(self._theme, "rotate-cw", self.tr("Check again"), 28)
        self._refresh.clicked.connect(self.refresh_wanted)
        self._refresh.hide()
        row.addWidget(self._refresh)
        return row

    def _make_sentence(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.addStretch(1)
        self._sentence = label(self._theme, TextStyle.BODY, "muted", wrap=True)
        self._sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)
        column.addWidget(self._sentence)
        self._skip = IconButton(self._theme, "", self.tr("Start without a preview"), "link")
        self._skip.clicked.connect(self.skip_wanted)
        column.addWidget(self._skip, 0, Qt.AlignmentFlag.AlignCenter)
        column.addStretch(2)
        return holder

    def _make_result(self) -> QWidget:
        px = self._theme.px
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(px(12))
        row = QHBoxLayout()
        row.setSpacing(px(8))
        self._tiles = {kind: FigureTile(self._theme, *KIND_LOOKS[kind], self._words.kind(kind)) for kind in _TILES}
        for tile in self._tiles.values():
            row.addWidget(tile, 1)
        column.addLayout(row)
        self._bar = _KindBar(self._theme)
        column.addWidget(self._bar)
        self.guard = GuardBand(self._theme, self._wording)
        column.addWidget(self.guard)
        line = QHBoxLayout()
        self._segments = SegmentBar(self._theme, [self._words.kind(kind) for kind in _SEGMENTS])
        self._segments.chosen.connect(self._show_cards)
        line.addWidget(self._segments)
        line.addStretch(1)
        self._whole = IconButton(self._theme, "", self.tr("Check all products"), "link")
        self._whole.clicked.connect(self.whole_wanted)
        line.addWidget(self._whole)
        self._sample = label(self._theme, TextStyle.CAPTION, "muted")
        line.addWidget(self._sample)
        column.addLayout(line)
        column.addWidget(self._make_cards(), 1)
        return holder

    def _make_cards(self) -> QScrollArea:
        content = QWidget()
        content.setObjectName("cards")
        self._cards = QVBoxLayout(content)
        self._cards.setContentsMargins(0, 0, self._theme.px(4), 0)
        self._cards.setSpacing(self._theme.px(8))
        scroll = QScrollArea()
        scroll.setObjectName("cardArea")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(self.tr("Products of the preview"))
        scroll.setWidget(content)
        self._area = scroll
        return scroll

    def _show_segments(self, counts: dict[PreviewKind, int], absent: PreviewKind) -> None:
        self._segments.show_counts([self._wording.number(counts[kind]) for kind in _SEGMENTS])
        for place, kind in enumerate(_SEGMENTS):
            self._segments.offer(place, counts[kind] > 0 or kind not in (absent, PreviewKind.FAILED))
        if not counts[_SEGMENTS[self._segments.place]]:
            filled = next((place for place, kind in enumerate(_SEGMENTS) if counts[kind]), None)
            if filled is not None:
                self._segments.choose(filled)

    def _show_alarm(self) -> None:
        number = sum(one.to_confirm for one in self._previews if one.alarm)
        if any(one.alarm for one in self._previews):
            self.guard.ask(self._words.alarm(self._previews), number)
        else:
            self.guard.clear()

    @Slot()
    def _show_cards(self) -> None:
        clear(self._cards)
        kind = _SEGMENTS[self._segments.place]
        found: list[tuple[PreviewItem, SendPreview]] = [
            (item, preview) for preview in self._previews for item in preview.items if item.kind is kind
        ]
        several = len(self._previews) > 1
        for item, preview in found[:MOST_CARDS]:
            words = self._words.card(item, preview, self._policy, names_shop=several)
            self._cards.addWidget(ChangeCard(self._theme, words, self.tr("Field")))
        self._cards.addStretch(1)
        shown, total = min(len(found), MOST_CARDS), sum(one.count(kind) for one in self._previews)
        text = self.tr("sample {a_of_b}").format(a_of_b=self._wording.out_of(shown, total))
        self._sample.setText(text if shown else "")
        self._area.verticalScrollBar().setValue(0)


class _KindBar(QWidget):
    """The shares of the kinds beside each other."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shares: list[tuple[str, int]] = []
        self.setFixedHeight(theme.px(8))
        theme.changed.connect(self.update)

    def show_shares(self, shares: list[tuple[str, int]]) -> None:
        """Colour tokens with counts, from the left."""
        self._shares = shares
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Rounded at both ends, a thin gap between kinds."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        outline = QPainterPath()
        outline.addRoundedRect(QRectF(self.rect()), self.height() / 2, self.height() / 2)
        painter.setClipPath(outline)
        painter.fillRect(self.rect(), self._theme.colour("track"))
        total = sum(count for _, count in self._shares)
        left = 0.0
        for token, count in self._shares if total else ():
            width = self.width() * count / total
            painter.fillRect(QRectF(left, 0, max(0.0, width - 2), self.height()), self._theme.colour(token))
            left += width
