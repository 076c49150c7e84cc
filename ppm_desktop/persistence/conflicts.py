"""Conflicts of a shop: listed, decided by a person, and kept from the next sync until they are."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, Row, Select, and_, bindparam, func, or_, select, update

from ppm_desktop.domain.conflict import (
    MAX_NOTE,
    MOST_CONFLICTS,
    Conflict,
    ConflictList,
    Decided,
    Decision,
    Verdict,
    taken_value,
)
from ppm_desktop.domain.job import Computer
from ppm_desktop.domain.reading import FieldValue, Unreadable
from ppm_desktop.domain.sending import CATEGORIES
from ppm_desktop.persistence.catalog_state import load_role
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.sent import TEXTS, merged_values, ppm_categories
from ppm_desktop.persistence.shop_values import TakenValue, TakenValues
from ppm_desktop.persistence.tables import (
    ConflictRow,
    ProductEditRow,
    ProductLinkRow,
    ProductRow,
    ProductShopDataRow,
    ProductTextRow,
)
from ppm_desktop.persistence.types import now
from ppm_desktop.persistence.upsert import upsert

CHUNK = 500
"""Verdicts, or products, that share one transaction or statement."""
_LINK = and_(ProductLinkRow.product_id == ConflictRow.product_id, ProductLinkRow.shop_id == ConflictRow.shop_id)
T = TypeVar("T")
Found = Row[*tuple[object, ...]]


def held_fields(connection: Connection, shop_id: int, sent: Mapping[int, str | None]) -> dict[int, frozenset[str]]:
    """Fields that a sync leaves as both sides have them, by product; ``sent`` is what each was sent as last.

    What a person left for later is not sent. Nor are the other open conflicts of a product about which he has
    decided something: an answer about the price gives no leave to overwrite the name. A product about which
    nobody has said anything is the policy's.
    """
    rows = connection.execute(
        select(ConflictRow.product_id, ConflictRow.field, ConflictRow.decision).where(
            ConflictRow.shop_id == shop_id, ConflictRow.product_id.in_(list(sent))
        )
    )
    open_fields: dict[int, dict[str, str | None]] = defaultdict(dict)
    for product_id, name, decision in rows:
        if decision in (None, Decision.LEAVE) or (decision == Decision.PPM and sent[product_id] is None):
            open_fields[product_id][name] = decision
    return {
        number: frozenset(name for name, decision in fields.items() if decision != Decision.PPM)
        for number, fields in open_fields.items()
        if any(decision is not None for decision in fields.values())
    }


class ConflictRepository:
    """Every call blocks and may raise `DatabaseError`.

    A decision for PPM holds by what both are said to have agreed on: the shop's value as it was noted. PPM's differs
    from it, so that the next sync sends it under any policy, unless the shop has changed once more.
    """

    def __init__(self, database: Database, computer: Computer, language: str) -> None:
        """``language`` is the ISO code of the language of ``products.name``."""
        self._database = database
        self._computer = computer
        self._language = language

    def list(self, shop_id: int, *, settled: bool = False, limit: int = MOST_CONFLICTS) -> ConflictList:
        """Conflicts that wait for a person or for a sync; with ``settled`` also those that are done with."""
        wanted = [ConflictRow.shop_id == shop_id, ProductRow.deleted_at.is_(None)]
        if not settled:
            wanted.append(_waiting())
        with self._database.read() as connection:
            (total,) = connection.execute(_joined(select(func.count(ConflictRow.id))).where(*wanted)).one()
            rows = connection.execute(
                _joined(select(ConflictRow, ProductRow.sku, ProductRow.name.label("product_name")))
                .where(*wanted)
                .order_by(ConflictRow.field, ProductRow.sku)
                .limit(limit)
            ).all()
            edits = _last_edits(connection, sorted({row.product_id for row in rows}))
        return ConflictList(shop_id, tuple(_conflict(row, edits) for row in rows), int(str(total)))

    def decide(self, shop_id: int, verdicts: Sequence[Verdict]) -> Decided:
        """Save ``verdicts``; the shop's value is taken into PPM at once where it wins."""
        result = Decided()
        for chunk in _chunks(sorted(verdicts, key=lambda one: one.conflict_id)):
            result += self._database.retrying(partial(self._decide, shop_id=shop_id, verdicts=chunk))
        return result

    def _decide(self, connection: Connection, shop_id: int, verdicts: Sequence[Verdict]) -> Decided:
        moment = connection.execute(select(now())).scalar_one()
        asked = {one.conflict_id: one for one in verdicts}
        found = connection.execute(
            select(ConflictRow)
            .join(ProductRow, ProductRow.id == ConflictRow.product_id)
            .where(ConflictRow.shop_id == shop_id, ConflictRow.id.in_(list(asked)), ProductRow.deleted_at.is_(None))
            .order_by(ConflictRow.id)
            .with_for_update(of=ConflictRow)
        )
        rows = {row.id: row for row in found if row.noted_at == asked[row.id].noted_at}
        settling = _Settling(connection, shop_id)
        refused = [number for number, row in rows.items() if not settling.accept(row, asked[number].decision)]
        role = load_role(connection, shop_id)
        TakenValues(connection, role, self._computer, self._language, moment).take(settling.taken)
        self._agree_on(connection, shop_id, settling)
        kept = [row for number, row in rows.items() if number not in refused]
        self._keep(connection, kept, asked, moment)
        self._reopen(connection, shop_id, kept, moment)
        return Decided(
            saved=len(kept),
            to_send=tuple(sorted({row.product_id for row in kept if asked[row.id].decision is Decision.PPM})),
            taken=len(settling.taken),
            stale=tuple(number for number in asked if number not in rows),
            refused=tuple(refused),
        )

    def _agree_on(self, connection: Connection, shop_id: int, settling: "_Settling") -> None:
        """The value that the person saw in the shop is what both know of it now; the next sync looks again."""
        ids = list(settling.agreed)
        link = ProductLinkRow.__table__
        known = connection.execute(
            select(ProductLinkRow.product_id, ProductLinkRow.read_values).where(
                ProductLinkRow.shop_id == shop_id, ProductLinkRow.product_id.in_(ids)
            )
        ).all()
        rows = [
            {
                "number": number,
                "values": merged_values(dict(values or {}), settling.agreed[number], settling.ppm_ids)
                | settling.agreed_categories.get(number, {}),
            }
            for number, values in known
        ]
        if rows:
            connection.execute(
                update(ProductLinkRow)
                .where(link.c.product_id == bindparam("number"), link.c.shop_id == shop_id)
                .values(read_values=bindparam("values"), sent_hash=None, read_at=link.c.read_at),
                rows,
            )
        for name, column in TEXTS.items():
            texts = [
                {"product_id": number, "shop_id": shop_id, "language": self._language, column: fields[name] or ""}
                for number, fields in settling.agreed.items()
                if name in fields
            ]
            upsert(connection, ProductTextRow, texts, update=(column,))

    def _keep(
        self, connection: Connection, rows: Sequence[Found], asked: Mapping[int, Verdict], moment: datetime
    ) -> None:
        table = ConflictRow.__table__
        changed = []
        for row in rows:
            verdict = asked[row.id]
            fresh = verdict.decision is not None
            changed.append(
                {
                    "number": row.id,
                    "chosen": verdict.decision.value if verdict.decision is not None else row.decision,
                    "person": self._computer.person[:100] if fresh else row.decided_by,
                    "moment": moment if fresh else row.decided_at,
                    "words": row.note if verdict.note is None else verdict.note.strip()[:MAX_NOTE],
                }
            )
        if changed:
            connection.execute(
                update(ConflictRow)
                .where(table.c.id == bindparam("number"))
                .values(
                    decision=bindparam("chosen"),
                    decided_by=bindparam("person"),
                    decided_at=bindparam("moment"),
                    note=bindparam("words"),
                ),
                changed,
            )

    @staticmethod
    def _reopen(connection: Connection, shop_id: int, rows: Sequence[Found], moment: datetime) -> None:
        """A product of which nothing is open any more waits for its sync instead of a person."""
        ids = {row.product_id for row in rows}
        still = set(
            connection.scalars(
                select(ConflictRow.product_id).where(
                    ConflictRow.shop_id == shop_id,
                    ConflictRow.product_id.in_(ids),
                    or_(ConflictRow.decision.is_(None), ConflictRow.decision == Decision.LEAVE.value),
                )
            )
        )
        connection.execute(
            update(ProductShopDataRow)
            .where(
                ProductShopDataRow.shop_id == shop_id,
                ProductShopDataRow.product_id.in_(ids - still),
                ProductShopDataRow.sync_status == "conflict",
            )
            .values(sync_status="pending", updated_at=moment)
        )


