"""Everything of a shop that a person can change, as fields."""

from collections.abc import Sequence
from decimal import Decimal
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.shop_mapping import PriceGroup
from ppm_desktop.domain.shop_profile import ShopEdit, ShopProfile
from ppm_desktop.domain.typed_values import read_number
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.theme import TextStyle, Theme
from ppm_desktop.gui.views.shops_fields import KeyField, line, named
from ppm_desktop.gui.views.widgets import IconButton, label


class NotANumberError(ValueError):
    """``text`` stands where a number should."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.text = text


class ShopForm(QWidget):
    """Filled with a `ShopProfile`; `edit` reads what is typed.

    Signals:
        connection_edited: Address or key are different now.
        edited: Something else is.
    """

    connection_edited = Signal()
    edited = Signal()

    def __init__(
        self, theme: Theme, wording: Wording, profile: ShopProfile, shared: SharedSettings, panel: QWidget
    ) -> None:
        """``panel`` stands below address and key."""
        super().__init__()
        self.setObjectName("paneBody")
        self._theme = theme
        self._wording = wording
        self._profile = profile
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(theme.px(24), theme.px(4), theme.px(24), theme.px(16))
        self._column.setSpacing(theme.px(12))
        self._make_connection(panel)
        self._make_rate()
        self._make_role()
        self._make_guards(shared)
        self._make_prices()
        self._column.addStretch(1)
        self._fill()
        self._connect()

    @property
    def complete(self) -> bool:
        """Whether there is a name, an address, and a key that is whole or none."""
        return bool(self.name.text().strip() and self.address.text().strip()) and self.key_fits

    @property
    def key_fits(self) -> bool:
        """Whether the key is whole, or none is typed."""
        return not self.key.key or self.key.whole

    @property
    def moved(self) -> bool:
        """Whether address or key are different from what is stored."""
        return self.address.text().strip() != self._profile.summary.url or bool(self.key.key)

    def edit(self) -> ShopEdit:
        """The shop as it is typed.

        Raises:
            NotANumberError: a number cannot be read.
        """
        group = self.group.currentData()
        limit = _number(self.limit.text())
        if limit is not None and limit != int(limit):
            raise NotANumberError(self.limit.text().strip())
        off, price = _number(self.guard_off.text()), _number(self.guard_price.text())
        return ShopEdit(
            self.name.text().strip(),
            self.address.text().strip(),
            self.key.key or None,
            None if limit is None else int(limit),
            self.leads.isChecked(),
            None if off is None else float(off),
            None if price is None else float(price),
            group if isinstance(group, int) else None,
        )

    def show_groups(self, groups: Sequence[PriceGroup]) -> None:
        """Offer these price groups; the default one is what a shop has that chose none."""
        self.group.clear()
        for one in groups:
            self.group.addItem(one.name, None if one.default else one.id)
        wanted = self._profile.price_group_id
        self.group.setCurrentIndex(next((n for n, one in enumerate(groups) if one.id == wanted), 0))
        self.group.setEnabled(True)

    def _make_connection(self, panel: QWidget) -> None:
        self.name, self.address = line(self._theme), line(self._theme, "https://")
        self.key = KeyField(self._theme, self.tr("Leave empty to keep the present key"))
        name = named(self._theme, self.tr("Name in PPM"), self.name)
        self._row(name, named(self._theme, self.tr("Shop address"), self.address))
        hint = self.tr("32 characters. Stored encrypted.")
        self._column.addLayout(named(self._theme, self.tr("New API key"), self.key, hint))
        self._column.addWidget(panel)

    def _make_rate(self) -> None:
        self._head(self.tr("Rate"))
        self.limit = line(self._theme, self.tr("as many as the shop takes"))
        hint = self.tr("PPM slows down by itself when the shop does. A limit spares a weak server.")
        self._column.addLayout(named(self._theme, self.tr("Requests a minute, at most"), self.limit, hint))
        offered = self._profile.offered_requests_per_minute
        if offered is not None:
            text = self.tr("Use the limit of the web app: {n}").format(n=self._wording.number(offered))
            offer = IconButton(self._theme, "", text, "link")
            offer.clicked.connect(partial(self.limit.setText, str(offered)))
            self._column.addWidget(offer, 0, Qt.AlignmentFlag.AlignLeft)

    def _make_role(self) -> None:
        self._head(self.tr("Role"))
        self.leads = QCheckBox(self.tr("This shop leads: its changes go into PPM's products"))
        note = self.tr("Other shops follow: what is different in them is kept apart.")
        if self._profile.summary.leads:
            self.leads.setEnabled(False)
            note = self.tr("This shop leads. To change that, let another one lead.")
            self.leads.setToolTip(note)
        self._column.addWidget(self.leads)
        self._note(note)

    def _make_guards(self, shared: SharedSettings) -> None:
        self._head(self.tr("Ask before an unusually big change"))
        self.guard_off = line(self._theme, self._percent(shared.guard_off_percent))
        self.guard_price = line(self._theme, self._percent(shared.guard_price_percent))
        off = named(self._theme, self.tr("Products switched off, from %"), self.guard_off)
        self._row(off, named(self._theme, self.tr("Price changes, from %"), self.guard_price))
        self._note(self.tr("Empty: as in all shops."))

    def _make_prices(self) -> None:
        self._head(self.tr("Prices"))
        self.group = QComboBox()
        self.group.addItem(self.tr("PPM's default price group"), self._profile.price_group_id)
        self.group.setEnabled(False)
        name = self.tr("The shop's prices are PPM's price group")
        self._column.addLayout(named(self._theme, name, self.group))

    def _fill(self) -> None:
        before = ShopEdit.of(self._profile)
        self.name.setText(before.name)
        self.address.setText(before.url)
        limit = before.max_requests_per_minute
        self.limit.setText("" if limit is None else str(limit))
        self.leads.setChecked(before.leads)
        self.guard_off.setText(self._percent(before.guard_off_percent))
        self.guard_price.setText(self._percent(before.guard_price_percent))

    def _connect(self) -> None:
        for field in (self.address, self.key):
            field.textChanged.connect(self.connection_edited)
        for field in (self.name, self.limit, self.guard_off, self.guard_price):
            field.textChanged.connect(self.edited)

    def _percent(self, percent: float | None) -> str:
        return "" if percent is None else self._wording.plain(Decimal(str(percent)))

    def _head(self, text: str) -> None:
        self._column.addSpacing(self._theme.px(4))
        self._column.addWidget(label(self._theme, TextStyle.SECTION, "sectionHead", text))

    def _note(self, text: str) -> None:
        self._column.addWidget(label(self._theme, TextStyle.CAPTION, "muted", text, wrap=True))

    def _row(self, *columns: QVBoxLayout) -> None:
        row = QHBoxLayout()
        row.setSpacing(self._theme.px(16))
        for column in columns:
            row.addLayout(column, 1)
        self._column.addLayout(row)


def _number(text: str) -> Decimal | None:
    """None for nothing typed; a percent sign does no harm."""
    plain = text.strip().removesuffix("%").strip()
    if not plain:
        return None
    number = read_number(plain)
    if number is None:
        raise NotANumberError(text.strip())
    return number
