"""The dialogs that change products, and the history of one."""

from pathlib import Path
from tempfile import TemporaryDirectory

from ppm_desktop.domain.listing import JobCounts
from ppm_desktop.domain.product_edit import EditHow, Rounding
from ppm_desktop.gui.dialogs.bulk_edit import BulkEditDialog
from ppm_desktop.gui.dialogs.price_file import PriceFileDialog
from ppm_desktop.gui.main_window import SMALLEST_PX
from ppm_desktop.gui.pages import Page
from ppm_desktop.gui.views.product_history import ProductHistoryPane
from tests.fakes.catalogue import catalogue
from tests.fakes.gui import MOMENT, FakeClock, FakeJobs, InstantPool
from tests.fakes.products import SHOPS, EditableProducts, catalogue_values, history, price_list
from tests.screens.studio import Studio


def pictures(studio: Studio) -> None:
    """Many products at once, a list of prices, the history by itself and beside the list of products."""
    bulk_edit(studio)
    price_file(studio)
    history_pane(studio)
    history_page(studio)


def bulk_edit(studio: Studio) -> None:
    """Prices of 46 products up by 5 percent, switched on where there is stock."""
    products = EditableProducts(values=catalogue_values())
    dialog = BulkEditDialog(studio.theme, studio.wording, studio.language, products, InstantPool(), range(1, 47), SHOPS)
    dialog.price.fill(EditHow.PERCENT, "+5", Rounding.ENDING_99)
    dialog.active.fill(on=True)
    dialog.sync.choose((1, 2, 3))
    dialog.look_now()
    with studio.opened(dialog):
        studio.take(dialog, "17-bulk-edit")
        dialog.price.fill(EditHow.ADD, "abc")
        dialog.look_now()
        studio.take(dialog, "17b-bulk-edit-problem")


def price_file(studio: Studio) -> None:
    """A list of prices with everything that may be in one."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "cennik-listopad.csv"
        path.write_bytes(price_list().encode("cp1250"))
        products = EditableProducts(values=catalogue_values())
        dialog = PriceFileDialog(studio.theme, studio.wording, studio.language, products, InstantPool(), path, SHOPS)
        dialog.guard.field.setText("4")
        with studio.opened(dialog):
            studio.take(dialog, "16-price-file")
            dialog.segments.choose(3)
            studio.take(dialog, "16b-price-file-refused")
            columns = dialog.form.mapping(0)
            columns.setCurrentIndex(columns.count() - 1)
            columns.activated.emit(columns.currentIndex())
            dialog.look_now()
            studio.take(dialog, "16c-price-file-no-sku")


def history_pane(studio: Studio) -> None:
    """The history of a product, now and four touches ago."""
    products, now = EditableProducts(past=history(MOMENT)), FakeClock().now
    pane = ProductHistoryPane(studio.theme, studio.wording, studio.language, products, InstantPool(), now)
    pane.resize(studio.theme.px(688), studio.theme.px(840))
    pane.show_product(1)
    with studio.opened(pane):
        studio.take(pane, "18-sku-history")
        pane.strip.setFocus()
        pane.strip.chosen.emit(5)
        studio.take(pane, "18b-sku-history-then")


def history_page(studio: Studio) -> None:
    """The history beside the list of products, and over it where there is little room."""
    listed = catalogue(MOMENT)
    products = EditableProducts(listed.rows, listed.tree, past=history(MOMENT))
    with studio.opened(studio.window(FakeJobs(counts=JobCounts()), products=products)) as opened:
        opened.open_page(Page.PRODUCTS)
        assert opened.products is not None
        opened.products.show_history(1)
        studio.take(opened, "18c-sku-history-page")
        opened.resize(*SMALLEST_PX)
        studio.take(opened, "18d-sku-history-narrow")
