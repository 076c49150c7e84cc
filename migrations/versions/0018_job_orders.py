"""Jobs of one shop, and those with most failures first, are listed page by page: an index holds each order."""

from alembic import op
from sqlalchemy import inspect

from ppm_desktop.persistence.revisions import is_ours

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

TABLE = "job_progress"
INDEXES = {
    "ix_job_progress_shop_id_status_created_at": ["shop_id", "status", "created_at"],
    "ix_job_progress_status_failed_items": ["status", "failed_items"],
}


def upgrade() -> None:
    if not is_ours(TABLE):
        return  # the web application's table: its indexes are its own
    for name in INDEXES.keys() - _present():
        op.create_index(name, TABLE, INDEXES[name])


def downgrade() -> None:
    for name in INDEXES.keys() & _present():
        op.drop_index(name, TABLE)


def _present() -> set[str | None]:
    return {index["name"] for index in inspect(op.get_bind()).get_indexes(TABLE)}
