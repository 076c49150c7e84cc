"""A new job: its row for everybody and its run for us, in the caller's transaction."""

import uuid

from sqlalchemy import Connection, insert, select

from ppm_desktop.domain.audit import AuditAction
from ppm_desktop.domain.errors import InvalidRequest
from ppm_desktop.domain.job import Computer, JobPhase, JobState, JobType
from ppm_desktop.domain.listing import EventKind
from ppm_desktop.domain.request import JobRequest
from ppm_desktop.persistence.audit import note_action
from ppm_desktop.persistence.category_tree import require_category
from ppm_desktop.persistence.tables import JobRow, JobRunRow, ShopRow
from ppm_desktop.persistence.timeline import note_event


def insert_job(
    connection: Connection,
    starter: Computer,
    request: JobRequest,
    shop_id: int,
    batch_id: str | None,
    *,
    total: int = 0,
    asked_by: Computer | None = None,
    **run: object,
) -> int:
    """Make a pending job and return its number.

    Args:
        total: Products it has to do, 0 while that is not known.
        asked_by: Whose wish it is, where the starter only carries it out: that of a schedule.
        run: More columns of ``ppm_job_runs``.

    Raises:
        InvalidRequest: there is no such shop or category, or the shop is switched off.
    """
    shop = connection.execute(select(ShopRow.name, ShopRow.is_active).where(ShopRow.id == shop_id)).one_or_none()
    if shop is None:
        raise InvalidRequest("shop_unknown", name=f"#{shop_id}")
    if not shop.is_active:
        raise InvalidRequest("shop_off", name=shop.name)
    if request.category_id is not None and request.type is not JobType.IMPORT:  # an import asks its shop
        require_category(connection, request.category_id)
    inserted = connection.execute(
        insert(JobRow).values(
            job_uuid=str(uuid.uuid4()),
            job_type=request.type.value,
            batch_id=batch_id,
            shop_id=shop_id,
            shop_name=shop.name,
            status=JobState.PENDING.value,
            total_items=total,
            operation_mode=request.mode.value,
            operation_params=request.to_params(),
        )
    )
    assert inserted.inserted_primary_key is not None
    job_id = int(inserted.inserted_primary_key[0])
    who = {"starter_person": starter.person[:100], "starter_host": starter.host[:100]}
    aim = {"trial_limit": request.trial_limit, "undo_of": request.undo_of}
    connection.execute(insert(JobRunRow).values(job_id=job_id, phase=JobPhase.QUEUED.value, **who, **aim, **run))
    asker = asked_by or starter
    note_event(connection, job_id, EventKind.QUEUED, {"person": asker.person})
    note_action(connection, asker, AuditAction.STARTED, job_id=job_id, shop_id=shop_id)
    return job_id
