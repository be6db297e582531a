"""Whose an application is, as the inbox has been told, and behind which row one waits whose application is not here."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("inbox", sa.Column("application", sa.Text(), nullable=True))
    op.add_column("inbox", sa.Column("behind", sa.BigInteger(), nullable=True))
    op.create_index(op.f("inbox_application"), "inbox", ["application"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("the ledger is what went out and came in: it is not taken down by a migration")
