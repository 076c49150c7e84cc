"""What a sync or export would do, as people are shown it before it starts."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ppm_desktop.domain.sending import FieldChange


class PreviewKind(StrEnum):
    """What would become of one product."""

    CREATE = "create"
    UPDATE = "update"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"
    UNLINKED = "unlinked"
    SKIPPED = "skipped"  # an undo leaves it: changed since, or gone
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class PreviewItem:
    """One product of a dry run.

    Attributes:
        changes: What would be written; of a conflict the fields in question (shop's value now, PPM's).
        cause: Key of the cause when it would fail, with its facts in ``message``.
    """

    kind: PreviewKind
    product_id: int
    sku: str
    name: str
    changes: tuple[FieldChange, ...] = ()
    cause: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class SendPreview:
    """The counts of a dry run for one shop and some of its products.

    Attributes:
        in_scope: Products that the request means; with ``changed_only`` those that PPM changed.
        looked_at: Products that were compared: all of them, or a sample.
        written: Products among those that would be changed or created, as the policy decides about conflicts.
        switched_off, repriced, emptied: See `ppm_desktop.domain.sending.Alarm`; of all products in scope as far as
            PPM knows the shop, else of those that were looked at.
        alarm: A guard asks for the number of products, ``to_confirm``, to be typed.
        to_confirm: Products that the job is about; goes into the request as ``confirmed``.
        items: A sample of each kind.
        read_at: When it was made (UTC).
        usual_per_minute: Products a minute of this shop's last job of the kind; 0.0 while there was none to learn from.
    """

    shop_id: int
    shop_name: str
    in_scope: int
    looked_at: int
    create: int
    update: int
    unchanged: int
    conflicts: int
    unlinked: int
    failed: int
    written: int
    switched_off: int
    repriced: int
    emptied: int
    alarm: bool
    to_confirm: int
    items: tuple[PreviewItem, ...]
    read_at: datetime
    usual_per_minute: float = 0.0

    @property
    def complete(self) -> bool:
        """Whether all products were looked at."""
        return self.looked_at >= self.in_scope

    def count(self, kind: PreviewKind) -> int:
        """Products of one kind."""
        return {
            PreviewKind.CREATE: self.create,
            PreviewKind.UPDATE: self.update,
            PreviewKind.UNCHANGED: self.unchanged,
            PreviewKind.CONFLICT: self.conflicts,
            PreviewKind.UNLINKED: self.unlinked,
            PreviewKind.FAILED: self.failed,
        }.get(kind, 0)
