"""From an import with failures over their dialog to the job that does one cause again."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.job import RowState
from ppm_desktop.domain.retry import RetryScope, RetryWish
from ppm_desktop.gui.dialogs.failed_skus import FailedSkusDialog
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.theme import Theme, ThemeChoice
from ppm_desktop.gui.translation import locale_of
from ppm_desktop.persistence.items import ItemRepository
from ppm_desktop.practice.faults import FaultPlan
from ppm_desktop.practice.server import PracticeOptions, PracticeShop
from tests.fakes.gui import FakeClock, InstantPool
from tests.fakes.office import open_office

SPOILED = FaultPlan.parse("empty_sku:22,duplicate_sku:15,broken_price:15")


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    made = Theme(ThemeChoice.DARK, reduce_motion=True)
    made.apply(qapp)
    return made


def test_a_cause_picked_among_sixty_failures_is_exactly_what_is_done_again(
    sqlite_template: Path, tmp_path: Path, qtbot: QtBot, theme: Theme
) -> None:
    (tmp_path / "ppm.db").write_bytes(sqlite_template.read_bytes())
    with (
        open_office(f"sqlite:///{tmp_path / 'ppm.db'}", tmp_path / "data") as office,
        PracticeShop(PracticeOptions(products=1000, faults=SPOILED)) as shop,
    ):
        added = office.add_shop(shop)
        for number in shop.catalogue.product_ids()[3::125]:
            shop.faults.break_product(number)
        first = office.import_from(added)
        jobs, language = office.parts.jobs, Language.ENGLISH
        wording = Wording(locale_of(language.value))
        dialog = FailedSkusDialog(theme, wording, language, jobs, InstantPool(), first, FakeClock().now)
        qtbot.addWidget(dialog)
        model = dialog.model
        heads = [model.index(place, 0) for place in range(model.group_count())]
        assert (len(heads), sum(model.rowCount(head) for head in heads)) == (4, 60)
        wishes: list[RetryWish] = []
        dialog.retry_wanted.connect(lambda _job_id, wish: wishes.append(wish))
        model.toggle(heads[1])
        cause = str(model.group_key(1))
        dialog.retry_picked()
        assert wishes == [RetryWish(RetryScope.CAUSE, causes=(cause,))]
        again = office.run(office.parts.retries.make(first.id, wishes[0]).job)
        done = {one.external_id for one in ItemRepository(office.parts.database).outcomes(again.id)}
        assert done == {one.external_id for one in office.failures(first) if one.cause == cause}
        assert again.row_state(20.0) is RowState.PARTIAL
