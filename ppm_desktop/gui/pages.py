"""The pages of the window: made when they are first opened, told each time they come into view."""

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Protocol, runtime_checkable

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QWidget

from ppm_desktop.gui.views.filter_bar import SearchField


class Page(StrEnum):
    """In the order of the navigation."""

    SYNC_CENTER = "sync_center"
    PRODUCTS = "products"
    SHOPS = "shops"
    SETTINGS = "settings"


@runtime_checkable
class ToldWhenShown(Protocol):
    """A page that reads anew what it shows."""

    def show_page(self) -> None:
        """It has come into view."""


@runtime_checkable
class HasRegions(Protocol):
    """A page that F6 goes through."""

    def regions(self) -> Sequence[QWidget]:
        """Where the keyboard stops, in order."""


class PageStack(QStackedWidget):
    """Shows one page at a time; pages that were never opened cost nothing.

    Signals:
        opened: `Page` that is in view now.
    """

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._makers: dict[Page, Callable[[], QWidget]] = {}
        self._made: dict[Page, QWidget] = {}

    @property
    def page(self) -> Page:
        """The page in view."""
        shown = self.currentWidget()
        return next(page for page, widget in self._made.items() if widget is shown)

    def add(self, page: Page, make: Callable[[], QWidget]) -> None:
        """Offer ``page``; ``make`` makes its widget."""
        self._makers[page] = make

    def pages(self) -> list[Page]:
        """The pages there are."""
        return list(self._makers)

    def made(self, page: Page) -> QWidget | None:
        """The widget of ``page``, None while it was never opened."""
        return self._made.get(page)

    def open(self, page: Page) -> QWidget:
        """Bring ``page`` into view; returns its widget."""
        widget = self._made.get(page)
        if widget is None:
            widget = self._made[page] = self._makers[page]()
            self.addWidget(widget)
        changes = self.currentWidget() is not widget or self.count() == 1
        self.setCurrentWidget(widget)
        if changes:
            if isinstance(widget, ToldWhenShown):
                widget.show_page()
            self.opened.emit(page)
        return widget

    def regions(self) -> Sequence[QWidget]:
        """Where F6 stops on the page in view."""
        shown = self.currentWidget()
        regions = shown.regions() if isinstance(shown, HasRegions) else (self.search(),)
        return [region for region in regions if region is not None and region.isVisible()]

    def search(self) -> QLineEdit | None:
        """The search field of the page in view."""
        shown = self.currentWidget()
        fields = [] if shown is None else shown.findChildren(SearchField)
        return next((field for field in fields if field.isVisible()), None)

    @Slot()
    def focus_search(self) -> None:
        """Put the cursor into the search of the page in view."""
        field = self.search()
        if field is not None:
            field.setFocus(Qt.FocusReason.ShortcutFocusReason)
            field.selectAll()
