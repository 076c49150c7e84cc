"""Renders the dialogs that change products and the history: ``python -m tests.screens_products [FOLDER]``."""

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from PySide6.QtWidgets import QApplication, QWidget
from tools.translations import ensure_translations

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.listing import JobCounts
from ppm_desktop.domain.product_edit import EditHow, Rounding
from ppm_desktop.gui.dialogs.bulk_edit import BulkEditDialog
from ppm_desktop.gui.dialogs.price_file import PriceFileDialog
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.pages import Page
from ppm_desktop.gui.theme import Theme, ThemeChoice
from ppm_desktop.gui.translation import install_translations, locale_of
from ppm_desktop.gui.views.product_history import ProductHistoryPane
from tests.fakes.catalogue import catalogue
from tests.fakes.gui import FakeClock, FakeJobs, InstantPool
from tests.fakes.products import SHOPS, EditableProducts, catalogue_values, history, price_list
from tests.fakes.sync_center import window


class Taker(Protocol):
    """What makes pictures of one theme and language."""

    @property
    def language(self) -> str:
        """ISO code."""

    @property
    def theme(self) -> Theme:
        """What the widgets are made with."""

    def take(self, widget: QWidget, name: str) -> None:
        """Render ``widget`` to a file."""


def pictures(studio: Taker) -> None:
    """Every dialog of products."""
    bulk_edit(studio)
    price_file(studio)
    history_pane(studio)
    history_page(studio)


def bulk_edit(studio: Taker) -> None:
    """Prices up by 5 percent, switched on where there is stock."""
    dialog = bulk_dialog(studio)
    dialog.price.fill(EditHow.PERCENT, "+5", Rounding.ENDING_99)
    dialog.active.fill(on=True)
    dialog.sync.choose((1, 2, 3))
    dialog.look_now()
    dialog.show()
    studio.take(dialog, "17-bulk-edit")
    dialog.price.fill(EditHow.ADD, "abc")
    dialog.look_now()
    studio.take(dialog, "17b-bulk-edit-problem")
    dialog.close()


def price_file(studio: Taker) -> None:
    """A list of prices with everything that may be in one."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "cennik-listopad.csv"
        path.write_bytes(price_list().encode("cp1250"))
        products = EditableProducts(values=catalogue_values())
        wording, language = Wording(locale_of(studio.language)), Language(studio.language)
        dialog = PriceFileDialog(studio.theme, wording, language, products, InstantPool(), path, SHOPS)
        dialog.guard.field.setText("4")
        dialog.show()
        studio.take(dialog, "16-price-file")
        dialog.segments.choose(3)
        studio.take(dialog, "16b-price-file-refused")
        dialog.form.mapping(0).setCurrentIndex(dialog.form.mapping(0).count() - 1)
        dialog.form.mapping(0).activated.emit(dialog.form.mapping(0).currentIndex())
        dialog.look_now()
        studio.take(dialog, "16c-price-file-no-sku")
        dialog.close()


def history_pane(studio: Taker) -> None:
    """The history of a product, now and four touches ago."""
    now = datetime.now(UTC)
    products = EditableProducts(past=history(now))
    wording, language = Wording(locale_of(studio.language)), Language(studio.language)
    pane = ProductHistoryPane(studio.theme, wording, language, products, InstantPool(), lambda: now)
    pane.resize(studio.theme.px(688), studio.theme.px(840))
    pane.show_product(1)
    pane.show()
    studio.take(pane, "18-sku-history")
    pane.strip.setFocus()
    pane.strip.chosen.emit(5)
    studio.take(pane, "18b-sku-history-then")
    pane.close()


def history_page(studio: Taker) -> None:
    """The history beside the list of products."""
    now = datetime.now(UTC)
    clock, listed = FakeClock(now), catalogue(now)
    products = EditableProducts(listed.rows, listed.tree, past=history(now))
    opened = window(studio.theme, studio.language, FakeJobs(counts=JobCounts()), clock=clock, products=products)
    opened.resize(1440, 900)
    opened.show()
    opened.open_page(Page.PRODUCTS)
    if opened.products is not None:
        opened.products.show_history(1)
        studio.take(opened, "18c-sku-history-page")
        opened.resize(1024, 640)
        studio.take(opened, "18d-sku-history-narrow")
    opened.close()


def bulk_dialog(studio: Taker) -> BulkEditDialog:
    """The dialog for 46 products."""
    products = EditableProducts(values=catalogue_values())
    wording, language = Wording(locale_of(studio.language)), Language(studio.language)
    return BulkEditDialog(studio.theme, wording, language, products, InstantPool(), range(1, 47), SHOPS)


class Studio:
    """A `Taker` of its own, for this module alone."""

    def __init__(self, application: QApplication, theme: Theme, language: str, folder: Path, suffix: str) -> None:
        self.theme = theme
        self.language = language
        self._application = application
        self._folder = folder
        self._suffix = suffix

    def take(self, widget: QWidget, name: str) -> None:
        """Render ``widget`` to a file."""
        for _pass in range(6):
            self._application.processEvents()
        file = self._folder / f"{name}-{self._suffix}.png"
        widget.grab().save(str(file))
        print(file)


def main(arguments: list[str]) -> int:
    """Make all pictures into the folder named first."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder = Path(arguments[0]) if arguments else Path("screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    ensure_translations()
    application = QApplication([])
    for language in Language:
        translators = install_translations(application, language)
        for choice, scale in ((ThemeChoice.DARK, 100), (ThemeChoice.LIGHT, 100), (ThemeChoice.DARK, 150)):
            theme = Theme(choice, scale_percent=scale, reduce_motion=True)
            theme.apply(application)
            pictures(Studio(application, theme, language.value, folder, f"{language.value}-{choice.value}-{scale}"))
        for translator in translators:
            application.removeTranslator(translator)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
