"""The catalogue as the product list shows it: filters, an index of ids, lines on demand, and a product's history."""

from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from types import MappingProxyType

from ppm_desktop.domain.job import ItemOutcome, JobType
from ppm_desktop.domain.sending import FieldChange


class SyncState(StrEnum):
    """How a product stands in one shop; urgent ones first."""

    FAILED = "failed"
    CONFLICT = "conflict"
    WAITING = "waiting"
    NEVER = "never"
    OFF = "off"
    IN_SYNC = "in_sync"


_BY_STATUS: Mapping[str, SyncState] = MappingProxyType(
    {"error": SyncState.FAILED, "conflict": SyncState.CONFLICT, "disabled": SyncState.OFF}
)
"""What holds whether or not the shop has the product already."""


def sync_state(status: str | None, *, linked: bool) -> SyncState:
    """How a product stands in a shop, by ``product_shop_data.sync_status`` (None without a row) and its link."""
    if (stands := _BY_STATUS.get(status or "")) is not None:
        return stands
    if not linked:
        return SyncState.NEVER
    return SyncState.IN_SYNC if status == "synced" else SyncState.WAITING


@dataclass(frozen=True, slots=True)
class ProductFilter:
    """Which products are listed.

    Attributes:
        search: Part of SKU, name or EAN; products whose SKU is exactly this come first.
        category_id: A category of PPM, its subcategories included.
        state: Products that stand so in ``shop_id``, or in any shop without it.
    """

    search: str = ""
    category_id: int | None = None
    state: SyncState | None = None
    shop_id: int | None = None


@dataclass(frozen=True, slots=True)
class ProductIndex:
    """The products that match, by SKU: eight bytes each, so that 200 000 of them can be scrolled at once.

    Attributes:
        exact: How many of the first ids have exactly the SKU that was searched.
    """

    ids: "array[int]"
    exact: int = 0


@dataclass(frozen=True, slots=True)
class ShopMark:
    """A product in one shop; ``reason`` is the key of a cause when it failed."""

    shop_id: int
    shop_name: str
    state: SyncState
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ProductLine:
    """One row of the list.

    Attributes:
        category: Its path, such as ``Odzież / Kombinezony``, empty without one.
        price_net: In the default price group, None without a price.
        quantity: In the default warehouse; of a product with variants the sum over them.
        marks: One for each active shop, the most urgent first.
        changed_at: UTC.
    """

    id: int
    sku: str
    name: str
    category: str
    price_net: Decimal | None
    quantity: int | None
    active: bool
    has_variants: bool
    marks: tuple[ShopMark, ...]
    changed_at: datetime | None


@dataclass(frozen=True, slots=True)
class CategoryLine:
    """A category of PPM to filter by; ``below`` counts its subcategories, ``products`` those in all of them."""

    id: int
    path: str
    below: int
    products: int


@dataclass(frozen=True, slots=True)
class CatalogueTotals:
    """What stands under the page's title."""

    products: int
    shops: int


class TouchKind(StrEnum):
    """What touched a product."""

    JOB = "job"
    EDIT = "edit"


@dataclass(frozen=True, slots=True)
class ProductTouch:
    """One line of a product's history: a job that met it, or an edit in PPM.

    Attributes:
        at: UTC.
        shop_name: Empty for an edit.
        job_id: None for an edit.
        without_details: A job of the web application that names the SKU among its failures, no more.
        resolved_by: Number of the later job in which a failed product succeeded.
    """

    at: datetime
    kind: TouchKind
    changes: tuple[FieldChange, ...] = ()
    job_id: int | None = None
    job_type: JobType | None = None
    shop_id: int | None = None
    shop_name: str = ""
    person: str = ""
    host: str = ""
    outcome: ItemOutcome | None = None
    cause: str | None = None
    running: bool = False
    without_details: bool = False
    resolved_by: int | None = None


@dataclass(frozen=True, slots=True)
class ShopValues:
    """What PPM or one shop has of a product at a moment; None where it is not known or not there."""

    shop_id: int | None
    shop_name: str
    price_net: Decimal | None
    quantity: int | None
    active: bool | None
    state: SyncState | None


@dataclass(frozen=True, slots=True)
class ProductHistory:
    """Everything that touched one product, newest first, and what everybody has now (PPM first)."""

    product_id: int
    sku: str
    name: str
    touches: tuple[ProductTouch, ...]
    now: tuple[ShopValues, ...]
