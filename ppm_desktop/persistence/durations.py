"""How long an operation may take, as earlier ones of its shop tell."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, and_, func, or_, select

from ppm_desktop.domain.errors import InvalidRequest
from ppm_desktop.domain.job import JobState
from ppm_desktop.domain.listing import EventKind
from ppm_desktop.domain.request import JobMode, JobRequest
from ppm_desktop.persistence.tables import JobEventRow, JobHistoryRow, JobRow, JobRunRow, ProductLinkRow

RUNS_LOOKED_AT = 5
"""How many of the last jobs tell how long the next may take."""
JOBS_SEARCHED = 50
"""Among how many of the last jobs those of the same products are looked for."""
LIKE_FROM_SHARE = 0.1
"""Jobs of fewer products than this share of the next say nothing about its pace: they hardly do more than begin."""


@dataclass(frozen=True, slots=True)
class _Run:
    request: JobRequest
    seconds: float
    products: int


def expected_seconds(connection: Connection, shop_id: int, request: JobRequest) -> list[float]:
    """How long each of the last jobs for the same products took, or else what the pace of others promises.

    Empty where nothing tells. Retries, undoing and trials count nowhere, nor does the time in which a job stood.
    """
    runs = _runs(connection, shop_id, request)
    same = [run.seconds for run in runs if _scope(run.request) == _scope(request)]
    if same:
        return same[:RUNS_LOOKED_AT]
    products = _products(connection, shop_id, request)
    if not products:
        return []
    least = products * LIKE_FROM_SHARE
    paces = [run.seconds / run.products for run in runs if run.products and run.products >= least]
    paces = paces or _past_paces(connection, shop_id, request, least)
    return [pace * products for pace in paces[:RUNS_LOOKED_AT]]


def _runs(connection: Connection, shop_id: int, request: JobRequest) -> list[_Run]:
    """The last jobs of this shop and kind that came to their end by themselves, the newest first."""
    at_end = or_(JobRow.status == JobState.COMPLETED.value, JobRow.processed_items == JobRow.total_items)
    whole = and_(JobRunRow.parent_id.is_(None), JobRunRow.undo_of.is_(None), JobRunRow.trial_limit == 0)
    rows = connection.execute(
        select(
            JobRow.id,
            JobRow.started_at,
            JobRow.completed_at,
            JobRow.processed_items,
            JobRow.operation_mode,
            JobRow.operation_params,
        )
        .outerjoin(JobRunRow, JobRunRow.job_id == JobRow.id)
        .where(JobRow.shop_id == shop_id, JobRow.job_type == request.type.value, at_end)
        .where(JobRow.started_at.is_not(None), JobRow.completed_at.is_not(None))
        .where(or_(JobRunRow.job_id.is_(None), whole))
        .order_by(JobRow.id.desc())
        .limit(JOBS_SEARCHED)
    ).all()
    stood = _stood_s(connection, [row.id for row in rows])
    found = []
    for row in rows:
        try:
            asked = JobRequest.from_params(request.type, row.operation_mode or "", row.operation_params or {})
        except InvalidRequest:  # of the web application, or of another version
            continue
        if not asked.trial_limit:
            seconds = (row.completed_at - row.started_at).total_seconds() - stood.get(row.id, 0.0)
            found.append(_Run(asked, max(0.0, seconds), row.processed_items))
    return found


def _stood_s(connection: Connection, job_ids: list[int]) -> dict[int, float]:
    """For how long each of these jobs stood and waited for a person."""
    wanted = [EventKind.PAUSED.value, EventKind.RESUMED.value]
    events = connection.execute(
        select(JobEventRow.job_id, JobEventRow.at, JobEventRow.kind)
        .where(JobEventRow.job_id.in_(job_ids), JobEventRow.kind.in_(wanted))
        .order_by(JobEventRow.id)
    ).all()
    total, since = dict[int, float](), dict[int, datetime]()
    for job_id, at, kind in events:
        if kind == EventKind.PAUSED.value:
            since.setdefault(job_id, at)
        elif job_id in since:
            total[job_id] = total.get(job_id, 0.0) + (at - since.pop(job_id)).total_seconds()
    return total


def _past_paces(connection: Connection, shop_id: int, request: JobRequest, least: float) -> list[float]:
    """Seconds a product of removed jobs, by day, the newest first; their products are not known any more."""
    days = connection.execute(
        select(JobHistoryRow.durations_s, JobHistoryRow.processed_items)
        .where(JobHistoryRow.shop_id == shop_id, JobHistoryRow.job_type == request.type.value)
        .order_by(JobHistoryRow.day.desc())
        .limit(RUNS_LOOKED_AT)
    )
    return [
        sum(durations) / products
        for durations, products in days
        if durations and products and products / len(durations) >= least
    ]


def _products(connection: Connection, shop_id: int, request: JobRequest) -> int:
    """How many products ``request`` is about, 0 where nobody knows before it has begun."""
    if request.mode is JobMode.INDIVIDUAL:
        return len(request.skus) + len(request.product_ids)
    if request.mode is JobMode.ALL and not (request.sends and request.changed_only):
        linked = select(func.count()).select_from(ProductLinkRow).where(ProductLinkRow.shop_id == shop_id)
        return connection.scalar(linked) or 0
    return 0


def _scope(request: JobRequest) -> tuple[JobMode, int | None, bool, frozenset[object], bool]:
    """Which products a request is about."""
    named = frozenset((*(sku.strip().upper() for sku in request.skus), *request.product_ids))
    deep = request.category_id is not None and request.include_subcategories
    return request.mode, request.category_id, deep, named, request.sends and request.changed_only
