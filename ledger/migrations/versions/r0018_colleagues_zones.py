"""The time zone of a colleague, who is written to in decent hours of their own."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("team", sa.Column("timezone", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    raise NotImplementedError("the ledger is what went out and came in: it is not taken down by a migration")
