"""Conflicts of a shop: listed, decided by a person, and kept from the next sync until they are."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, Select, and_, func, or_, select

from ppm_desktop.domain.conflict import (
    MOST_CONFLICTS,
    Conflict,
    ConflictList,
    Decided,
    Decision,
    Verdict,
)
from ppm_desktop.domain.job import Computer
from ppm_desktop.persistence.catalog_state import load_role
from ppm_desktop.persistence.conflict_decisions import Found, Settling, keep_verdicts, let_settled_wait
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.shop_values import TakenValues
from ppm_desktop.persistence.tables import (
    ConflictRow,
    ProductEditRow,
    ProductLinkRow,
    ProductRow,
)
from ppm_desktop.persistence.types import now

CHUNK = 500
"""Verdicts, or products, that share one transaction or statement."""
_LINK = and_(ProductLinkRow.product_id == ConflictRow.product_id, ProductLinkRow.shop_id == ConflictRow.shop_id)
T = TypeVar("T")


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
        settling = Settling(connection, shop_id)
        refused = [number for number, row in rows.items() if not settling.accept(row, asked[number].decision)]
        role = load_role(connection, shop_id)
        TakenValues(connection, role, self._computer, self._language, moment).take(settling.taken)
        settling.agree(self._language)
        kept = [row for number, row in rows.items() if number not in refused]
        keep_verdicts(connection, kept, asked, self._computer.person, moment)
        let_settled_wait(connection, shop_id, {row.product_id for row in kept}, moment)
        return Decided(
            saved=len(kept),
            to_send=tuple(sorted({row.product_id for row in kept if asked[row.id].decision is Decision.PPM})),
            taken=len(settling.taken),
            stale=tuple(number for number in asked if number not in rows),
            refused=tuple(refused),
        )


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
