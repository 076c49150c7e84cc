"""Who did what, from which computer: what the audit log keeps of people's actions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ppm_desktop.domain.job import Computer


class AuditAction(StrEnum):
    """What a person did; about a job, a shop, a schedule, or a setting that all share."""

    STARTED = "started"
    CANCELLED = "cancelled"
    PAUSED = "paused"
    RESUMED = "resumed"
    RETRIED = "retried"
    TAKEN_OVER = "taken_over"
    REMOVED = "removed"
    SHOP_ADDED = "shop_added"
    SHOP_CHANGED = "shop_changed"
    SHOP_SWITCHED = "shop_switched"
    SHOP_REMOVED = "shop_removed"
    SETTING_CHANGED = "setting_changed"
    SCHEDULE_ADDED = "schedule_added"
    SCHEDULE_REMOVED = "schedule_removed"
    MAPPING_CHANGED = "mapping_changed"


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One line of the log.

    Attributes:
        at: The database's clock, aware.
        facts: What the sentence about it mentions, such as ``{"scope": "failed"}``; never a secret.
    """

    at: datetime
    who: Computer
    action: AuditAction
    job_id: int | None
    shop_id: int | None
    facts: Mapping[str, str]
