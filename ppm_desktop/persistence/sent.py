"""What a sync or export has done, kept: values from before each write, what both sides agree on now, conflicts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial

from sqlalchemy import Connection, bindparam, delete, select, update

from ppm_desktop.domain.change import FieldConflict
from ppm_desktop.domain.job import ItemOutcome, ItemRecord
from ppm_desktop.domain.preview import PreviewKind
from ppm_desktop.domain.reading import FieldValue
from ppm_desktop.domain.sending import CATEGORIES, CREATED, PRICE_OF, STOCK_OF, FieldChange
from ppm_desktop.persistence.catalog_state import VARIANTS
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.ledger import read_item, select_items
from ppm_desktop.persistence.tables import (
    CategoryRow,
    ConflictRow,
    ItemChangeRow,
    JobItemRow,
    ProductLinkRow,
    ProductShopDataRow,
    ProductTextRow,
    ShopMappingRow,
    SpecificPriceRow,
)
from ppm_desktop.persistence.types import now
from ppm_desktop.persistence.upsert import all_but, upsert

CHUNK = 1000
"""Products written with one statement."""
TEXTS = {"name": "name", "short_description": "short_description", "long_description": "description"}
"""The fields that are texts of a language, and their columns in ``ppm_product_texts``."""


@dataclass(frozen=True, slots=True)
class Settled:
    """One product with which a job is done.

    Attributes:
        agreed: What both sides have now, by the names of an offer; fields that wait for an import are absent.
        digest: Of the offer; None where PPM's wish was not fulfilled and the next sync looks again.
        restored: Fields that an undo gave back: PPM differs in them and waits.
        specific_prices: Ids of the specific prices that we made, by the shop's group; None for a deleted one.
        held: Whether a person has yet to decide about a field that was left out.
        error: A sentence for people where the product failed, else empty.
    """

    product_id: int
    external_id: int | None = None
    reference: str = ""
    agreed: Mapping[str, FieldValue] = field(default_factory=dict)
    digest: str | None = None
    restored: tuple[str, ...] = ()
    conflicts: tuple[FieldConflict, ...] = ()
    specific_prices: Mapping[int, int | None] = field(default_factory=dict)
    active: bool | None = None
    held: bool = False
    error: str = ""


class SentRepository:
    """Every call blocks and may raise `DatabaseError`."""

    def __init__(self, database: Database, shop_id: int, language: str) -> None:
        """``language`` is the ISO code of the language of ``products.name``."""
        self._database = database
        self._shop_id = shop_id
        self._language = language

    def keep_before(self, job_id: int, changes: Mapping[int, Sequence[FieldChange]]) -> None:
        """Keep what the shop has of each product (by its sequence), before anything is written.

        Said again after a crash the first value stays: the shop may have the new one by then. A product that is
        about to be made has the change `CREATED`.
        """
        rows = [
            {"job_id": job_id, "sequence": sequence, "field": one.field, "before": one.before, "after": one.after}
            for sequence, fields in changes.items()
            for one in fields
        ]
        if rows:
            self._database.retrying(
                lambda connection: upsert(
                    connection, ItemChangeRow, rows, update=("after",), key=("job_id", "sequence", "field")
                )
            )

    def begun(self, job_id: int) -> dict[int, PreviewKind]:
        """What an earlier run of the job set out to do with products (by sequence) of which it recorded nothing."""
        recorded = (
            select(JobItemRow.sequence)
            .where(JobItemRow.job_id == job_id, JobItemRow.sequence == ItemChangeRow.sequence)
            .exists()
        )
        with self._database.read() as connection:
            rows = connection.execute(
                select(ItemChangeRow.sequence, ItemChangeRow.field).where(ItemChangeRow.job_id == job_id, ~recorded)
            ).all()
        made = {sequence for sequence, name in rows if name == CREATED}
        return {sequence: PreviewKind.CREATE if sequence in made else PreviewKind.UPDATE for sequence, _ in rows}

    def owners(self, external_ids: Sequence[int]) -> dict[int, int]:
        """Which product of PPM each of these products of the shop is linked to."""
        if not external_ids:
            return {}
        number = ProductShopDataRow.prestashop_product_id
        with self._database.read() as connection:
            rows = connection.execute(
                select(number, ProductShopDataRow.product_id).where(
                    ProductShopDataRow.shop_id == self._shop_id, number.in_(external_ids)
                )
            )
            return {external_id: product_id for external_id, product_id in rows if external_id is not None}

    def agree(self, digests: Mapping[int, str]) -> None:
        """Keep that these products (digests by PPM's id) are in the shop as PPM wants them."""
        ids = list(digests)
        for start in range(0, len(ids), CHUNK):
            chunk = ids[start : start + CHUNK]
            self._database.retrying(partial(self._agree, rows={number: digests[number] for number in chunk}))

    def _agree(self, connection: Connection, rows: Mapping[int, str]) -> None:
        link = ProductLinkRow.__table__
        connection.execute(
            update(ProductLinkRow)
            .where(link.c.product_id == bindparam("number"), link.c.shop_id == self._shop_id)
            .values(sent_hash=bindparam("digest"), read_at=link.c.read_at),
            [{"number": number, "digest": digest} for number, digest in rows.items()],
        )
        connection.execute(
            update(ProductShopDataRow)
            .where(
                ProductShopDataRow.shop_id == self._shop_id,
                ProductShopDataRow.product_id.in_(list(rows)),
                ProductShopDataRow.sync_status == "pending",
            )
            .values(sync_status="synced", pending_fields=None, updated_at=now())
        )

    def settle(self, job_id: int, products: Sequence[Settled]) -> None:
        """Keep what ``products`` came to, all in one transaction."""
        if products:
            self._database.retrying(lambda connection: self._settle(connection, job_id, products))

    def map_category(self, category_id: int, shop_category_id: int, name: str) -> None:
        """Keep that PPM's category is this one of the shop."""
        row = {
            "shop_id": self._shop_id,
            "mapping_type": "category",
            "ppm_value": str(category_id),
            "prestashop_id": shop_category_id,
            "prestashop_value": name[:255],
            "is_active": True,
        }
        with self._database.begin() as connection:
            moment = connection.execute(select(now())).scalar_one()
            stamped = row | {"created_at": moment, "updated_at": moment}
            changed = all_but(stamped, "shop_id", "mapping_type", "ppm_value", "created_at")
            upsert(connection, ShopMappingRow, [stamped], update=changed, key=("shop_id", "mapping_type", "ppm_value"))

    def category_line(self, category_id: int) -> list[tuple[int, str, int | None]]:
        """A category of PPM and all above it, the topmost first: id, name, and its id in the shop where mapped."""
        line: list[tuple[int, str, int | None]] = []
        with self._database.read() as connection:
            number: int | None = category_id
            while number is not None and number not in [one for one, _, _ in line]:
                row = connection.execute(
                    select(CategoryRow.name, CategoryRow.parent_id, ShopMappingRow.prestashop_id)
                    .outerjoin(
                        ShopMappingRow,
                        (ShopMappingRow.shop_id == self._shop_id)
                        & (ShopMappingRow.mapping_type == "category")
                        & (ShopMappingRow.ppm_value == str(number)),
                    )
                    .where(CategoryRow.id == number)
                ).one_or_none()
                if row is None:
                    break
                line.append((number, row.name, row.prestashop_id))
                number = row.parent_id
        return line[::-1]

    def _settle(self, connection: Connection, job_id: int, products: Sequence[Settled]) -> None:
        moment = connection.execute(select(now())).scalar_one()
        linked = [one for one in products if one.external_id is not None and one.agreed]
        self._keep_links(connection, linked, moment)
        self._keep_shop_data(connection, products, moment)
        self._keep_prices(connection, linked)
        met = [one.product_id for one in linked if one.digest is not None and not one.held]
        self._forget_conflicts(connection, met)
        noted = [one for one in products if one.conflicts]
        rows = [
            {
                "product_id": one.product_id,
                "shop_id": self._shop_id,
                "field": conflict.field,
                "ours": conflict.ours,
                "theirs": conflict.theirs,
                "noted_at": moment,
                "job_id": job_id,
                "decision": None,
                "decided_by": None,
                "decided_at": None,
            }
            for one in noted
            for conflict in one.conflicts
        ]
        if rows:
            key = ("product_id", "shop_id", "field")
            upsert(connection, ConflictRow, rows, update=all_but(rows[0], *key), key=key)

    def _forget_conflicts(self, connection: Connection, product_ids: Sequence[int]) -> None:
        """What was noted of products in which both agree now waits for nobody."""
        connection.execute(
            delete(ConflictRow).where(
                ConflictRow.shop_id == self._shop_id,
                ConflictRow.product_id.in_(product_ids),
                ConflictRow.decision.is_(None),
            )
        )

    def _keep_links(self, connection: Connection, products: Sequence[Settled], moment: datetime) -> None:
        if not products:
            return
        known = self._known_values(connection, products)
        ppm_ids = ppm_categories(connection, self._shop_id)
        links = [
            {
                "product_id": one.product_id,
                "shop_id": self._shop_id,
                "external_id": one.external_id,
                "reference": one.reference,
                # The next import looks at the product again and finds both agree.
                "read_hash": "",
                "read_values": merged_values(known.get(one.product_id, {}), one.agreed, ppm_ids),
                "read_at": moment,
                "sent_hash": one.digest,
                "sent_at": moment,
            }
            for one in products
        ]
        upsert(connection, ProductLinkRow, links, update=all_but(links[0], "product_id", "shop_id"))
        self._keep_texts(connection, products)

    def _known_values(self, connection: Connection, products: Sequence[Settled]) -> dict[int, dict[str, object]]:
        """What is known of each product by PPM's id; what was of another product of the shop is left out."""
        ids = {one.product_id: one.external_id for one in products}
        link = ProductLinkRow
        rows = connection.execute(
            select(link.product_id, link.external_id, link.read_values).where(
                link.shop_id == self._shop_id, link.product_id.in_(list(ids))
            )
        )
        return {number: dict(values or {}) for number, external_id, values in rows if external_id == ids[number]}

    def _keep_texts(self, connection: Connection, products: Sequence[Settled]) -> None:
        for fields in {frozenset(one.agreed.keys() & TEXTS.keys()) for one in products}:
            if not fields:
                continue
            rows = [
                {"product_id": one.product_id, "shop_id": self._shop_id, "language": self._language}
                | {TEXTS[name]: one.agreed[name] or "" for name in sorted(fields)}
                for one in products
                if one.agreed.keys() & TEXTS.keys() == fields
            ]
            changed = all_but(rows[0], "product_id", "shop_id", "language")
            upsert(connection, ProductTextRow, rows, update=changed)

    def _keep_shop_data(self, connection: Connection, products: Sequence[Settled], moment: datetime) -> None:
        fine, rest = [], []
        for one in products:
            status = _status(one)
            row: dict[str, object] = {
                "product_id": one.product_id,
                "shop_id": self._shop_id,
                "sync_status": status,
                "sync_direction": "ppm_to_ps",
                "error_message": one.error or None,
                "last_sync_at": moment,
                "created_at": moment,
                "updated_at": moment,
            }
            if one.external_id is None or not one.agreed:
                rest.append(row)
                continue
            fine.append(
                row
                | {
                    "prestashop_product_id": one.external_id,
                    "pending_fields": list(one.restored) or None,
                    "last_success_sync_at": moment,
                    "is_published": one.active if one.active is not None else True,
                }
            )
        for rows in (fine, rest):
            if rows:
                changed = all_but(rows[0], "product_id", "shop_id", "created_at")
                upsert(connection, ProductShopDataRow, rows, update=changed, key=("product_id", "shop_id"))

    def _keep_prices(self, connection: Connection, products: Sequence[Settled]) -> None:
        kept = []
        for one in products:
            for group_id, number in one.specific_prices.items():
                if number is None:
                    connection.execute(
                        delete(SpecificPriceRow).where(
                            SpecificPriceRow.product_id == one.product_id,
                            SpecificPriceRow.shop_id == self._shop_id,
                            SpecificPriceRow.group_id == group_id,
                        )
                    )
                    continue
                kept.append(
                    {
                        "product_id": one.product_id,
                        "shop_id": self._shop_id,
                        "group_id": group_id,
                        "specific_price_id": number,
                        "price": str(one.agreed[f"{PRICE_OF}{group_id}"]),
                    }
                )
        upsert(connection, SpecificPriceRow, kept, update=("specific_price_id", "price"))


def ppm_categories(connection: Connection, shop_id: int) -> dict[int, int]:
    """Which category of PPM each of the shop's is."""
    rows = connection.execute(
        select(ShopMappingRow.prestashop_id, ShopMappingRow.ppm_value).where(
            ShopMappingRow.shop_id == shop_id,
            ShopMappingRow.mapping_type == "category",
            ShopMappingRow.is_active.is_(True),
        )
    )
    return {number: int(ppm_id) for number, ppm_id in rows if ppm_id.isdecimal()}


def written_items(
    database: Database, job_id: int, limit: int | None = None
) -> list[tuple[ItemRecord, tuple[FieldChange, ...]]]:
    """The ledger of a job with what it changed in the shop, in order."""
    return [(record, _values(changes)) for record, changes in _kept_items(database, job_id, limit)]


def changes_of(database: Database, job_id: int) -> dict[int, tuple[ItemOutcome, tuple[FieldChange, ...]]]:
    """What became of each product of PPM that a job created, changed or may have changed, and its changes.

    Of a failed product a part may have been written; one that was made counts as created, whatever failed then.
    """
    found = {}
    for record, changes in _kept_items(database, job_id, None):
        outcome = ItemOutcome.CREATED if _was_made(record, changes) else record.outcome
        touched = outcome in (ItemOutcome.UPDATED, ItemOutcome.FAILED) and _values(changes)
        if record.product_id is not None and (outcome is ItemOutcome.CREATED or touched):
            found[record.product_id] = (outcome, _values(changes))
    return found


def _kept_items(database: Database, job_id: int, limit: int | None) -> list[tuple[ItemRecord, tuple[FieldChange, ...]]]:
    wanted = select_items(job_id) if limit is None else select_items(job_id).limit(limit)
    with database.read() as connection:
        records = [read_item(row) for row in connection.execute(wanted)]
        changes: dict[int, list[FieldChange]] = {}
        rows = connection.execute(
            select(ItemChangeRow.sequence, ItemChangeRow.field, ItemChangeRow.before, ItemChangeRow.after)
            .where(ItemChangeRow.job_id == job_id)
            .order_by(ItemChangeRow.sequence, ItemChangeRow.field)
        )
        for sequence, name, before, after in rows:
            changes.setdefault(sequence, []).append(FieldChange(name, _scalar(before), _scalar(after)))
    return [(record, tuple(changes.get(record.sequence, ()))) for record in records]


def _was_made(record: ItemRecord, changes: Iterable[FieldChange]) -> bool:
    in_shop = record.external_id is not None and any(one.field == CREATED for one in changes)
    return record.outcome is ItemOutcome.CREATED or in_shop


def _values(changes: Iterable[FieldChange]) -> tuple[FieldChange, ...]:
    return tuple(one for one in changes if one.field != CREATED)


def _status(one: Settled) -> str:
    if one.error:
        return "error"
    if one.conflicts or one.held:
        return "conflict"
    return "pending" if one.restored or one.digest is None else "synced"


def merged_values(
    known: dict[str, object], agreed: Mapping[str, FieldValue], ppm_ids: Mapping[int, int]
) -> dict[str, object]:
    """The values last known of the shop, brought up to date; in the form that an import keeps them in."""
    values: dict[str, object] = dict(known)
    variants = dict(values.get(VARIANTS) or {})  # type: ignore[call-overload]  # JSON of ours
    for name, value in agreed.items():
        if name in ("short_description", "long_description") or name.startswith(PRICE_OF):
            continue
        if name == CATEGORIES:
            ids = [ppm_ids.get(int(one)) for one in str(value or "").split(",") if one]
            mapped = [str(one) for one in dict.fromkeys(ids) if one is not None]
            values[name] = ",".join([mapped[0], *sorted(mapped[1:], key=int)]) if mapped else None
        elif name.startswith(STOCK_OF):
            number = name.removeprefix(STOCK_OF)
            sku, ean, _ = variants.get(number, ("", None, None))
            variants[number] = [sku, ean, value]
        else:
            values[name] = value
    if variants:
        values[VARIANTS] = variants
    return values


def _scalar(value: object) -> FieldValue:
    return value if isinstance(value, str | bool | int) else None
