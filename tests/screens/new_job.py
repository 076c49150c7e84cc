"""The dialog that starts an operation, with its preview."""

from ppm_desktop.domain.errors import ShopTimeout
from ppm_desktop.domain.job import JobType
from ppm_desktop.domain.policy import SharedSettings
from ppm_desktop.domain.request import JobMode
from ppm_desktop.gui.dialogs.new_job import NewJobDialog
from tests.fakes.catalogue import catalogue
from tests.fakes.gui import MOMENT, InstantPool
from tests.fakes.previews import FakeSending, preview
from tests.fakes.sync_center import shops
from tests.screens.studio import Studio


def pictures(studio: Studio) -> None:
    """A synchronisation, an import, an export that alarms, and a shop that does not answer."""
    studio.take_dialog(new_job(studio, JobType.SYNC, FakeSending()), "04-new-operation")
    studio.take_dialog(new_job(studio, JobType.IMPORT, FakeSending()), "04c-new-operation-import")
    alarming = FakeSending(preview(alarm=True, repriced=14, switched_off=31))
    with studio.opened(new_job(studio, JobType.EXPORT, alarming)) as export:
        studio.take(export, "04f-new-operation-guard")
        export.choose_mode(JobMode.INDIVIDUAL)
        studio.take(export, "04e-new-operation-missing")
    studio.take_dialog(new_job(studio, JobType.SYNC, FakeSending(error=ShopTimeout())), "04g-new-operation-away")


def new_job(studio: Studio, job_type: JobType, sending: FakeSending) -> NewJobDialog:
    """The dialog with a shop chosen and the preview there."""
    known = shops()
    dialog = NewJobDialog(
        studio.theme,
        studio.wording,
        studio.language,
        list(known.list()),
        known,
        catalogue(MOMENT),
        sending,
        InstantPool(),
        SharedSettings(),
        job_type,
    )
    dialog.choose_shop(1)
    dialog.look_now()
    return dialog
