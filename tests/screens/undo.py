"""The dialog that takes an export back."""

from ppm_desktop.gui.dialogs.undo_job import UndoDialog
from tests.fakes.ended_jobs import sent_job
from tests.fakes.gui import FakeClock, InstantPool
from tests.fakes.sending import FakeUndoing
from tests.screens.studio import Studio


def pictures(studio: Studio) -> None:
    """What comes back and what stays, and the look before."""
    pool = InstantPool()
    studio.take_dialog(undo(studio, pool), "14-undo")
    pool.hold()
    with studio.opened(undo(studio, pool)) as looking:
        looking._progress.tell(40, 138)
        looking._show_progress()
        studio.take(looking, "14b-undo-looking")


def undo(studio: Studio, pool: InstantPool) -> UndoDialog:
    """The dialog, which asks by ``pool``."""
    job, now = sent_job(), FakeClock().now
    return UndoDialog(studio.theme, studio.wording, studio.language, FakeUndoing(), pool, job, None, now)
