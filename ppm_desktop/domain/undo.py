"""What taking back a sync or export would do, as people are shown it before it starts."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ppm_desktop.domain.sending import FieldChange


class UndoSkip(StrEnum):
    """Why an undo leaves a product as it is."""

    CHANGED = "changed_since"  # somebody has changed a value after the job; the newer one stays
    GONE = "gone"  # no longer in the shop
    UNREAD = "unread"  # the shop cannot deliver it now
    UNKNOWN = "unknown"  # the job did not keep what was there before


@dataclass(frozen=True, slots=True)
class UndoneProduct:
    """One product that comes back.

    Attributes:
        product_id: Of PPM; goes into `JobRequest.left_out` when a person leaves the product as it is.
        changes: What the shop has now, and what it gets back.
        created: The job made the product: it is switched off, not deleted.
    """

    product_id: int
    sku: str
    name: str
    changes: tuple[FieldChange, ...]
    created: bool = False


@dataclass(frozen=True, slots=True)
class KeptProduct:
    """One product that an undo leaves as it is; ``changes`` are the newer values, with what would have come back."""

    sku: str
    name: str
    reason: UndoSkip
    external_id: int | None = None
    changes: tuple[FieldChange, ...] = ()


@dataclass(frozen=True, slots=True)
class UndoPreview:
    """All products that a job created or changed, if only in part.

    Attributes:
        unchanged: Products that have their earlier values already.
        read_at: When the shop was asked (UTC).
    """

    job_id: int
    products: tuple[UndoneProduct, ...]
    kept: tuple[KeptProduct, ...]
    unchanged: int
    read_at: datetime

    @property
    def fields(self) -> int:
        """Values that come back."""
        return sum(len(one.changes) for one in self.products)

    @property
    def created(self) -> int:
        """Products that are switched off."""
        return sum(one.created for one in self.products)

    def count(self, reason: UndoSkip) -> int:
        """Products left for one reason."""
        return sum(one.reason is reason for one in self.kept)
