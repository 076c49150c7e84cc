"""Shops as their own page shows them, and what a person changes of them."""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import (
    ColumnClause,
    Connection,
    Integer,
    Row,
    column,
    func,
    select,
    update,
)

from ppm_desktop.domain.errors import DataRejected, InvalidRequest
from ppm_desktop.domain.job import JobState
from ppm_desktop.domain.listing import ShopSummary
from ppm_desktop.domain.permissions import can_patch
from ppm_desktop.domain.shop_profile import ConnectionReport, ConnectionStep, ShopEdit, ShopProfile
from ppm_desktop.persistence.columns import column_names
from ppm_desktop.persistence.database import Database
from ppm_desktop.persistence.shops import ShopRepository, is_named
from ppm_desktop.persistence.tables import (
    JobRow,
    PriceGroupRow,
    ShopRow,
    ShopSettingsRow,
)
from ppm_desktop.persistence.types import now
from ppm_desktop.persistence.upsert import all_but, upsert

_ENDED = (JobState.COMPLETED.value, JobState.FAILED.value)
_WEB_LIMIT: ColumnClause[int | None] = column("rate_limit_per_minute", Integer)
"""A column of the web application's: missing where only PPM Desktop made the table."""


class ShopProfiles:
    """Every call blocks and may raise `DatabaseError`."""

    def __init__(self, database: Database, shops: ShopRepository) -> None:
        self._database = database
        self._shops = shops
        self._has_web_limit: bool | None = None

    def all(self) -> list[ShopProfile]:
        """Every shop by name, switched off ones too."""
        summaries = self._shops.list(include_inactive=True)
        with self._database.read() as connection:
            settings = {row.shop_id: row for row in connection.execute(select(*ShopSettingsRow.__table__.columns))}
            synced = _last_ends(connection)
            offered = self._web_limits(connection)
        return [_profile(one, settings.get(one.id), synced.get(one.id), offered.get(one.id)) for one in summaries]

    def one(self, shop_id: int) -> ShopProfile:
        """The shop ``shop_id``.

        Raises:
            InvalidRequest: there is no such shop.
        """
        found = next((profile for profile in self.all() if profile.summary.id == shop_id), None)
        if found is None:
            raise InvalidRequest("shop_unknown", name=f"#{shop_id}")
        return found

    def note(self, shop_id: int, report: ConnectionReport) -> None:
        """Keep what a test found; what it did not get to stays as the test before found it."""
        ended = {one.step for one in report.steps}
        failure = report.failure
        row: dict[str, object] = {"shop_id": shop_id, "last_test_error": failure and failure.cause[:64]}
        if failure is None or failure.step is not ConnectionStep.ADDRESS:
            row["certificate_until"] = report.certificate_until
        if ConnectionStep.VERSION in ended:
            row |= {
                "version": report.version[:50],
                "answer_ms": report.answer_ms,
                "can_patch": can_patch(report.permissions),
                "permissions": {name: sorted(verbs) for name, verbs in sorted(report.permissions.items())},
            }
        if report.passed:
            row |= {"languages": list(report.languages), "product_count": report.product_count}
        with self._database.begin() as connection:
            row["last_test_at"] = connection.scalar(select(now()))
            upsert(connection, ShopSettingsRow, [row], update=all_but(row, "shop_id"))

    def edit(self, shop_id: int, edit: ShopEdit, encrypted_key: str | None) -> None:
        """Change the shop; without a key it keeps its own.

        Raises:
            InvalidRequest: the name or address is another shop's, there is no such shop or price group, or the
                leading shop would stop without another one in its place.
        """
        try:
            self._database.retrying(lambda connection: _edit(connection, shop_id, edit, encrypted_key))
        except DataRejected as error:
            raise InvalidRequest("shop_exists", name=edit.name) from error

    def switch(self, shop_id: int, *, active: bool) -> None:
        """Switch the shop off or on; a job under way goes on."""
        with self._database.begin() as connection:
            connection.execute(update(ShopRow).where(ShopRow.id == shop_id).values(is_active=active, updated_at=now()))

    def _web_limits(self, connection: Connection) -> Mapping[int, int]:
        name = ShopRow.__tablename__
        if self._has_web_limit is None:
            self._has_web_limit = _WEB_LIMIT.name in column_names(connection, name)
        if not self._has_web_limit:
            return {}
        rows = connection.execute(select(ShopRow.id, _WEB_LIMIT).select_from(ShopRow))
        return {shop_id: limit for shop_id, limit in rows if limit}


