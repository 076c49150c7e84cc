"""Renders the Shops page and its dialogs: ``python -m tests.screens_shops [FOLDER]``."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from PySide6.QtWidgets import QApplication, QWidget
from tools.translations import ensure_translations

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.listing import JobCounts
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.shop_profile import ConnectionStep, RemovalFacts, StepResult, StepState
from ppm_desktop.gui.dialogs.add_shop import AddShopDialog
from ppm_desktop.gui.dialogs.remove_shop import RemoveShopDialog, SwitchOffDialog
from ppm_desktop.gui.dialogs.shop_editor import ShopEditorDialog
from ppm_desktop.gui.dialogs.shop_help import ShopHelpDialog
from ppm_desktop.gui.dialogs.shop_mappings import ShopMappingsDialog
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.main_window import MainWindow
from ppm_desktop.gui.pages import Page
from ppm_desktop.gui.theme import Theme, ThemeChoice
from ppm_desktop.gui.translation import install_translations, locale_of
from tests.fakes.gui import FakeClock, FakeJobs, InstantPool
from tests.fakes.shops import FakeDesk, mapped, report, seven
from tests.fakes.sync_center import window

SIZE = (1440, 900)


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
    """The page, and every dialog of a shop."""
    page(studio)
    empty(studio)
    adding(studio)
    editing(studio)
    mappings(studio)
    leaving(studio)


def page(studio: Taker) -> None:
    """Seven shops, one of them short of a permission; then the smallest window."""
    clock = FakeClock(datetime.now(UTC))
    desk = seven(clock.now())
    with _opened(studio, desk, clock) as opened:
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
        opened.resize(1024, 640)
        studio.take(opened, "07f-shops-narrow")


def empty(studio: Taker) -> None:
    """No shop yet."""
    with _opened(studio, FakeDesk(), FakeClock(datetime.now(UTC))) as opened:
        studio.take(opened, "07g-shops-empty")


def adding(studio: Taker) -> None:
    """A test under way, a passed one, and a rejected key."""
    pool = InstantPool()
    language, wording = Language(studio.language), Wording(locale_of(studio.language))
    desk = FakeDesk()
    dialog = AddShopDialog(studio.theme, wording, language, desk, pool)
    dialog.fill("MPP Trade RO", "https://mpptrade.example", "A" * 32)
    dialog.show()
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
    dialog.close()


def editing(studio: Taker) -> None:
    """What can be changed of a shop, and the help."""
    clock = FakeClock(datetime.now(UTC))
    desk = seven(clock.now())
    profile = replace(desk.profile(4), offered_requests_per_minute=60, guard_price_percent=12.5)
    language, wording = Language(studio.language), Wording(locale_of(studio.language))
    dialog = ShopEditorDialog(studio.theme, wording, language, profile, desk, mapped(), InstantPool(), SharedSettings())
    dialog.show()
    studio.take(dialog, "07h-edit-shop")
    dialog.form.key.setText("B" * 32)
    dialog.test()
    studio.take(dialog, "07i-edit-shop-tested")
    dialog.close()
    guide = ShopHelpDialog(studio.theme, profile)
    guide.show()
    studio.take(guide, "07j-help")
    guide.close()


def mappings(studio: Taker) -> None:
    """Categories, then price groups."""
    language, wording = Language(studio.language), Wording(locale_of(studio.language))
    shop = seven(datetime.now(UTC)).profile(1).summary
    dialog = ShopMappingsDialog(studio.theme, wording, language, shop, mapped(), InstantPool())
    dialog.show()
    dialog.categories.choose(6)
    studio.take(dialog, "07k-categories")
    dialog.tabs.choose(1)
    studio.take(dialog, "07l-price-groups")
    dialog.close()


def leaving(studio: Taker) -> None:
    """Switching off, removing, and a removal that has to wait."""
    wording = Wording(locale_of(studio.language))
    shop = seven(datetime.now(UTC)).profile(7).summary
    facts = RemovalFacts(shop.name, 86, 41)
    typed = RemoveShopDialog(studio.theme, wording, shop.id, facts)
    typed.typed.setText("MPP Tra")
    busy = RemoveShopDialog(studio.theme, wording, shop.id, replace(facts, active_job=2481))
    dialogs = (
        ("19c-switch-off", SwitchOffDialog(studio.theme, shop)),
        ("19d-remove", typed),
        ("19e-remove-busy", busy),
    )
    for name, dialog in dialogs:
        dialog.show()
        dialog.adjustSize()
        studio.take(dialog, name)
        dialog.close()


@contextmanager
def _opened(studio: Taker, desk: FakeDesk, clock: FakeClock) -> Iterator[MainWindow]:
    jobs = FakeJobs(counts=JobCounts())
    opened = window(studio.theme, studio.language, jobs, clock=clock, desk=desk, mappings=mapped())
    opened.resize(*SIZE)
    opened.show()
    opened.open_page(Page.SHOPS)
    yield opened
    opened.close()
    opened.deleteLater()


class _Studio:
    """Makes pictures without the rest of the program's screens."""

    def __init__(self, application: QApplication, theme: Theme, language: str, folder: Path, suffix: str) -> None:
        self._application = application
        self.theme = theme
        self.language = language
        self._folder = folder
        self._suffix = suffix

    def take(self, widget: QWidget, name: str) -> None:
        """Render ``widget`` to a file, once its layout has settled."""
        for _pass in range(6):
            self._application.processEvents()
        file = self._folder / f"{name}-{self._suffix}.png"
        widget.grab().save(str(file))
        print(file)


def main(arguments: list[str]) -> int:
    """Make all pictures into the folder named first, ``screenshots`` by default."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    folder = Path(arguments[0]) if arguments else Path("screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    ensure_translations()
    application = QApplication([])
    for language in Language:
        translators = install_translations(application, language)
        for choice in (ThemeChoice.DARK, ThemeChoice.LIGHT):
            theme = Theme(choice, reduce_motion=True)
            theme.apply(application)
            pictures(_Studio(application, theme, language.value, folder, f"{language.value}-{choice.value}"))
        for translator in translators:
            application.removeTranslator(translator)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
