"""What an operation would do, or has done: dry runs, trials, undo and conflicts, as people are shown them."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ppm_desktop.domain.job import ItemOutcome
from ppm_desktop.domain.reading import FieldValue
from ppm_desktop.domain.sending import FieldChange


class PreviewKind(StrEnum):
    """What would become of one product."""

    CREATE = "create"
    UPDATE = "update"
    UNCHANGED = "unchanged"
    CONFLICT = "conflict"
    UNLINKED = "unlinked"
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
        switched_off, repriced, emptied: See `ppm_desktop.domain.sending.Alarm`; of all products in scope.
        alarm: A guard asks for the number of products, ``to_confirm``, to be typed.
        to_confirm: Products in scope that PPM would change or create; goes into the request as ``confirmed``.
        items: A sample of each kind.
        read_at: When it was made (UTC).
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
        }[kind]


@dataclass(frozen=True, slots=True)
class WrittenItem:
    """One product that a job wrote (or looked at), with a link to it in the shop.

    Attributes:
        url: The product's page in the shop, empty when it is not there.
    """

    sequence: int
    product_id: int | None
    sku: str
    name: str
    outcome: ItemOutcome
    changes: tuple[FieldChange, ...] = ()
    url: str = ""
    cause: str | None = None


class SkipReason(StrEnum):
    """Why an undo leaves a product as it is."""

    CHANGED_LATER = "changed_later"
    GONE = "gone"
    UNKNOWN_BEFORE = "unknown_before"


@dataclass(frozen=True, slots=True)
class UndoItem:
    """One product of an undo: the shop's value now, and what it becomes.

    Attributes:
        created: The job to undo made the product: it is switched off.
    """

    product_id: int
    sku: str
    name: str
    changes: tuple[FieldChange, ...]
    created: bool = False


@dataclass(frozen=True, slots=True)
class UndoSkip:
    """One product that an undo leaves out; ``note`` says what is known of it, such as the newer value."""

    product_id: int | None
    sku: str
    reason: SkipReason
    note: str = ""


@dataclass(frozen=True, slots=True)
class UndoPreview:
    """What undoing the job ``job_id`` would do; read from the shop, nothing written."""

    job_id: int
    shop_id: int
    items: tuple[UndoItem, ...]
    skipped: tuple[UndoSkip, ...]


class Decision(StrEnum):
    """Which side's value of a conflict stays; `LEAVE` keeps it noted."""

    PPM = "ppm"
    SHOP = "shop"
    LEAVE = "leave"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One noted conflict.

    Attributes:
        ours_by, ours_at: Who changed it in PPM and when, where that is known.
        noted_at: When it was found (UTC); ``job_id`` by which job, None when not known.
        note: What a person wrote about it.
    """

    id: int
    product_id: int
    shop_id: int
    sku: str
    name: str
    field: str
    ours: FieldValue
    theirs: FieldValue
    noted_at: datetime
    job_id: int | None = None
    ours_by: str = ""
    ours_at: datetime | None = None
    decision: Decision | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """A person's decision about one conflict."""

    conflict_id: int
    decision: Decision
    note: str = ""


@dataclass(frozen=True, slots=True)
class DecisionResult:
    """What saving decisions came to.

    Attributes:
        saved: Conflicts that are decided now.
        taken: Values of the shop that went into PPM.
        to_send: Products of PPM whose values a sync of the shop must send now.
    """

    saved: int
    taken: int
    to_send: tuple[int, ...]
