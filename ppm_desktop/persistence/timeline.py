"""The timeline of a job: what happened to it, in the order in which it did."""

from collections.abc import Mapping

from sqlalchemy import Connection, insert

from ppm_desktop.domain.listing import EventKind
from ppm_desktop.persistence.tables import JobEventRow


def note_event(connection: Connection, job_id: int, kind: EventKind, facts: Mapping[str, str]) -> None:
    """Add a line to a job's timeline, within a transaction."""
    connection.execute(insert(JobEventRow).values(job_id=job_id, kind=kind.value, facts=dict(facts)))
