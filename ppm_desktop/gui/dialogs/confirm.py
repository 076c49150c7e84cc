"""Questions before something is lost: the safe answer has the focus, the other names its effect."""

from PySide6.QtCore import QCoreApplication, Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ppm_desktop.domain.job import JobSnapshot, JobType, Origin
from ppm_desktop.gui.dialogs.frame import FramedDialog
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.tiles import dialog_tile
from ppm_desktop.gui.views.widgets import IconButton, label

translate = QCoreApplication.translate

WIDTH_PX = 504


class ConfirmDialog(FramedDialog):
    """Asks one question; Esc and "back" mean that nothing happens, Enter too unless nothing can be lost.

    Attributes:
        lines: Below the text there is room for more.

    Signals:
        confirmed: The action was chosen: number of what was asked about.
    """

    confirmed = Signal(int)

    def __init__(
        self,
        theme: Theme,
        icon: str,
        question: str,
        text: str,
        action: str,
        about: int,
        parent: QWidget | None = None,
        *,
        action_icon: str = "",
        harmless: bool = False,
        final: bool = False,
    ) -> None:
        """``harmless`` actions can be taken back any time; ``final`` ones never."""
        super().__init__(theme, "PPM Desktop", WIDTH_PX, parent)
        self._about = about
        self.setFixedWidth(theme.px(WIDTH_PX))
        row = QHBoxLayout()
        row.setSpacing(theme.px(16))
        tile = QLabel()
        tile.setPixmap(dialog_tile(theme, icon, self.devicePixelRatioF(), loses=final))
        row.addWidget(tile, 0, Qt.AlignmentFlag.AlignTop)
        lines = QVBoxLayout()
        lines.setSpacing(theme.px(6))
        lines.addWidget(label(theme, TextStyle.PANE_TITLE, "paneTitle", question, wrap=True))
        lines.addWidget(label(theme, TextStyle.BODY, "soft", text, wrap=True))
        self.lines = QVBoxLayout()
        lines.addLayout(self.lines)
        lines.addStretch(1)
        row.addLayout(lines, 1)
        self.body.addLayout(row)
        self.setAccessibleName(question)
        self.setAccessibleDescription(text)
        self.back_button = IconButton(theme, "", self.tr("Back"))
        self.back_button.clicked.connect(self.reject)
        self.action_button = IconButton(theme, action_icon, action, "primary" if harmless else "danger")
        self.action_button.clicked.connect(self._on_action)
        self.add_button(self.back_button)
        self.add_button(self.action_button)
        safe = self.action_button if harmless else self.back_button
        safe.setDefault(True)
        safe.setFocus()

    @Slot()
    def _on_action(self) -> None:
        self.confirmed.emit(self._about)
        self.accept()


def cancel_dialog(theme: Theme, wording: Wording, job: JobSnapshot, parent: QWidget | None = None) -> ConfirmDialog:
    """Asks whether ``job`` is to be cancelled, and says what stays."""
    web = job.origin is Origin.WEB
    action = translate("CancelDialog", "Cancel operation")
    consequence = _consequence(wording, job)
    return ConfirmDialog(theme, "globe" if web else "ban", _question(job), consequence, action, job.id, parent)


def cancel_all_dialog(theme: Theme, wording: Wording, count: int, parent: QWidget | None = None) -> ConfirmDialog:
    """Asks whether ``count`` jobs are to be cancelled."""
    question = wording.cancel_all(count)
    stays = translate("CancelDialog", "What is saved stays. The rest will not be processed.")
    return ConfirmDialog(theme, "ban", question, stays, translate("CancelDialog", "Cancel operations"), count, parent)


def take_over_dialog(theme: Theme, wording: Wording, job: JobSnapshot, parent: QWidget | None = None) -> ConfirmDialog:
    """Asks whether this computer goes on with ``job``, whose runner has gone."""
    where = job.runner.host if job.runner is not None else "?"
    place = wording.out_of(min(job.processed + 1, job.total or 1), job.total or 0)
    text = translate("TakeOverDialog", "The operation lost contact with {computer}. Take it over from product {place}?")
    question = translate("TakeOverDialog", "Take over the operation #{n}?").format(n=job.id)
    return ConfirmDialog(
        theme,
        "hand",
        question,
        text.format(computer=where, place=place),
        translate("TakeOverDialog", "Take over"),
        job.id,
        parent,
        harmless=True,
    )


def _question(job: JobSnapshot) -> str:
    texts = {
        JobType.IMPORT: translate("CancelDialog", "Cancel the import from {shop}?"),
        JobType.SYNC: translate("CancelDialog", "Cancel the sync to {shop}?"),
        JobType.EXPORT: translate("CancelDialog", "Cancel the export to {shop}?"),
    }
    return texts[job.type].format(shop=job.shop_name)


def _consequence(wording: Wording, job: JobSnapshot) -> str:
    saved = wording.number(job.processed - job.failed)
    if job.origin is Origin.WEB:
        text = translate(
            "CancelDialog",
            "The {x} saved products stay. The web app may go on working: "
            "it stops only when it looks at the state of the operation itself.",
        )
        return text.format(x=saved)
    if job.total is None:
        return translate("CancelDialog", "Nothing has been processed yet.")
    left = wording.number(max(0, job.total - job.processed))
    text = translate("CancelDialog", "The {x} saved products stay. The other {n} will not be processed.")
    return text.format(x=saved, n=left)