class _Settling:
    """What the verdicts of one transaction come to."""

    def __init__(self, connection: Connection, shop_id: int) -> None:
        self.ppm_ids = ppm_categories(connection, shop_id)
        self.agreed: dict[int, dict[str, FieldValue]] = defaultdict(dict)
        self.agreed_categories: dict[int, dict[str, FieldValue]] = {}
        self.taken: list[TakenValue] = []

    def accept(self, row: Found, decision: Decision | None) -> bool:
        """Take in what was decided about ``row``; False where PPM cannot have the shop's value."""
        if decision not in (Decision.PPM, Decision.SHOP):
            return True
        try:
            value = self._in_ppm(row)
        except Unreadable:
            if decision is Decision.SHOP:
                return False
            value = row.theirs
        if decision is Decision.SHOP:
            self.taken.append(TakenValue(row.product_id, row.field, self._ours(row), value))
        if row.field == CATEGORIES and row.job_id is None:
            self.agreed_categories[row.product_id] = {CATEGORIES: row.theirs}
            self.agreed[row.product_id] |= {}
        else:
            self.agreed[row.product_id][row.field] = row.theirs if row.field == CATEGORIES else value
        return True

    def _in_ppm(self, row: Found) -> FieldValue:
        if row.field == CATEGORIES:
            return self._categories(row, row.theirs)
        return taken_value(row.field, row.theirs)

    def _ours(self, row: Found) -> FieldValue:
        try:
            return self._categories(row, row.ours) if row.field == CATEGORIES else row.ours
        except Unreadable:
            return None

    def _categories(self, row: Found, value: object) -> FieldValue:
        """Categories by PPM's ids; an import notes them so, a sync by the shop's."""
        if row.job_id is None or value is None:
            return None if value is None else str(value)
        ids = [self.ppm_ids.get(int(one)) for one in str(value).split(",") if one]
        if None in ids:
            raise Unreadable("category_unmapped", CATEGORIES, str(value))
        return ",".join(map(str, dict.fromkeys(ids)))


