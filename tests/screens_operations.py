"""Pictures of the dialogs for undo and conflicts: ``python -m tests.screens_operations [FOLDER]``."""

import os
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication
from tools.translations import ensure_translations

from ppm_desktop.domain.causes import Language
from ppm_desktop.domain.conflict import Decision
from ppm_desktop.domain.job import Computer, JobSnapshot, JobState, JobType
from ppm_desktop.gui.dialogs.conflicts import ConflictsDialog
from ppm_desktop.gui.dialogs.undo_job import UndoDialog
from ppm_desktop.gui.formatting import Wording
from ppm_desktop.gui.theme import Theme, ThemeChoice
from ppm_desktop.gui.translation import install_translations, locale_of
from tests.fakes.gui import MOMENT, InstantPool, job
from tests.fakes.sending import FakeConflicts, FakeUndoing, a_shop

if TYPE_CHECKING:
    from tests.screenshots import Studio


def now() -> datetime:
    """The time of the pictures."""
    return MOMENT


def pictures(studio: "Studio") -> None:
    """Every picture in the studio's theme and language."""
    undo(studio)
    conflicts(studio)


def undo(studio: "Studio") -> None:
    """What comes back and what stays, and the look before."""
    language, wording = Language(studio.language), Wording(locale_of(studio.language))
    pool = InstantPool()
    dialog = UndoDialog(studio._theme, wording, language, FakeUndoing(), pool, sent_job(), None, now)
    dialog.show()
    studio.take(dialog, "14-undo")
    dialog.close()
    pool.hold()
    dialog = UndoDialog(studio._theme, wording, language, FakeUndoing(), pool, sent_job(), None, now)
    dialog.show()
    dialog._progress.tell(40, 138)
    dialog._show_progress()
    studio.take(dialog, "14b-undo-looking")
    dialog.close()


def conflicts(studio: "Studio") -> None:
    """Conflicts decided in part."""
    language, wording = Language(studio.language), Wording(locale_of(studio.language))
    dialog = ConflictsDialog(studio._theme, wording, language, FakeConflicts(), InstantPool(), a_shop(), None, now)
    model = dialog.model
    for group in range(model.group_count()):
        head = model.index(group, 0)
        if model.group_key(group) == "price_net":
            for row, decision in enumerate((Decision.PPM, Decision.SHOP, Decision.LEAVE)):
                model.decide(model.index(row, 0, head), decision)
            model.note(model.index(0, 0, head), "nowy cennik od 1.12")
            model.note(model.index(1, 0, head), "promocja do końca tygodnia")
        elif model.group_key(group) == "name":
            model.decide(head, Decision.PPM)
    dialog.show()
    studio.take(dialog, "15-conflicts")
    model.forget_changes()
    dialog.close()


def sent_job() -> JobSnapshot:
    """The export that is taken back."""
    return job(
        2459,
        type=JobType.EXPORT,
        state=JobState.COMPLETED,
        completed_at=MOMENT,
        starter=Computer("KOMPUTER-03", "Anna"),
    )


def main(arguments: list[str]) -> int:
    """Make the pictures into the folder named first, ``screenshots`` by default."""
    from tests.screenshots import Studio  # it imports this module

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
            pictures(Studio(application, theme, language.value, folder, f"{language.value}-{choice.value}"))
        for translator in translators:
            application.removeTranslator(translator)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
