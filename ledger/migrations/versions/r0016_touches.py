"""Rows for reports: messages, what was waited for, and the records that they are made from.

They begin empty: the feed's reader fills them from the first fact on. Who changes what they are made of empties them
and the reader's place in the feed, and they are made again.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    texts = ("stage", "step", "message", "variant", "channel", "rank")
    op.create_table(
        "touch_kinds",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in texts),
        sa.Column("asks", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("touch_kinds_pk")),
    )
    texts = ("job", "department", "level", "recruiter", "hiring_manager", "source")
    op.create_table(
        "touch_groups",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in texts),
        sa.PrimaryKeyConstraint("number", name=op.f("touch_groups_pk")),
    )
    op.create_table(
        "touches",
        sa.Column("number", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=False, nullable=False),
        sa.Column("person", sa.BigInteger(), nullable=False),
        sa.Column("application", sa.BigInteger(), nullable=False),
        sa.Column("kind", sa.Integer(), nullable=False),
        sa.Column("grp", sa.Integer(), nullable=False),
        sa.Column("sent_at", sa.BigInteger(), nullable=False),
        sa.Column("slot", sa.Integer(), nullable=False),
        sa.Column("bounced_at", sa.BigInteger(), nullable=True),
        sa.Column("replied_at", sa.BigInteger(), nullable=True),
        sa.Column("moved_at", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("number", name=op.f("touches_pk")),
    )
    op.create_table(
        "touch_cases",
        sa.Column("case", sa.Text(), nullable=False),
        sa.Column("person", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("application", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.Integer(), nullable=False),
        sa.Column("grp", sa.Integer(), nullable=False),
        sa.Column("began_at", sa.BigInteger(), nullable=False),
        sa.Column("due_at", sa.BigInteger(), nullable=False),
        sa.Column("met_at", sa.BigInteger(), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("case", "person", "application", "number", name=op.f("touch_cases_pk")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "touch_people",
        sa.Column("candidate_id", sa.Text(), nullable=False),
        sa.Column("merged_into", sa.Text(), nullable=False),
        sa.Column("record", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("candidate_id", name=op.f("touch_people_pk")),
    )
    op.create_index(op.f("touch_people_merged_into"), "touch_people", ["merged_into"])


def downgrade() -> None:
    raise NotImplementedError("the ledger is what went out and came in: it is not taken down by a migration")
