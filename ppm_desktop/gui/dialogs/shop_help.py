"""Short help for a shop that needs attention: where in its back office the cure is."""

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ppm_desktop.domain.permissions import MissingRight
from ppm_desktop.domain.shop_profile import ConnectionState, ShopProfile
from ppm_desktop.gui.dialogs.frame import FramedDialog
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.widgets import IconButton, label

WIDTH_PX = 504


class ShopHelpDialog(FramedDialog):
    """Numbered steps, and below them the rights that the key lacks.

    Attributes:
        steps: What it says, in order.
    """

    def __init__(self, theme: Theme, profile: ShopProfile, parent: QWidget | None = None) -> None:
        super().__init__(theme, "PPM Desktop", WIDTH_PX, parent)
        self.setFixedWidth(theme.px(WIDTH_PX))
        matrix = profile.matrix
        missing = matrix.missing if matrix is not None and profile.last_error is None else ()
        self.steps = self._steps(profile, missing=bool(missing))
        title = self.tr("How to repair {shop}").format(shop=profile.summary.name)
        self.setAccessibleName(title)
        self.body.addWidget(label(theme, TextStyle.PANE_TITLE, "paneTitle", title, wrap=True))
        self.body.addSpacing(theme.px(4))
        for number, step in enumerate(self.steps, start=1):
            self.body.addLayout(self._line(f"{number}.", step))
        for one in missing:
            self.body.addWidget(label(theme, TextStyle.CODE, "strong", _right(one)))
        self.body.addStretch(1)
        close = IconButton(theme, "", self.tr("Close"))
        close.clicked.connect(self.accept)
        close.setDefault(True)
        self.add_button(close)

    def showEvent(self, event: QShowEvent) -> None:
        """As high as its words need."""
        layout = self.layout()
        if layout is not None:
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))
        super().showEvent(event)

    def _line(self, number: str, text: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self.theme.px(8))
        count = label(self.theme, TextStyle.BODY, "muted", number)
        count.setFixedWidth(self.theme.px(20))
        row.addWidget(count)
        row.addWidget(label(self.theme, TextStyle.BODY, "soft", text, wrap=True), 1)
        return row

    def _steps(self, profile: ShopProfile, *, missing: bool) -> tuple[str, ...]:
        panel = self.tr("In the shop's back office open Advanced Parameters, Webservice.")
        again = self.tr('Save there, then click "Check again" here.')
        if missing:
            key = self.tr("Open the key that PPM uses and tick the permissions listed below.")
            return panel, key, again
        if profile.state is ConnectionState.KEY_REJECTED:
            key = self.tr("See whether the key is there and enabled; if not, make a new one.")
            return panel, key, self.tr('Paste the key here under "Edit…", then check again.')
        if profile.state is ConnectionState.OVERLOADED:
            wait = self.tr("Wait until the shop has less to do or its maintenance has ended.")
            limit = self.tr('If it happens often, set a lower rate limit here under "Edit…".')
            return wait, limit, self.tr('Click "Check again".')
        browser = self.tr("Open the shop's page in a browser: does it answer, and without a warning?")
        address = self.tr('See whether the address here under "Edit…" is right, with https and the right domain.')
        hosting = self.tr("Ask the hosting company if the shop stays away or its certificate has expired.")
        return browser, address, hosting


def _right(missing: MissingRight) -> str:
    return f"{missing.resource}: {missing.verb}"
