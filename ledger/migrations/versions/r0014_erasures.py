"""Erasures: which were asked for and how far they are, whose ids they are about, and who must not be erased."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "erasures",
        sa.Column("erasure_id", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("done", sa.Text(), nullable=False),
        sa.Column("certificate", sa.Text(), nullable=True),
        sa.Column("finished_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("erasure_id", name=op.f("erasures_pk")),
    )
    op.create_index(op.f("erasures_state"), "erasures", ["state"])
    op.create_table(
        "erased_ids",
        sa.Column("candidate_id", sa.Text(), nullable=False),
        sa.Column("erasure_id", sa.Text(), nullable=False),
        sa.Column("marked_at", sa.Text(), nullable=True),
        sa.Column("emptied_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("candidate_id", name=op.f("erased_ids_pk")),
    )
    op.create_index(op.f("erased_ids_erasure_id"), "erased_ids", ["erasure_id"])
    op.create_table(
        "legal_holds",
        sa.Column("candidate_id", sa.Text(), nullable=False),
        sa.Column("placed_at", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("placed_by", sa.Text(), nullable=False),
        sa.Column("ends_at", sa.Text(), nullable=True),
        sa.Column("lifted_at", sa.Text(), nullable=True),
        sa.Column("lifted_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("candidate_id", "placed_at", name=op.f("legal_holds_pk")),
    )


def downgrade() -> None:
    raise NotImplementedError("the ledger is what went out and came in: it is not taken down by a migration")