def _joined(query: Select[*tuple[object, ...]]) -> Select[*tuple[object, ...]]:
    return query.join(ProductRow, ProductRow.id == ConflictRow.product_id).outerjoin(ProductLinkRow, _LINK)


def _waiting() -> ColumnElement[bool]:
    """Open, left for later, or decided for PPM and not sent since."""
    unsent = and_(ConflictRow.decision == Decision.PPM.value, ProductLinkRow.sent_hash.is_(None))
    return or_(ConflictRow.decision.is_(None), ConflictRow.decision == Decision.LEAVE.value, unsent)


def _last_edits(connection: Connection, product_ids: Sequence[int]) -> dict[tuple[int, str], Found]:
    """Who changed each field of these products in PPM last."""
    found: dict[tuple[int, str], Found] = {}
    for chunk in _chunks(product_ids):
        rows = connection.execute(
            select(ProductEditRow.product_id, ProductEditRow.field, ProductEditRow.person, ProductEditRow.at)
            .where(ProductEditRow.product_id.in_(chunk))
            .order_by(ProductEditRow.at)
        )
        found |= {(row.product_id, row.field): row for row in rows}
    return found


def _conflict(row: Found, edits: Mapping[tuple[int, str], Found]) -> Conflict:
    edit = edits.get((row.product_id, row.field))
    return Conflict(
        id=row.id,
        product_id=row.product_id,
        sku=row.sku,
        name=row.product_name,
        field=row.field,
        ours=row.ours,
        theirs=row.theirs,
        noted_at=row.noted_at,
        job_id=row.job_id,
        decision=Decision(row.decision) if row.decision else None,
        decided_by=row.decided_by or "",
        decided_at=row.decided_at,
        note=row.note,
        changed_by="" if edit is None else edit.person,
        changed_at=None if edit is None else edit.at,
    )


def _chunks(items: Sequence[T]) -> Iterator[Sequence[T]]:
    return (items[start : start + CHUNK] for start in range(0, len(items), CHUNK))
