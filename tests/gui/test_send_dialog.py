"""The dialog that sends picked products: what it hands on, and what it asks for first."""

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from ppm_desktop.domain.job import JobType
from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.domain.request import JobMode, JobRequest
from ppm_desktop.gui.dialogs.send_products import SendDialog
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.theme import Theme

SHOPS = (ShopSummary(1, "KAYO Parts PL", "https://kayo.example"), ShopSummary(2, "YCF Polska", "https://ycf.example"))


@pytest.fixture
def dialog(qtbot: QtBot, theme: Theme) -> SendDialog:
    made = SendDialog(theme, Wording(QLocale("pl")), JobType.EXPORT, (7, 9), SHOPS)
    qtbot.addWidget(made)
    return made


def test_without_a_shop_it_says_so_and_starts_nothing(dialog: SendDialog, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(dialog.chosen):
        dialog.start()
    assert dialog.problem


def test_it_hands_on_the_products_the_shops_and_the_confirmed_number(dialog: SendDialog, qtbot: QtBot) -> None:
    dialog.choose_shop(2)
    dialog.confirmation.setText("2")
    with qtbot.waitSignal(dialog.chosen) as chosen:
        dialog.start()
    request = JobRequest(type=JobType.EXPORT, mode=JobMode.INDIVIDUAL, product_ids=(7, 9), confirmed=2)
    assert chosen.args == [request, (2,)]
