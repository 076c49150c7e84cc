"""The Shops page and every dialog of a shop."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from ppm_desktop.domain.listing import JobCounts
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.shop_profile import ConnectionStep, RemovalFacts, StepResult, StepState
from ppm_desktop.gui.dialogs.add_shop import AddShopDialog
from ppm_desktop.gui.dialogs.remove_shop import RemoveShopDialog, SwitchOffDialog
from ppm_desktop.gui.dialogs.shop_editor import ShopEditorDialog
from ppm_desktop.gui.dialogs.shop_help import ShopHelpDialog
from ppm_desktop.gui.dialogs.shop_mappings import ShopMappingsDialog
from ppm_desktop.gui.main_window import SMALLEST_PX, MainWindow
from ppm_desktop.gui.pages import Page
from tests.fakes.gui import MOMENT, FakeJobs, InstantPool
from tests.fakes.shops import FakeDesk, mapped, report, seven
from tests.screens.studio import Studio


def pictures(studio: Studio) -> None:
    """The page, then the dialogs in the order of a shop's life."""
    page(studio)
    empty(studio)
    adding(studio)
    editing(studio)
    mappings(studio)
    leaving(studio)


def page(studio: Studio) -> None:
    """Seven shops, one of them short of a permission; then the smallest window."""
    with opened_page(studio, seven(MOMENT)) as opened:
        assert opened.shops is not None
        view = opened.shops.view
        view.list.choose(4)
        studio.take(opened, "07-shops")
        view.list.choose(7)
        studio.take(opened, "07d-shops-key-rejected")
        menu = opened.shops.make_menu(4)
        assert menu is not None
        studio.take(menu, "07e-shops-menu")
        view.filters.segments.choose(2)
        view.filters.search.setText("de")
        opened.resize(*SMALLEST_PX)
        studio.take(opened, "07f-shops-narrow")


def empty(studio: Studio) -> None:
    """No shop yet."""
    with opened_page(studio, FakeDesk()) as opened:
        studio.take(opened, "07g-shops-empty")


def adding(studio: Studio) -> None:
    """A test under way, a passed one, and a rejected key."""
    pool, desk = InstantPool(), FakeDesk()
    dialog = AddShopDialog(studio.theme, studio.wording, studio.language, desk, pool)
    dialog.fill("MPP Trade RO", "https://mpptrade.example", "A" * 32)
    with studio.opened(dialog):
        pool.hold()
        dialog.test()
        for one in report().steps[:4]:
            dialog.panel.tester.stepped.emit(one)
        dialog.panel.tester.stepped.emit(StepResult(ConnectionStep.PERMISSIONS, StepState.RUNNING))
        studio.take(dialog, "07b-add-shop")
        dialog.panel.tester.stop()
        pool.held = None
        dialog.test()
        studio.take(dialog, "07b2-add-shop-passed")
        desk.reports["https://mpptrade.example"] = report(ConnectionStep.KEY, "key_rejected")
        dialog.test()
        dialog.adjustSize()
        studio.take(dialog, "07c-add-shop-refused")


def editing(studio: Studio) -> None:
    """What can be changed of a shop, and the help."""
    theme, wording, language = studio.theme, studio.wording, studio.language
    desk = seven(MOMENT)
    profile = replace(desk.profile(4), offered_requests_per_minute=60, guard_price_percent=12.5)
    dialog = ShopEditorDialog(theme, wording, language, profile, desk, mapped(), InstantPool(), SharedSettings())
    with studio.opened(dialog):
        studio.take(dialog, "07h-edit-shop")
        dialog.form.key.setText("B" * 32)
        dialog.test()
        studio.take(dialog, "07i-edit-shop-tested")
    studio.take_dialog(ShopHelpDialog(theme, profile), "07j-help")


def mappings(studio: Studio) -> None:
    """Categories, then price groups."""
    shop = seven(MOMENT).profile(1).summary
    dialog = ShopMappingsDialog(studio.theme, studio.wording, studio.language, shop, mapped(), InstantPool())
    with studio.opened(dialog):
        dialog.categories.choose(6)
        studio.take(dialog, "07k-categories")
        dialog.tabs.choose(1)
        studio.take(dialog, "07l-price-groups")


def leaving(studio: Studio) -> None:
    """Switching off, removing, and a removal that has to wait."""
    shop = seven(MOMENT).profile(7).summary
    facts = RemovalFacts(shop.name, 86, 41)
    typed = RemoveShopDialog(studio.theme, studio.wording, shop.id, facts)
    typed.typed.setText("MPP Tra")
    busy = RemoveShopDialog(studio.theme, studio.wording, shop.id, replace(facts, active_job=2481))
    studio.take_dialog(SwitchOffDialog(studio.theme, shop), "19c-switch-off")
    studio.take_dialog(typed, "19d-remove")
    studio.take_dialog(busy, "19e-remove-busy")


@contextmanager
def opened_page(studio: Studio, desk: FakeDesk) -> Iterator[MainWindow]:
    """A window with the Shops page in view."""
    jobs = FakeJobs(counts=JobCounts())
    with studio.opened(studio.window(jobs, desk=desk, mappings=mapped())) as opened:
        opened.open_page(Page.SHOPS)
        yield opened
