"""What people did to a job, in words."""

from PySide6.QtCore import QObject

from ppm_desktop.domain.audit import AuditAction, AuditEntry
from ppm_desktop.gui.formatting import Wording


class AuditWords(QObject):
    """Reads `AuditEntry` objects out; persons are named, never with a gendered verb."""

    def __init__(self, wording: Wording) -> None:
        super().__init__()
        self._wording = wording

    def action(self, entry: AuditEntry) -> str:
        """What was done."""
        if entry.action is AuditAction.RETRIED:
            return self.tr("Retried as #{job}").format(job=entry.facts.get("job", ""))
        return {
            AuditAction.STARTED: self.tr("Started"),
            AuditAction.CANCELLED: self.tr("Cancelled"),
            AuditAction.PAUSED: self.tr("Paused"),
            AuditAction.RESUMED: self.tr("Resumed"),
            AuditAction.TAKEN_OVER: self.tr("Taken over"),
            AuditAction.REMOVED: self.tr("Removed"),
            AuditAction.SHOP_ADDED: self.tr("Shop added"),
            AuditAction.SHOP_CHANGED: self.tr("Shop changed"),
            AuditAction.SHOP_SWITCHED: self.tr("Shop switched"),
            AuditAction.SHOP_REMOVED: self.tr("Shop removed"),
            AuditAction.SETTING_CHANGED: self.tr("Setting changed"),
            AuditAction.SCHEDULE_ADDED: self.tr("Schedule added"),
            AuditAction.SCHEDULE_REMOVED: self.tr("Schedule removed"),
            AuditAction.MAPPING_CHANGED: self.tr("Mapping changed"),
        }[entry.action]

    def who(self, entry: AuditEntry) -> str:
        """Who, from which computer, and when."""
        return f"{entry.who.person}, {entry.who.host} · {self._wording.clock_seconds(entry.at)}"
