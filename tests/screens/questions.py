"""What is asked before operations are cancelled, retried or removed."""

from ppm_desktop.gui.dialogs.confirm import cancel_dialog
from ppm_desktop.gui.dialogs.remove_jobs import RemoveJobsDialog
from ppm_desktop.gui.dialogs.retry_confirm import RetryConfirmDialog
from tests.fakes.ended_jobs import WITH_ERRORS
from tests.fakes.gui import MOMENT
from tests.fakes.sync_center import operations
from tests.screens.studio import Studio


def pictures(studio: Studio) -> None:
    """One question each; a job of the web application is cancelled in another way."""
    theme, wording = studio.theme, studio.wording
    here, _elsewhere, web, *_others = operations(MOMENT)
    studio.take_dialog(cancel_dialog(theme, wording, here), "19-cancel")
    studio.take_dialog(cancel_dialog(theme, wording, web), "19b-cancel-web")
    studio.take_dialog(RetryConfirmDialog(theme, wording, WITH_ERRORS), "19c-retry-all")
    studio.take_dialog(RemoveJobsDialog(theme, wording, [WITH_ERRORS]), "19d-remove-jobs")