def _edit(connection: Connection, shop_id: int, edit: ShopEdit, encrypted_key: str | None) -> None:
    # All of them: who leads is decided between the shops.
    leads = dict(connection.execute(select(ShopSettingsRow.shop_id, ShopSettingsRow.leads).with_for_update()).all())
    if connection.scalar(select(ShopRow.id).where(ShopRow.id == shop_id)) is None:
        raise InvalidRequest("shop_unknown", name=f"#{shop_id}")
    if connection.scalar(select(ShopRow.id).where(is_named(edit.name), ShopRow.id != shop_id).limit(1)) is not None:
        raise InvalidRequest("shop_exists", name=edit.name)
    if leads.get(shop_id) and not edit.leads:
        raise InvalidRequest("leader_needed", name=edit.name)
    group = edit.price_group_id
    if group is not None and connection.scalar(select(PriceGroupRow.id).where(PriceGroupRow.id == group)) is None:
        raise InvalidRequest("price_group_unknown")
    key = {} if encrypted_key is None else {"api_key": encrypted_key}
    connection.execute(
        update(ShopRow).where(ShopRow.id == shop_id).values(name=edit.name, url=edit.url, updated_at=now(), **key)
    )
    if edit.leads:
        connection.execute(update(ShopSettingsRow).where(ShopSettingsRow.shop_id != shop_id).values(leads=False))
    settings: dict[str, object] = {
        "shop_id": shop_id,
        "leads": edit.leads,
        "max_requests_per_minute": edit.max_requests_per_minute,
        "guard_off_percent": None if edit.guard_off_percent is None else str(edit.guard_off_percent),
        "guard_price_percent": None if edit.guard_price_percent is None else str(edit.guard_price_percent),
        "price_group_id": group,
    }
    upsert(connection, ShopSettingsRow, [settings], update=all_but(settings, "shop_id"))


def _last_ends(connection: Connection) -> dict[int, datetime]:
    """When the newest job of each shop ended that did anything."""
    rows = connection.execute(
        select(JobRow.shop_id, func.max(JobRow.completed_at))
        .where(JobRow.status.in_(_ENDED), JobRow.processed_items > 0, JobRow.completed_at.is_not(None))
        .group_by(JobRow.shop_id)
    )
    return {shop_id: ended for shop_id, ended in rows if ended is not None}


def _profile(
    summary: ShopSummary, row: Row[*tuple[object, ...]] | None, synced: datetime | None, offered: int | None
) -> ShopProfile:
    if row is None:
        return ShopProfile(summary, last_sync_at=synced, offered_requests_per_minute=offered)
    permissions = row.permissions
    return ShopProfile(
        summary,
        last_test_at=row.last_test_at,
        last_error=row.last_test_error,
        can_patch=row.can_patch,
        permissions=None if permissions is None else {name: frozenset(verbs) for name, verbs in permissions.items()},
        languages=tuple(row.languages or ()),
        answer_ms=row.answer_ms,
        product_count=row.product_count,
        certificate_until=row.certificate_until,
        last_sync_at=synced,
        max_requests_per_minute=row.max_requests_per_minute,
        offered_requests_per_minute=offered,
        guard_off_percent=None if row.guard_off_percent is None else float(row.guard_off_percent),
        guard_price_percent=None if row.guard_price_percent is None else float(row.guard_price_percent),
        price_group_id=row.price_group_id,
    )
