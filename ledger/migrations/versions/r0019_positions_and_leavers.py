"""What a position is like and whether it is open, for the messages that name openings; and colleagues who have left.

Positions that were on record before are not named to anybody until somebody opens them again: nobody was asked for
what candidates may read of them, or told that they would.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("department", "level", "location", "employment_type", "link", "closed_by", "ats_says"):
        op.add_column("positions", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.add_column("positions", sa.Column("tags", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("positions", sa.Column("is_open", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("positions", sa.Column("closed_at", sa.Text(), nullable=True))
    op.add_column("positions", sa.Column("ats_said_at", sa.Text(), nullable=True))
    op.add_column("team", sa.Column("left_at", sa.Text(), nullable=True))
    op.add_column("team", sa.Column("successor", sa.Text(), nullable=False, server_default=""))
    op.add_column("team", sa.Column("edition", sa.BigInteger(), nullable=False, server_default="0"))


def downgrade() -> None:
    raise NotImplementedError("the ledger is what went out and came in: it is not taken down by a migration")
