"""Who changed which product in PPM, and what a person wrote about a conflict."""

import sqlalchemy as sa

from ppm_desktop.persistence import types
from ppm_desktop.persistence.revisions import add_missing, create_missing, drop_columns, drop_ours, id_type

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    create_missing(
        "ppm_product_edits",
        sa.Column("id", types.BigId, primary_key=True, autoincrement=True),
        sa.Column("edit_id", sa.String(36), nullable=False),
        sa.Column("product_id", id_type("products"), sa.ForeignKey("products.id", ondelete="CASCADE"), nullable=False),
        sa.Column("at", types.Moment(precise=True), server_default=types.now(), nullable=False),
        sa.Column("person", sa.String(100), nullable=False),
        sa.Column("host", sa.String(100), nullable=False),
        sa.Column("source", sa.String(20), nullable=False),
        sa.Column("field", sa.String(64), nullable=False),
        sa.Column("before", types.Json),
        sa.Column("after", types.Json),
        sa.Index("ix_ppm_product_edits_product_id_at", "product_id", "at"),
        sa.Index("ix_ppm_product_edits_at", "at"),
    )
    add_missing(
        "ppm_conflicts",
        sa.Column("job_id", types.BigId),
        sa.Column("note", sa.String(500), server_default=types.EMPTY, nullable=False),
    )


def downgrade() -> None:
    drop_columns("ppm_conflicts", "note", "job_id")
    drop_ours("ppm_product_edits")
