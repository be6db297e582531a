"""What a fact on its way says of somebody, whole, so that it counts as if it stood on record."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("claims", sa.Column("told", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    raise NotImplementedError("the ledger is what went out and came in: it is not taken down by a migration")
