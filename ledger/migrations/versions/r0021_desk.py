"""Who may use the desk: links, sessions, and what happened at its door."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    who = ("key", "name", "email", "role")
    op.create_table(
        "desk_links",
        sa.Column("mark", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in who),
        sa.Column("by_login", sa.Boolean(), nullable=False),
        sa.Column("mailed", sa.Boolean(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("ends_at", sa.Text(), nullable=False),
        sa.Column("used_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("mark", name=op.f("desk_links_pk")),
    )
    op.create_index(op.f("desk_links_key_made_at"), "desk_links", ["key", "made_at"])
    op.create_table(
        "desk_sessions",
        sa.Column("mark", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in who),
        sa.Column("by_login", sa.Boolean(), nullable=False),
        sa.Column("began_at", sa.Text(), nullable=False),
        sa.Column("ends_at", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("mark", name=op.f("desk_sessions_pk")),
    )
    op.create_index(op.f("desk_sessions_key"), "desk_sessions", ["key"])
    op.create_table(
        "desk_events",
        sa.Column("hour", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("times", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("hour", "kind", "who", name=op.f("desk_events_pk")),
    )
    op.create_table(
        "desk_later",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("until", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", "task", name=op.f("desk_later_pk")),
    )


def downgrade() -> None:
    raise NotImplementedError("the ledger is what went out and came in: it is not taken down by a migration")
