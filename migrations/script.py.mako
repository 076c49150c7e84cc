"""${message}."""
<%!
def quoted(value):
    return '"%s"' % value if isinstance(value, str) else repr(value)
%>
import sqlalchemy as sa
from alembic import op

from ppm_desktop.persistence import types

revision = ${quoted(up_revision)}
down_revision = ${quoted(down_revision)}
branch_labels = ${quoted(branch_labels)}
depends_on = ${quoted(depends_on)}


def upgrade() -> None:
    ${upgrades if upgrades else "pass"}


def downgrade() -> None:
    ${downgrades if downgrades else "pass"}
