"""What our jobs have done of failed jobs of the web application, which has no place of its own to note it."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import ColumnElement, Connection, and_, case, func, or_, select

from ppm_desktop.domain.catalog import normal_sku
from ppm_desktop.domain.job import JobSnapshot, JobState, Origin
from ppm_desktop.domain.request import SENDING
from ppm_desktop.domain.retry import RetryScope
from ppm_desktop.persistence.ledger import SUCCESSES
from ppm_desktop.persistence.tables import JobItemRow, JobRow, JobRunRow

_ALL = RetryScope.EVERYTHING.value


def with_retries(connection: Connection, jobs: Sequence[JobSnapshot]) -> list[JobSnapshot]:
    """``jobs``; those of the web application with the newest job that does them again, and what has succeeded."""
    ids = [job.id for job in jobs if job.origin is Origin.WEB and job.failed and not job.active]
    if not ids:
        return list(jobs)
    wholly = case((and_(JobRunRow.retry_scope == _ALL, JobRow.status == JobState.COMPLETED.value), 1), else_=0)
    newest = {
        parent: (job_id, bool(all_done))
        for parent, job_id, all_done in connection.execute(
            select(JobRunRow.parent_id, func.max(JobRunRow.job_id), func.max(wholly))
            .join(JobRow, JobRow.id == JobRunRow.job_id)
            .where(JobRunRow.parent_id.in_(ids))
            .group_by(JobRunRow.parent_id)
        )
    }
    succeeded = _succeeded(connection, list(newest)) if newest else {}
    return [_retried(job, *newest[job.id], *succeeded.get(job.id, (0, 0))) if job.id in newest else job for job in jobs]


def done_since(connection: Connection, parent_id: int) -> set[tuple[str, object]]:
    """Products that have succeeded in jobs which do ``parent_id`` again: ids of the shop, and SKUs."""
    found: set[tuple[str, object]] = set()
    rows = connection.execute(
        select(JobItemRow.external_id, JobItemRow.sku)
        .join(JobRunRow, JobRunRow.job_id == JobItemRow.job_id)
        .where(JobRunRow.parent_id == parent_id, _has_succeeded())
    )
    for external_id, sku in rows:
        found |= {("shop", external_id), ("sku", normal_sku(sku or ""))}
    return found


def _succeeded(connection: Connection, parents: Sequence[int]) -> dict[int, tuple[int, int]]:
    """How many products of each job, by their ids in the shop and in PPM."""
    rows = connection.execute(
        select(
            JobRunRow.parent_id,
            func.count(JobItemRow.external_id.distinct()),
            func.count(JobItemRow.product_id.distinct()),
        )
        .join(JobItemRow, JobItemRow.job_id == JobRunRow.job_id)
        .where(JobRunRow.parent_id.in_(parents), JobRunRow.retry_scope != _ALL, _has_succeeded())
        .group_by(JobRunRow.parent_id)
    )
    return {parent: (of_shop, of_ppm) for parent, of_shop, of_ppm in rows if parent is not None}


def _has_succeeded() -> ColumnElement[bool]:
    return or_(JobItemRow.outcome.in_(SUCCESSES), JobItemRow.resolved_by.is_not(None))


def _retried(job: JobSnapshot, newest: int, all_done: bool, of_shop: int, of_ppm: int) -> JobSnapshot:
    count = job.failed if all_done else of_ppm if job.type in SENDING else of_shop
    return replace(job, retried_as=newest, resolved=min(job.failed, count))
