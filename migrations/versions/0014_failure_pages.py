"""Failed products of one cause are read page by page, in the order of their job: the index holds that order too."""

from alembic import op
from sqlalchemy import inspect

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

TABLE = "ppm_job_items"
BEFORE = ("ix_ppm_job_items_job_id_outcome_cause", ["job_id", "outcome", "cause"])
AFTER = ("ix_ppm_job_items_job_id_outcome_cause_sequence", ["job_id", "outcome", "cause", "sequence"])


def upgrade() -> None:
    _exchange(BEFORE, AFTER)


def downgrade() -> None:
    _exchange(AFTER, BEFORE)


def _exchange(old: tuple[str, list[str]], new: tuple[str, list[str]]) -> None:
    """Make the new index before the old one goes: jobs of other computers may be reading."""
    there = {index["name"] for index in inspect(op.get_bind()).get_indexes(TABLE)}
    if new[0] not in there:
        op.create_index(new[0], TABLE, new[1])
    if old[0] in there:
        op.drop_index(old[0], TABLE)
