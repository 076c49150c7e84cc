"""Rows of the ledger, written and read in one shape."""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, Row, Select, or_, select

from ppm_desktop.domain.fingerprints import fingerprint
from ppm_desktop.domain.job import ItemOutcome, ItemRecord
from ppm_desktop.persistence.tables import JobItemRow
from ppm_desktop.persistence.text import fit
from ppm_desktop.persistence.types import now
from ppm_desktop.persistence.upsert import upsert

MAX_MESSAGE = 2000
MOST_NAMED = 5_000
"""Products that one statement names by their places; with more, all are read and those meant are picked out."""
SUCCESSES = (ItemOutcome.CREATED.value, ItemOutcome.UPDATED.value, ItemOutcome.UNCHANGED.value)
_REPLACED = (
    "sku",
    "name",
    "external_id",
    "product_id",
    "outcome",
    "cause",
    "code",
    "message",
    "warning",
    "attempts",
    "duration_ms",
    "first_message",
)


def write_items(connection: Connection, job_id: int, shop_id: int, items: Sequence[ItemRecord]) -> None:
    """Write ``items`` in one statement; a product that is there already gets its newer outcome."""
    rows = [_values(job_id, shop_id, item) for item in items]
    upsert(connection, JobItemRow, rows, update=_REPLACED, fresh={"created_at": now()})


def select_items(job_id: int) -> Select[*tuple[object, ...]]:
    """The ledger of one job in order, as `read_item` reads it."""
    return (
        select(
            JobItemRow.sequence,
            JobItemRow.sku,
            JobItemRow.name,
            JobItemRow.outcome,
            JobItemRow.external_id,
            JobItemRow.product_id,
            JobItemRow.cause,
            JobItemRow.code,
            JobItemRow.message,
            JobItemRow.warning,
            JobItemRow.attempts,
            JobItemRow.duration_ms,
            JobItemRow.first_message,
        )
        .where(JobItemRow.job_id == job_id)
        .order_by(JobItemRow.sequence)
    )


def read_item(row: Row[*tuple[object, ...]]) -> ItemRecord:
    """One row of `select_items`."""
    return ItemRecord(
        sequence=row.sequence,
        sku=row.sku,
        name=row.name,
        outcome=ItemOutcome(row.outcome),
        external_id=row.external_id,
        product_id=row.product_id,
        cause=row.cause,
        code=row.code,
        message=row.message or "",
        warning=row.warning,
        attempts=row.attempts,
        duration_ms=row.duration_ms,
        first_message=row.first_message or "",
    )


def of_causes(causes: Sequence[str]) -> ColumnElement[bool]:
    """Failures of these causes; a key that tells nothing of its own stands for all that begin with it."""
    whole = [JobItemRow.cause.startswith(f"{cause}:", autoescape=True) for cause in causes if ":" not in cause]
    return or_(exactly_of(causes), *whole)


def exactly_of(causes: Sequence[str]) -> ColumnElement[bool]:
    """Failures of exactly these causes."""
    untold = [JobItemRow.cause.is_(None)] if "unknown" in causes else []
    return or_(JobItemRow.cause.in_(causes), *untold)


def _values(job_id: int, shop_id: int, item: ItemRecord) -> dict[str, object]:
    return {
        "job_id": job_id,
        "sequence": item.sequence,
        "shop_id": shop_id,
        "sku": fit(item.sku, 255),
        "name": fit(item.name, 500),
        "external_id": item.external_id,
        "product_id": item.product_id,
        "outcome": item.outcome.value,
        "cause": _cause(item),
        "code": fit(item.code, 40),
        "message": fit(item.message, MAX_MESSAGE) or None,
        "warning": fit(item.warning, 255),
        "attempts": item.attempts,
        "duration_ms": item.duration_ms,
        "first_message": fit(item.first_message, MAX_MESSAGE) or None,
    }


def _cause(item: ItemRecord) -> str | None:
    if item.cause is None or item.outcome is not ItemOutcome.FAILED:
        return item.cause
    return fingerprint(item.cause, item.code, item.message)
