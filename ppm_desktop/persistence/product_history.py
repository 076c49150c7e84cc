"""Everything that touched one product: jobs of everybody, edits in PPM, and what each shop is known to have now."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import cast

from sqlalchemy import ColumnElement, Connection, Row, String, and_, func, or_, select, tuple_, type_coerce

from ppm_desktop.domain.catalog import normal_sku, parse_price
from ppm_desktop.domain.errors import InvalidRequest
from ppm_desktop.domain.job import ItemOutcome
from ppm_desktop.domain.product_edit import Refusal
from ppm_desktop.domain.product_list import (
    ProductHistory,
    ProductLine,
    ProductTouch,
    ShopValues,
    TouchKind,
)
from ppm_desktop.domain.reading import FieldValue
from ppm_desktop.domain.sending import CREATED, FieldChange
from ppm_desktop.persistence.catalog_state import VARIANTS
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.product_lines import read_lines
from ppm_desktop.persistence.snapshots import ACTIVE, job_type
from ppm_desktop.persistence.tables import (
    ItemChangeRow,
    JobItemRow,
    JobRow,
    JobRunRow,
    ProductEditRow,
    ProductLinkRow,
    ProductShopDataRow,
)

LIMIT = 500
"""Jobs, and fields edited, that a history goes back to."""
WEB_JOBS = 300
"""Jobs of the web application with failures that are looked through, the newest."""


class ProductHistoryReader:
    """Every call blocks and may raise `DatabaseError`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def read(self, product_id: int) -> ProductHistory:
        """What touched the product, newest first, and what everybody has now.

        Raises:
            InvalidRequest: the product is gone.
        """
        with self._database.read() as connection:
            line = next(iter(read_lines(connection, [product_id])), None)
            if line is None:
                raise InvalidRequest(Refusal.PRODUCT_GONE)
            jobs = [*_ledger(connection, product_id, line.sku), *_web_failures(connection, line.sku)]
            touches = [*_resolved(jobs), *_edits(connection, product_id)]
            now = (_ours(line), *_shops(connection, line))
        touches.sort(key=lambda one: one.at, reverse=True)
        return ProductHistory(product_id, line.sku, line.name, tuple(touches), now)


def _ledger(connection: Connection, product_id: int, sku: str) -> list[ProductTouch]:
    """Jobs that have the product in their ledger."""
    found: dict[tuple[int, int], Row[*tuple[object, ...]]] = {}
    # One statement for each index; with both in one condition neither is used.
    for where in (JobItemRow.product_id == product_id, JobItemRow.sku == sku):
        rows = connection.execute(
            select(
                JobItemRow.job_id,
                JobItemRow.sequence,
                JobItemRow.outcome,
                JobItemRow.cause,
                JobItemRow.created_at,
                JobRow.job_type,
                JobRow.status,
                JobRow.shop_id,
                JobRow.shop_name,
                JobRunRow.starter_person,
                JobRunRow.starter_host,
            )
            .join(JobRow, JobRow.id == JobItemRow.job_id)
            .outerjoin(JobRunRow, JobRunRow.job_id == JobRow.id)
            .where(where, or_(JobItemRow.product_id.is_(None), JobItemRow.product_id == product_id))
            .order_by(JobItemRow.created_at.desc())
            .limit(LIMIT)
        )
        found |= {(row.job_id, row.sequence): row for row in rows}
    changes = _changes(connection, list(found))
    return [
        ProductTouch(
            at=row.created_at,
            kind=TouchKind.JOB,
            changes=changes.get(key, ()),
            job_id=row.job_id,
            job_type=job_type(row.job_type),
            shop_id=row.shop_id,
            shop_name=row.shop_name,
            person=row.starter_person or "",
            host=row.starter_host or "",
            outcome=ItemOutcome(row.outcome),
            cause=row.cause,
            running=row.status in ACTIVE,
        )
        for key, row in found.items()
    ]


def _changes(
    connection: Connection, keys: Sequence[tuple[int, int]]
) -> Mapping[tuple[int, int], tuple[FieldChange, ...]]:
    """What jobs changed in their shops, by job and sequence."""
    found: dict[tuple[int, int], tuple[FieldChange, ...]] = defaultdict(tuple)
    if not keys:
        return found
    rows = connection.execute(
        select(ItemChangeRow)
        .where(tuple_(ItemChangeRow.job_id, ItemChangeRow.sequence).in_(keys), ItemChangeRow.field != CREATED)
        .order_by(ItemChangeRow.field)
    ).mappings()
    for row in rows:
        change = FieldChange(row["field"], _scalar(row["before"]), _scalar(row["after"]))
        found[row["job_id"], row["sequence"]] += (change,)
    return found


