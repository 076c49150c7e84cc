"""Renders every screen in both themes and languages: ``python -m tests.screenshots [FOLDER]``."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget
from tools.translations import ensure_translations

from ppm_desktop.domain.causes import Language, explain
from ppm_desktop.domain.errors import InvalidRequest, ShopAuthError, ShopTimeout
from ppm_desktop.domain.job import JobSnapshot, JobType
from ppm_desktop.domain.listing import JobCounts, StatusFilter
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.product_edit import Refusal
from ppm_desktop.domain.request import JobMode
from ppm_desktop.gui.dialogs.confirm import cancel_dialog
from ppm_desktop.gui.dialogs.new_job import NewJobDialog
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.main_window import MainWindow
from ppm_desktop.gui.models.product_row import ProductColumn
from ppm_desktop.gui.refusals import edit_problem
from ppm_desktop.gui.theme import Theme, ThemeChoice
from ppm_desktop.gui.translation import install_translations, locale_of
from tests import screens_failures, screens_operations, screens_schedules, screens_settings, screens_shops, screens_tray
from tests.fakes.catalogue import catalogue
from tests.fakes.gui import FakeClock, FakeJobs, FakeProducts, InstantPool
from tests.fakes.previews import FakeSending, preview
from tests.fakes.sync_center import more_states, operations, prepared, shops, states, trial_items, trial_run, window

SIZE = (1440, 900)
WATCHED_S = 7 * 60
PER_MINUTE = 59
LAYOUT_PASSES = 6


class Studio:
    """Makes the pictures of one theme and language.

    Attributes:
        language: ISO code.
    """

    def __init__(self, application: QApplication, theme: Theme, language: str, folder: Path, suffix: str) -> None:
        self.language = language
        self._application = application
        self._theme = theme
        self._folder = folder
        self._suffix = suffix

    @property
    def theme(self) -> Theme:
        """What the widgets are made with."""
        return self._theme

    def take(self, widget: QWidget, name: str) -> None:
        """Render ``widget`` to a file."""
        for _pass in range(LAYOUT_PASSES):
            self._application.processEvents()
        file = self._folder / f"{name}-{self._suffix}.png"
        widget.grab().save(str(file))
        print(file)

    @contextmanager
    def opened(
        self,
        jobs: FakeJobs,
        clock: FakeClock,
        pool: InstantPool | None = None,
        products: FakeProducts | None = None,
    ) -> Iterator[MainWindow]:
        """A window on ``jobs``, closed again afterwards."""
        opened = window(self._theme, self.language, jobs, clock=clock, pool=pool, products=products)
        opened.resize(*SIZE)
        opened.show()
        self._application.processEvents()
        yield opened
        opened.close()
        opened.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def sync_center(self) -> None:
        """The Sync Center with work going on, the context menu."""
        clock = FakeClock(datetime.now(UTC))
        with self.opened(prepared(clock.now()), clock) as opened:
            watch(opened, clock)
            self.take(opened, "01-sync-center")
            menu = opened.sync_center.make_menu(2467)
            if menu is not None:
                self.take(menu, "01b-context-menu")

    def products(self) -> None:
        """The Products page as a list of errors leads there, with everything in view, and in its other states."""
        clock = FakeClock(datetime.now(UTC))
        shown = catalogue(clock.now())
        with self.opened(prepared(clock.now()), clock, products=shown) as opened:
            watch(opened, clock)
            opened.find_sku("MRF-26-S-0042", "Z listy błędów: YCF Polska, #2467")
            page = opened.products
            assert page is not None
            page.model.pick([2, 3, 4], True)
            self.take(opened, "02-products")
            page.model.pick_none()
            page.strip.toggle()
            page.view.filters.clear()
            page.view.list.edit_cell(3, ProductColumn.PRICE)
            refused = InvalidRequest(Refusal.PRICE_NOT_NUMBER)
            page.view.list.show_problem(3, ProductColumn.PRICE, edit_problem(refused, Language(self.language)))
            self.take(opened, "02b-products-edit")
            self.take(page.make_menu(2), "02c-products-menu")
            page.find_sku("KAY-999")
            self.take(opened, "02d-products-unknown")
            page.view.filters.clear()
            page.view.list.bubble.hide()
            opened.resize(1024, 640)
            page.model.pick([2], True)
            self.take(opened, "02e-products-narrow")
            page.strip.toggle()
            opened.feed.stop()
            shown.away = True
            page.show_away(explain("database_away", Language(self.language)).sentence)
            self.take(opened, "02f-products-away")

    def row_states(self) -> None:
        """The states of a row that the first picture lacks."""
        clock = FakeClock(datetime.now(UTC))
        with self.opened(FakeJobs(states(clock.now())), clock) as opened:
            clock.advance(0.7)
            self.take(opened, "12-row-states")

    def more_row_states(self) -> None:
        """Rows that stand, were taken over, are kept here alone, or were mended."""
        clock = FakeClock(datetime.now(UTC))
        with self.opened(FakeJobs(more_states(clock.now())), clock) as opened:
            clock.advance(0.7)
            self.take(opened, "12b-row-states")

    def trial(self) -> None:
        """A trial run that waits to be looked at."""
        clock = FakeClock(datetime.now(UTC))
        jobs = prepared(clock.now())
        jobs.rows.insert(0, trial_run(clock.now()))
        jobs.written_items[2486] = trial_items()
        with self.opened(jobs, clock) as opened:
            opened.sync_center.view.list.select(2486)
            self.take(opened, "13-trial-run")

    def empty(self) -> None:
        """Nothing active, and nothing found."""
        clock = FakeClock(datetime.now(UTC))
        with self.opened(FakeJobs(counts=JobCounts()), clock) as opened:
            opened.sync_center.view.filters.choose(StatusFilter.ACTIVE)
            self.take(opened, "09a-empty")
            opened.sync_center.view.filters.choose(StatusFilter.FAILED)
            self.take(opened, "09e-nothing-found")

    def loading(self) -> None:
        """The first answer takes long."""
        pool = InstantPool()
        pool.hold()
        with self.opened(FakeJobs(), FakeClock(datetime.now(UTC)), pool) as opened:
            opened.sync_center.view.show_loading()
            self.take(opened, "09b-loading")

    def away(self) -> None:
        """The database does not answer any more."""
        clock = FakeClock(datetime.now(UTC))
        jobs = prepared(clock.now())
        with self.opened(jobs, clock) as opened:
            clock.advance(2)
            jobs.away, jobs.away_code = True, "MySQL 2013"
            opened.feed.refresh()
            self.take(opened, "09c-database-away")
            jobs.away_code = "MySQL 2002"
            for _ in range(2):
                clock.advance(4)
                opened.feed.refresh()
            opened.feed.take([replace(operations(clock.now())[0], saved_locally_s=120.0)])
            opened.sync_center.view.show_connection(True)
            self.take(opened, "09c-database-diagnostics")
            opened.sync_center.view.show_connection(False)
            opened.sync_center.view.away.tell("")
            opened.show_failure(ShopAuthError())
            self.take(opened, "09d-trouble")

    def narrow(self) -> None:
        """The smallest window, with the details over the list."""
        clock = FakeClock(datetime.now(UTC))
        with self.opened(prepared(clock.now()), clock) as opened:
            watch(opened, clock)
            opened.resize(1024, 640)
            self._application.processEvents()
            self.take(opened, "22-narrow")
            opened.sync_center.view.show_details(True)
            self.take(opened, "22b-narrow-details")

    def dialogs(self) -> None:
        """Questions before cancelling."""
        wording = Wording(locale_of(self.language))
        for name, place in (("19-cancel", 0), ("19b-cancel-web", 2)):
            question = cancel_dialog(self._theme, wording, operations(datetime.now(UTC))[place])
            self._show(question, name)
            question.close()

    def new_operation(self) -> None:
        """The dialog that starts an operation, with its preview."""
        usual = FakeSending()
        for job_type, name in ((JobType.SYNC, "04-new-operation"), (JobType.IMPORT, "04c-new-operation-import")):
            dialog = self._new_job(job_type, usual)
            self.take(dialog, name)
            dialog.close()
        export = self._new_job(JobType.EXPORT, FakeSending(preview(alarm=True, repriced=14, switched_off=31)))
        self.take(export, "04f-new-operation-guard")
        export.choose_mode(JobMode.INDIVIDUAL)
        self.take(export, "04e-new-operation-missing")
        export.close()
        away = self._new_job(JobType.SYNC, FakeSending(error=ShopTimeout()))
        self.take(away, "04g-new-operation-away")
        away.close()

    def _new_job(self, job_type: JobType, sending: FakeSending) -> NewJobDialog:
        language, wording = Language(self.language), Wording(locale_of(self.language))
        clock = FakeClock(datetime.now(UTC))
        known = shops()
        dialog = NewJobDialog(
            self._theme,
            wording,
            language,
            list(known.list()),
            known,
            catalogue(clock.now()),
            sending,
            InstantPool(),
            SharedSettings(),
            job_type,
        )
        dialog.choose_shop(1)
        dialog.look_now()
        dialog.show()
        return dialog

    def _show(self, dialog: QWidget, name: str) -> None:
        dialog.show()
        self._application.processEvents()
        dialog.adjustSize()
        self.take(dialog, name)


def watch(opened: MainWindow, clock: FakeClock) -> None:
    """Let the first job move for some minutes, as it would while somebody looks on."""
    row = opened.model.row(2481)
    if row is None:
        return
    last = row.job
    start = last.processed - PER_MINUTE * WATCHED_S // 60

    def at(second: int) -> JobSnapshot:
        slower = 12 if 150 < second < 260 else 0
        return replace(last, processed=max(0, start + PER_MINUTE * second // 60 - slower), failed=0)

    clock.advance(-WATCHED_S)
    for second in range(0, WATCHED_S, 3):
        opened.rates.observe([at(second)])
        clock.advance(3)
    opened.rates.observe([last])
    clock.advance(1)  # figures are read once a second
    opened.feed.changed.emit()


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
            theme = Theme(choice, reduce_motion=False)
            theme.apply(application)
            studio = Studio(application, theme, language.value, folder, f"{language.value}-{choice.value}")
            pictures: tuple[Callable[[], None], ...] = (
                studio.sync_center,
                studio.products,
                studio.row_states,
                studio.more_row_states,
                studio.trial,
                studio.empty,
                studio.loading,
                studio.away,
                studio.narrow,
                studio.dialogs,
                studio.new_operation,
                partial(screens_failures.pictures, studio),
                partial(screens_operations.pictures, studio),
                partial(screens_shops.pictures, studio),
                partial(screens_schedules.pictures, studio),
                partial(screens_settings.pictures, studio),
                partial(screens_tray.pictures, studio),
            )
            for picture in pictures:
                picture()
        large = Theme(ThemeChoice.DARK, scale_percent=150, reduce_motion=False)
        large.apply(application)
        Studio(application, large, language.value, folder, f"{language.value}-scale-150").sync_center()
        for translator in translators:
            application.removeTranslator(translator)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
