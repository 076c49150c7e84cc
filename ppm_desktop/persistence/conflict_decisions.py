"""What decisions about conflicts change: the values taken, what both agree on, and how the products stand."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, Row, bindparam, or_, select, update

from ppm_desktop.domain.conflict import MAX_NOTE, Decision, Verdict, taken_value
from ppm_desktop.domain.reading import FieldValue, Unreadable
from ppm_desktop.domain.sending import CATEGORIES
from ppm_desktop.persistence.sent import TEXTS, merged_values, ppm_categories
from ppm_desktop.persistence.shop_values import TakenValue
from ppm_desktop.persistence.tables import ConflictRow, ProductLinkRow, ProductShopDataRow, ProductTextRow
from ppm_desktop.persistence.upsert import upsert

Found = Row[*tuple[object, ...]]


class Settling:
    """What the verdicts of one transaction come to.

    Attributes:
        taken: Values of the shop that PPM takes.
    """

    def __init__(self, connection: Connection, shop_id: int) -> None:
        self.taken: list[TakenValue] = []
        self._connection = connection
        self._shop_id = shop_id
        self._ppm_ids = ppm_categories(connection, shop_id)
        self._agreed: dict[int, dict[str, FieldValue]] = defaultdict(dict)
        self._agreed_categories: dict[int, dict[str, FieldValue]] = {}

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
            self._agreed_categories[row.product_id] = {CATEGORIES: row.theirs}
            self._agreed[row.product_id] |= {}
        else:
            self._agreed[row.product_id][row.field] = row.theirs if row.field == CATEGORIES else value
        return True

    def agree(self, language: str) -> None:
        """The value that the person saw in the shop is what both know of it now; the next sync looks again."""
        link = ProductLinkRow.__table__
        known = self._connection.execute(
            select(ProductLinkRow.product_id, ProductLinkRow.read_values).where(
                ProductLinkRow.shop_id == self._shop_id, ProductLinkRow.product_id.in_(list(self._agreed))
            )
        ).all()
        rows = [
            {
                "number": number,
                "values": merged_values(dict(values or {}), self._agreed[number], self._ppm_ids)
                | self._agreed_categories.get(number, {}),
            }
            for number, values in known
        ]
        if rows:
            self._connection.execute(
                update(ProductLinkRow)
                .where(link.c.product_id == bindparam("number"), link.c.shop_id == self._shop_id)
                .values(read_values=bindparam("values"), sent_hash=None, read_at=link.c.read_at),
                rows,
            )
        for name, column in TEXTS.items():
            texts = [
                {"product_id": number, "shop_id": self._shop_id, "language": language, column: fields[name] or ""}
                for number, fields in self._agreed.items()
                if name in fields
            ]
            upsert(self._connection, ProductTextRow, texts, update=(column,))

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
        ids = [self._ppm_ids.get(int(one)) for one in str(value).split(",") if one]
        if None in ids:
            raise Unreadable("category_unmapped", CATEGORIES, str(value))
        return ",".join(map(str, dict.fromkeys(ids)))


def keep_verdicts(
    connection: Connection, rows: Sequence[Found], asked: Mapping[int, Verdict], person: str, moment: datetime
) -> None:
    """Store what was decided and noted about ``rows``, and by whom."""
    table = ConflictRow.__table__
    changed = []
    for row in rows:
        verdict = asked[row.id]
        fresh = verdict.decision is not None
        changed.append(
            {
                "number": row.id,
                "chosen": verdict.decision.value if verdict.decision is not None else row.decision,
                "person": person[:100] if fresh else row.decided_by,
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


def let_settled_wait(connection: Connection, shop_id: int, product_ids: set[int], moment: datetime) -> None:
    """A product of which nothing is open any more waits for its sync instead of a person."""
    still = set(
        connection.scalars(
            select(ConflictRow.product_id).where(
                ConflictRow.shop_id == shop_id,
                ConflictRow.product_id.in_(product_ids),
                or_(ConflictRow.decision.is_(None), ConflictRow.decision == Decision.LEAVE.value),
            )
        )
    )
    connection.execute(
        update(ProductShopDataRow)
        .where(
            ProductShopDataRow.shop_id == shop_id,
            ProductShopDataRow.product_id.in_(product_ids - still),
            ProductShopDataRow.sync_status == "conflict",
        )
        .values(sync_status="pending", updated_at=moment)
    )
