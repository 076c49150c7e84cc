"""What tests of the window share: the theme, the words, models on a clock that is told the time."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from tools.translations import ensure_translations

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.models.job_filter import JobFilterModel
from ppm_desktop.gui.models.job_row import RowWriter
from ppm_desktop.gui.models.job_table import JobTableModel
from ppm_desktop.gui.theme import Theme, ThemeChoice
from ppm_desktop.gui.translation import install_translations, locale_of
from tests.fakes.gui import FakeClock


@pytest.fixture(scope="session", autouse=True)
def _compiled_translations() -> None:
    ensure_translations()


@pytest.fixture(params=["pl"])
def language(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """The language of the texts, Polish unless a test asks for another."""
    chosen = str(request.param)
    translators = install_translations(qapp, chosen)
    yield chosen
    for translator in translators:
        qapp.removeTranslator(translator)


@pytest.fixture(autouse=True)
def _no_window_outlives_its_test(qapp: QApplication) -> None:
    """Widgets that the test before gave up go for good: a style sheet is laid over every widget there is."""
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def theme(qapp: QApplication, language: str) -> Theme:
    """The dark theme; nothing moves on its own."""
    made = Theme(ThemeChoice.DARK, reduce_motion=True)
    made.apply(qapp)
    return made


@pytest.fixture
def clock() -> FakeClock:
    """A clock that is told the time."""
    return FakeClock()


@pytest.fixture
def wording(language: str) -> Wording:
    """The words of the language."""
    return Wording(locale_of(language))


@pytest.fixture
def writer(wording: Wording) -> RowWriter:
    """Writes rows in the language."""
    return RowWriter(wording, SharedSettings(), Language.POLISH)


@pytest.fixture
def model(writer: RowWriter, clock: FakeClock) -> JobTableModel:
    """An empty model."""
    return JobTableModel(writer, clock.now, clock.monotonic_s)


@dataclass(frozen=True)
class Listed:
    """A model and the filter model on top of it."""

    source: JobTableModel
    shown: JobFilterModel

    def ids(self) -> list[int]:
        """The jobs shown, from the top."""
        return [self.shown.row_at(place).job.id for place in range(self.shown.rowCount())]


@pytest.fixture
def listed(model: JobTableModel) -> Listed:
    """A model with its filter model."""
    return Listed(model, JobFilterModel(model))
