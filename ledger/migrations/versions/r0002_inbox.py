"""What comes in at the gateway, and who is followed up under which id, looked up from the other end."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "inbox",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("received_at", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("error", sa.Text(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("next_try_at", sa.Text(), nullable=True),
        sa.Column("told_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("inbox_pk")),
        sa.UniqueConstraint("source", "key", name=op.f("inbox_source_key_unique")),
    )
    op.create_index(op.f("inbox_about_state"), "inbox", ["about", "state"], unique=False)
    op.create_index(op.f("inbox_state_next_try_at"), "inbox", ["state", "next_try_at"], unique=False)
    op.create_index(op.f("applications_application_id"), "applications", ["application_id"], unique=False)
    op.create_index(op.f("aliases_owner_id"), "aliases", ["owner_id"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("the ledger is what went out and came in: it is not taken down by a migration")
