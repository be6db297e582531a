"""Tags of candidates. Nobody has any before."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "candidate_tags",
        sa.Column("tag", sa.Text(), nullable=False),
        sa.Column("candidate_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tag", "candidate_id", name=op.f("candidate_tags_pk")),
    )
    op.create_index(op.f("candidate_tags_candidate_id"), "candidate_tags", ["candidate_id"])


def downgrade() -> None:
    raise NotImplementedError("the ledger is what went out and came in: it is not taken down by a migration")
