"""A trial run in the details pane: what it did, where to look at it, and the choice to go on or not."""

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ppm_desktop.domain.job import ItemOutcome, JobSnapshot, JobType
from ppm_desktop.domain.listing import WrittenItem
from ppm_desktop.domain.sending import FieldChange
from ppm_desktop.gui.field_words import FieldWords
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.models.job_actions import JobAction, action_name
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.detail_parts import Section, clear, pair_line
from ppm_desktop.gui.views.job_story import JobStory
from ppm_desktop.gui.views.widgets import ElidedLabel, Glyph, IconButton, label

REMIND_AFTER_S = 24 * 60 * 60
MOST_CHANGES = 4
_SIGNS = {
    ItemOutcome.CREATED: ("plus", "ok"),
    ItemOutcome.UPDATED: ("pencil", "infoC"),
    ItemOutcome.UNCHANGED: ("minus", "tx3"),
    ItemOutcome.SKIPPED: ("minus", "tx3"),
    ItemOutcome.FAILED: ("x", "err"),
}


class TrialPanel(QWidget):
    """Shown while a trial stands.

    Signals:
        continue_wanted, cancel_wanted: The buttons.
        find_wanted: A failed product is to be found in PPM: its SKU.
    """

    continue_wanted = Signal()
    cancel_wanted = Signal()
    find_wanted = Signal(str)

    def __init__(self, theme: Theme, wording: Wording, story: JobStory) -> None:
        super().__init__()
        self._theme = theme
        self._wording = wording
        self._story = story
        self._fields = FieldWords(wording)
        self._imports = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_banner())
        self._items = Section(theme, self.tr("Look at them"))
        self._after = Section(theme, self.tr("When it goes on"))
        self._after.body.setSpacing(theme.px(4))
        column.addWidget(self._items)
        column.addWidget(self._after)

    def show_job(self, job: JobSnapshot, now: datetime) -> None:
        """Say how far the trial of ``job`` came."""
        limit = self._wording.number(job.trial_limit)
        self._title.setText(self.tr("Trial run on {n}").format(n=limit))
        since = job.paused_at or now
        self._since.setText(self._wording.ago(since, now))
        self._imports = job.type is JobType.IMPORT
        text = self.tr("{a_of_b} processed. Look at them in the shop, then continue or cancel.")
        if self._imports:
            text = self.tr("{a_of_b} processed. Look at them in PPM, then continue or cancel.")
        sentences = [text.format(a_of_b=self._wording.out_of(job.processed, job.total or 0))]
        if (now - since).total_seconds() >= REMIND_AFTER_S:
            sentences.append(self.tr("It has waited for more than a day; it never goes on by itself."))
        self._text.setText(" ".join(sentences))
        self.continue_button.setText(action_name(JobAction.CONTINUE, job, self._wording))
        self._show_after(job)

    def show_items(self, items: Sequence[WrittenItem]) -> None:
        """What became of the products; an empty list while that is being read."""
        clear(self._items.body)
        self._items.setVisible(bool(items))
        outcomes = [item.record.outcome for item in items]
        created, updated = outcomes.count(ItemOutcome.CREATED), outcomes.count(ItemOutcome.UPDATED)
        rest = len(items) - created - updated
        note = self.tr("{a} new, {b} changed, {c} unchanged")
        self._items.set_note(note.format(a=created, b=updated, c=rest))
        for item in items:
            self._items.body.addWidget(self._make_item(item))

    def _make_banner(self) -> QWidget:
        px = self._theme.px
        holder = QWidget()
        around = QVBoxLayout(holder)
        around.setContentsMargins(px(16), px(12), px(16), px(12))
        banner = QFrame()
        banner.setObjectName("trialBanner")
        column = QVBoxLayout(banner)
        column.setContentsMargins(*(px(12),) * 4)
        column.setSpacing(px(8))
        head = QHBoxLayout()
        head.setSpacing(px(8))
        head.addWidget(Glyph(self._theme, "flask-conical", "rFg"))
        self._title = label(self._theme, TextStyle.PRIMARY, "trialTitle")
        self._since = label(self._theme, TextStyle.CAPTION, "muted")
        head.addWidget(self._title, 1)
        head.addWidget(self._since)
        self._text = label(self._theme, TextStyle.BODY, "soft", wrap=True)
        buttons = QHBoxLayout()
        buttons.setSpacing(px(8))
        self.continue_button = IconButton(self._theme, "play", "", "primary")
        self.continue_button.clicked.connect(self.continue_wanted)
        self.cancel_button = IconButton(self._theme, "ban", self.tr("Cancel…"))
        self.cancel_button.clicked.connect(self.cancel_wanted)
        buttons.addWidget(self.continue_button)
        buttons.addWidget(self.cancel_button)
        buttons.addStretch(1)
        column.addLayout(head)
        column.addWidget(self._text)
        column.addLayout(buttons)
        around.addWidget(banner)
        return holder

    def _make_item(self, item: WrittenItem) -> QWidget:
        px = self._theme.px
        line = QFrame()
        line.setObjectName("section")
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, px(8))
        row.setSpacing(px(8))
        icon, token = _SIGNS[item.record.outcome]
        row.addWidget(Glyph(self._theme, icon, token, 14), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.setSpacing(px(2))
        column.addLayout(self._make_title(item))
        column.addWidget(ElidedLabel(self._theme, TextStyle.CAPTION, "soft", item.record.name))
        column.addWidget(self._changes_label(item))
        row.addLayout(column, 1)
        return line

    def _make_title(self, item: WrittenItem) -> QHBoxLayout:
        title = QHBoxLayout()
        title.setSpacing(self._theme.px(8))
        title.addWidget(label(self._theme, TextStyle.CODE, "strong", self._story.sku(item.record)))
        title.addWidget(label(self._theme, TextStyle.CAPTION, "muted", self._outcome(item.record.outcome)), 1)
        failed = item.record.outcome is ItemOutcome.FAILED
        if (failed or self._imports) and item.record.sku:
            find = IconButton(self._theme, "", self.tr("Find"), "link")
            find.clicked.connect(lambda _=False, sku=item.record.sku: self.find_wanted.emit(sku))
            title.addWidget(find)
        elif item.page:
            link = IconButton(self._theme, "external-link", self.tr("Open in shop"), "link")
            link.setAccessibleName(f"{self.tr('Open in shop')} {self._story.sku(item.record)}")
            link.setToolTip(item.page)
            link.clicked.connect(lambda _=False, page=item.page: QDesktopServices.openUrl(QUrl(page)))
            title.addWidget(link)
        return title

    def _changes_label(self, item: WrittenItem) -> QLabel:
        record = item.record
        if record.outcome is ItemOutcome.FAILED:
            return label(self._theme, TextStyle.CAPTION, "problem", self._story.cause(record.cause), wrap=True)
        if not item.changes:
            text = self.tr("the shop has the same data already") if record.outcome is ItemOutcome.UNCHANGED else ""
            return label(self._theme, TextStyle.CAPTION, "muted", text, wrap=True)
        created = record.outcome is ItemOutcome.CREATED
        shown = [self._change(change, created=created) for change in item.changes[:MOST_CHANGES]]
        more = len(item.changes) - MOST_CHANGES
        if more > 0:
            shown.append(self.tr("and {n} more", "fields", more).format(n=more))
        return label(self._theme, TextStyle.CAPTION, "soft", "   ".join(shown), wrap=True)

    def _change(self, change: FieldChange, *, created: bool) -> str:
        name, after = self._fields.name(change.field), self._fields.value(change.field, change.after)
        if created:
            return f"{name} {after}"
        return f"{name} {self._fields.value(change.field, change.before)} → {after}"

    def _outcome(self, outcome: ItemOutcome) -> str:
        return {
            ItemOutcome.CREATED: self.tr("new", "product"),
            ItemOutcome.UPDATED: self.tr("changed", "product"),
            ItemOutcome.UNCHANGED: self.tr("unchanged", "product"),
            ItemOutcome.SKIPPED: self.tr("skipped", "product"),
            ItemOutcome.FAILED: self.tr("failed", "product"),
        }[outcome]

    def _show_after(self, job: JobSnapshot) -> None:
        clear(self._after.body)
        left = max(0, (job.total or 0) - job.processed)
        lane = self.tr("free, other operations do not wait")
        done = job.processed
        undo = self.tr("{n} products stay as they are now; it can be undone", "", done)
        if self._imports:
            undo = self.tr("{n} products stay as they are now", "", done)
        undo = undo.format(n=self._wording.number(done))
        for name, value in (
            (self.tr("Left"), self._wording.products(left)),
            (self.tr("Shop's lane"), lane),
            (self.tr("When cancelled"), undo),
        ):
            self._after.body.addWidget(pair_line(self._theme, name, value))

    @Slot()
    def forget(self) -> None:
        """Nothing is known of the products yet."""
        self.show_items(())
