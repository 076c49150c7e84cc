"""Starts a sync or export of picked products: to which shops, and what to do where both sides have changed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QIntValidator
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QLineEdit, QRadioButton, QWidget

from ppm_desktop.domain.job import JobType
from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.domain.request import JobMode, JobRequest, SendPolicy
from ppm_desktop.gui.dialogs.frame import FramedDialog
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.widgets import IconButton, label

WIDTH_PX = 504
MOST_PRODUCTS = 2**31 - 1


class SendDialog(FramedDialog):
    """One operation for each of the shops chosen.

    Signals:
        chosen: `JobRequest` and the numbers of the shops.
    """

    chosen = Signal(object, object)

    def __init__(
        self,
        theme: Theme,
        wording: Wording,
        job_type: JobType,
        product_ids: Sequence[int],
        shops: Sequence[ShopSummary],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, "", WIDTH_PX, parent)
        self._type = job_type
        self._product_ids = tuple(product_ids)
        exports = job_type is JobType.EXPORT
        title = self.tr("Export products to shops") if exports else self.tr("Sync products to shops")
        self.setWindowTitle(title)
        self.body.addWidget(label(theme, TextStyle.PANE_TITLE, "paneTitle", title))
        self.body.addWidget(label(theme, TextStyle.BODY, "soft", wording.products(len(self._product_ids))))
        self.body.addWidget(label(theme, TextStyle.SECTION, "sectionHead", self.tr("Shops")))
        self._boxes = {shop.id: self._box(shop.name) for shop in shops}
        self._changed_only = self._box(self.tr("Only changed since the last sync"), checked=True)
        self.body.addWidget(label(theme, TextStyle.SECTION, "sectionHead", self.tr("When data differs")))
        self._policies = QButtonGroup(self)
        texts = (
            self.tr("Send PPM data"),
            self.tr("Keep shop data (the product is skipped)"),
            self.tr("Note the conflict for a decision"),
        )
        for place, text in enumerate(texts):
            radio = QRadioButton(text)
            radio.setChecked(place == 0)
            self._policies.addButton(radio, place)
            self.body.addWidget(radio)
        self._make_confirmation()
        self._problem = label(theme, TextStyle.BODY, "problem", wrap=True)
        self._problem.hide()
        self.body.addWidget(self._problem)
        self._make_foot(exports)
        if len(shops) == 1:
            self._boxes[shops[0].id].setChecked(True)

    @property
    def problem(self) -> str:
        """What keeps the operation from starting, empty when nothing was wrong."""
        return self._problem.text()

    def choose_shop(self, shop_id: int) -> None:
        """Tick a shop."""
        self._boxes[shop_id].setChecked(True)

    @property
    def confirmation(self) -> QLineEdit:
        """Where the number of an unusually big change is typed."""
        return self._confirmation

    @Slot()
    def start(self) -> None:
        """Hand on what was chosen, or say what is missing."""
        shops = tuple(shop_id for shop_id, box in self._boxes.items() if box.isChecked())
        self._problem.setText("" if shops else self.tr("Choose at least one shop."))
        self._problem.setVisible(not shops)
        if not shops:
            return
        typed = self._confirmation.text()
        request = JobRequest(
            type=self._type,
            mode=JobMode.INDIVIDUAL,
            product_ids=self._product_ids,
            send_policy=list(SendPolicy)[max(0, self._policies.checkedId())],
            changed_only=self._changed_only.isChecked(),
            confirmed=int(typed) if typed else None,
        )
        self.chosen.emit(request, shops)
        self.accept()

    def _box(self, text: str, *, checked: bool = False) -> QCheckBox:
        box = QCheckBox(text)
        box.setChecked(checked)
        self.body.addWidget(box)
        return box

    def _make_confirmation(self) -> None:
        text = self.tr("Number of products, if an operation has asked you to confirm a big change")
        self.body.addWidget(label(self.theme, TextStyle.CAPTION, "muted", text, wrap=True))
        self._confirmation = QLineEdit()
        self._confirmation.setValidator(QIntValidator(0, MOST_PRODUCTS, self._confirmation))
        self._confirmation.setAccessibleName(text)
        self.body.addWidget(self._confirmation)

    def _make_foot(self, exports: bool) -> None:
        cancel = IconButton(self.theme, "", self.tr("Cancel", "dialog"))
        cancel.clicked.connect(self.reject)
        text = self.tr("Start export") if exports else self.tr("Start sync")
        self.start_button = IconButton(self.theme, "play", text, "primary")
        self.start_button.clicked.connect(self.start)
        self.start_button.setDefault(True)
        self.add_button(cancel)
        self.add_button(self.start_button)
