"""What a row of the inbox has told, so that it is known when that stands on record."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("inbox", sa.Column("facts", sa.Text(), nullable=True))


def downgrade() -> None:
    raise NotImplementedError("the ledger is what went out and came in: it is not taken down by a migration")
