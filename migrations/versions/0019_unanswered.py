"""How many requests in a row a job's shop has not answered."""

import sqlalchemy as sa

from ppm_desktop.persistence import types
from ppm_desktop.persistence.revisions import add_missing, drop_columns

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    add_missing("ppm_job_runs", sa.Column("unanswered", types.SmallCount, server_default="0", nullable=False))


def downgrade() -> None:
    drop_columns("ppm_job_runs", "unanswered")
