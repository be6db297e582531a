"""Who somebody is by what was told and is not on their record yet."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "claims",
        sa.Column("candidate_id", sa.Text(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name_hmac", sa.Text(), nullable=False),
        sa.Column("email_hmac", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("candidate_id", "event_id", name=op.f("claims_pk")),
    )


def downgrade() -> None:
    raise NotImplementedError("the ledger is what went out and came in: it is not taken down by a migration")
