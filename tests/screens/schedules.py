"""The dialogs of schedules: planning one, and the list of what begins by itself."""

from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.domain.schedule import Recurrence
from ppm_desktop.gui.dialogs.schedule import ScheduleDialog, ScheduleWish
from ppm_desktop.gui.dialogs.schedules import SchedulesDialog
from tests.fakes.gui import InstantPool
from tests.fakes.schedules import NOW, FakeSchedules, some_schedules
from tests.screens.studio import Studio

SHOP = ShopSummary(1, "KAYO Parts PL", "https://kayo.example", linked_products=1238)


def pictures(studio: Studio) -> None:
    """Every recurrence; some schedules, and none."""
    for recurrence in Recurrence:
        name = "04b-schedule" if recurrence is Recurrence.WEEKLY else f"04b-schedule-{recurrence}"
        studio.take_dialog(plan(studio, recurrence), name)
    for kept, name in ((some_schedules(), "04e-schedules"), (FakeSchedules(), "04f-schedules-none")):
        listed = SchedulesDialog(studio.theme, studio.wording, studio.language, kept, InstantPool())
        studio.take_dialog(listed, name)


def plan(studio: Studio, recurrence: Recurrence) -> ScheduleDialog:
    """A schedule that is filled in; the daily one has to be done by a time."""
    wish = ScheduleWish(JobRequest(), (SHOP,), "Motocykle / Pit Bike")
    today = NOW.date()
    dialog = ScheduleDialog(studio.theme, studio.language, FakeSchedules(), InstantPool(), wish, None, today)
    dialog.choose(recurrence)
    dialog.finishes.setChecked(recurrence is Recurrence.DAILY)
    return dialog
