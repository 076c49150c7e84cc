"""Keeps what an account of the database may not do out of reach, and says why."""

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from ppm_desktop.domain.causes import Language, explain
from ppm_desktop.domain.roles import Right, Rights
from ppm_desktop.gui.products_page import ProductsPage
from ppm_desktop.gui.views.shops import ShopsView
from ppm_desktop.gui.views.sync_center import SyncCenterView


def why_not(rights: Rights, right: Right, language: Language) -> str:
    """Why the account may not do that; empty where it may."""
    return "" if rights.may(right) else explain(f"not_allowed_{right}", language).sentence


def forbid(widgets: Iterable[QWidget], why: str) -> None:
    """Disable ``widgets`` for good, whatever their views make of them later; ``why`` is their tooltip.

    An empty ``why`` forbids nothing.
    """
    if why:
        for widget in widgets:
            _Guard(widget, why)


class Limits:
    """What the rights of the account leave of each page."""

    def __init__(self, rights: Rights, language: Language) -> None:
        self._run, self._edit, self._shops = (
            why_not(rights, right, language) for right in (Right.RUN, Right.EDIT, Right.SHOPS)
        )

    def on_center(self, view: SyncCenterView) -> None:
        """Nothing is started, stopped or taken back."""
        detail = view.detail
        doing = (detail.main_button, detail.both_button, detail.pause_button, detail.undo_button)
        forbid((view.header.new_button, *doing), self._run)

    def on_products(self, page: ProductsPage) -> None:
        """Nothing is sent, or nothing is changed."""
        header, bar = page.view.header, page.view.bar
        forbid((header.new_button, bar.sync_button, bar.export_button), self._run)
        forbid((header.file_button,), self._edit)
        page.model.read_only = bool(self._edit)

    def on_shops(self, view: ShopsView) -> None:
        """Nothing is added, tested or changed."""
        forbid((view.header.check_button, view.detail.check_button, view.detail.new_button), self._run)
        forbid((view.header.add_button, view.detail.edit_button), self._shops)


class _Guard(QObject):
    """Belongs to its widget and lives as long."""

    def __init__(self, widget: QWidget, why: str) -> None:
        super().__init__(widget)
        self._widget = widget
        self._why = why
        self._hold()
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Views switch their buttons on and off and tell why not; this comes after them."""
        if event.type() in (QEvent.Type.EnabledChange, QEvent.Type.ToolTipChange):
            self._hold()
        return super().eventFilter(watched, event)

    def _hold(self) -> None:
        if self._widget.isEnabled():
            self._widget.setEnabled(False)
        if self._widget.toolTip() != self._why:
            self._widget.setToolTip(self._why)
