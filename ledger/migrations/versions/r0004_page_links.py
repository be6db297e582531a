"""Links to the candidates' own pages: fresh ones, each used once, and whose earlier ones are revoked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fresh_links",
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("candidate_id", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("used_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("mark", name=op.f("fresh_links_pk")),
    )
    op.create_index(op.f("fresh_links_candidate_id_made_at"), "fresh_links", ["candidate_id", "made_at"], unique=False)
    op.create_table(
        "link_revocations",
        sa.Column("candidate_id", sa.Text(), nullable=False),
        sa.Column("revoked_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("candidate_id", name=op.f("link_revocations_pk")),
    )


def downgrade() -> None:
    raise NotImplementedError("the ledger is what went out and came in: it is not taken down by a migration")