def _web_failures(connection: Connection, sku: str) -> list[ProductTouch]:
    """Jobs of the web application, which has no ledger, that name the SKU among their failures."""
    rows = connection.execute(
        select(
            JobRow.id,
            JobRow.job_type,
            JobRow.status,
            JobRow.shop_id,
            JobRow.shop_name,
            JobRow.updated_at,
            JobRow.failed_item_ids,
        )
        .outerjoin(JobRunRow, JobRunRow.job_id == JobRow.id)
        .where(JobRunRow.job_id.is_(None), JobRow.failed_items > 0, _may_name(sku))
        .order_by(JobRow.created_at.desc())
        .limit(WEB_JOBS)
    )
    return [
        ProductTouch(
            at=row.updated_at,
            kind=TouchKind.JOB,
            job_id=row.id,
            job_type=job_type(row.job_type),
            shop_id=row.shop_id,
            shop_name=row.shop_name,
            outcome=ItemOutcome.FAILED,
            running=row.status in ACTIVE,
            without_details=True,
        )
        for row in rows
        if sku in {normal_sku(str(one)) for one in row.failed_item_ids or ()}
    ]


def _may_name(sku: str) -> ColumnElement[bool]:
    """Whether the text of ``failed_item_ids`` holds the longest part of ``sku`` that JSON writes as it is."""
    plain = max(re.findall(r"[A-Za-z0-9 ._-]+", sku), key=len, default="")
    return func.lower(type_coerce(JobRow.failed_item_ids, String)).contains(plain.lower(), autoescape=True)


def _resolved(touches: Iterable[ProductTouch]) -> list[ProductTouch]:
    """``touches`` of jobs, failures with the next job of the same shop in which the product succeeded."""
    succeeded: dict[int | None, int | None] = {}
    newest_first = sorted(touches, key=lambda one: one.at, reverse=True)
    found = []
    for touch in newest_first:
        if touch.outcome is ItemOutcome.FAILED:
            found.append(replace(touch, resolved_by=succeeded.get(touch.shop_id)))
            continue
        found.append(touch)
        if touch.outcome is not ItemOutcome.SKIPPED:
            succeeded[touch.shop_id] = touch.job_id
    return found


def _edits(connection: Connection, product_id: int) -> list[ProductTouch]:
    rows = connection.execute(
        select(ProductEditRow)
        .where(ProductEditRow.product_id == product_id)
        .order_by(ProductEditRow.at.desc(), ProductEditRow.id)
        .limit(LIMIT)
    ).mappings()
    found: dict[str, ProductTouch] = {}
    for row in rows:
        change = FieldChange(row["field"], _scalar(row["before"]), _scalar(row["after"]))
        begun = found.get(row["edit_id"]) or ProductTouch(
            row["at"], TouchKind.EDIT, person=row["person"], host=row["host"]
        )
        found[row["edit_id"]] = replace(begun, changes=(*begun.changes, change))
    return list(found.values())


def _ours(line: ProductLine) -> ShopValues:
    return ShopValues(None, "", line.price_net, line.quantity, line.active, None)


def _shops(connection: Connection, line: ProductLine) -> list[ShopValues]:
    """What each active shop had when it was last read or written, by name."""
    read = {
        shop_id: values or {}
        for shop_id, values, external_id in connection.execute(
            select(ProductLinkRow.shop_id, ProductLinkRow.read_values, ProductShopDataRow.prestashop_product_id)
            .outerjoin(
                ProductShopDataRow,
                and_(
                    ProductShopDataRow.product_id == ProductLinkRow.product_id,
                    ProductShopDataRow.shop_id == ProductLinkRow.shop_id,
                ),
            )
            .where(ProductLinkRow.product_id == line.id)
        )
        if external_id is not None
    }
    found = []
    for mark in sorted(line.marks, key=lambda one: (one.shop_name.casefold(), one.shop_id)):
        values = read.get(mark.shop_id, {})
        found.append(
            ShopValues(mark.shop_id, mark.shop_name, _price(values), _quantity(values), _active(values), mark.state)
        )
    return found


def _price(values: Mapping[str, object]) -> Decimal | None:
    price = values.get("price_net")
    return None if price is None else parse_price(str(price))


def _quantity(values: Mapping[str, object]) -> int | None:
    """The stock; of a product with variants their sum."""
    variants = values.get(VARIANTS)
    if isinstance(variants, dict) and variants:
        kept = cast("Iterable[Sequence[object]]", variants.values())
        return sum(one[2] for one in kept if isinstance(one[2], int))
    quantity = values.get("quantity")
    return quantity if isinstance(quantity, int) else None


def _active(values: Mapping[str, object]) -> bool | None:
    active = values.get("is_active")
    return active if isinstance(active, bool) else None


def _scalar(value: object) -> FieldValue:
    return value if isinstance(value, str | bool | int) else None
