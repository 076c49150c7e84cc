"""The Products page as a list of errors leads there, with everything in view, and in its other states."""

from ppm_desktop.domain.causes import explain
from ppm_desktop.domain.errors import InvalidRequest
from ppm_desktop.domain.product_edit import Refusal
from ppm_desktop.gui.main_window import SMALLEST_PX
from ppm_desktop.gui.models.product_row import ProductColumn
from ppm_desktop.gui.refusals import edit_problem
from tests.fakes.catalogue import catalogue
from tests.fakes.gui import MOMENT, FakeClock
from tests.fakes.sync_center import prepared
from tests.screens.studio import Studio
from tests.screens.sync_center import watch


def pictures(studio: Studio) -> None:
    """One window, led from state to state."""
    clock, shown = FakeClock(), catalogue(MOMENT)
    with studio.opened(studio.window(prepared(MOMENT), clock=clock, products=shown)) as opened:
        watch(opened, clock)
        opened.find_sku("MRF-26-S-0042", "Z listy błędów: YCF Polska, #2467")
        page = opened.products
        assert page is not None
        page.model.pick([2, 3, 4], True)
        studio.take(opened, "02-products")
        page.model.pick_none()
        page.strip.toggle()
        page.view.filters.clear()
        page.view.list.edit_cell(3, ProductColumn.PRICE)
        refused = InvalidRequest(Refusal.PRICE_NOT_NUMBER)
        page.view.list.show_problem(3, ProductColumn.PRICE, edit_problem(refused, studio.language))
        studio.take(opened, "02b-products-edit")
        studio.take(page.make_menu(2), "02c-products-menu")
        page.find_sku("KAY-999")
        studio.take(opened, "02d-products-unknown")
        page.view.filters.clear()
        page.view.list.bubble.hide()
        opened.resize(*SMALLEST_PX)
        page.model.pick([2], True)
        studio.take(opened, "02e-products-narrow")
        page.strip.toggle()
        opened.feed.stop()
        shown.away = True
        page.show_away(explain("database_away", studio.language).sentence)
        studio.take(opened, "02f-products-away")
