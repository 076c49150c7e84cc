"""The dialog in which conflicts with the shop are decided."""

from ppm_desktop.domain.conflict import Decision
from ppm_desktop.gui.dialogs.conflicts import ConflictsDialog
from ppm_desktop.gui.models.conflict_tree import ConflictTreeModel
from tests.fakes.gui import FakeClock, InstantPool
from tests.fakes.sending import FakeConflicts, a_shop
from tests.screens.studio import Studio


def pictures(studio: Studio) -> None:
    """Conflicts decided in part."""
    service, pool, now = FakeConflicts(), InstantPool(), FakeClock().now
    dialog = ConflictsDialog(studio.theme, studio.wording, studio.language, service, pool, a_shop(), None, now)
    decide(dialog.model)
    with studio.opened(dialog):
        studio.take(dialog, "15-conflicts")
        dialog.model.forget_changes()


def decide(model: ConflictTreeModel) -> None:
    """Each price in another way, all names alike, codes not yet."""
    for group in range(model.group_count()):
        head = model.index(group, 0)
        if model.group_key(group) == "price_net":
            for row, decision in enumerate((Decision.PPM, Decision.SHOP, Decision.LEAVE)):
                model.decide(model.index(row, 0, head), decision)
            model.note(model.index(0, 0, head), "nowy cennik od 1.12")
            model.note(model.index(1, 0, head), "promocja do końca tygodnia")
        elif model.group_key(group) == "name":
            model.decide(head, Decision.PPM)
