"""A key per person, wrapped by a key of the month that is kept elsewhere."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "key_epochs",
        sa.Column("epoch", sa.Text(), nullable=False),
        sa.Column("kept", sa.Text(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("retired_at", sa.Text(), nullable=True),
        sa.Column("destroyed_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("epoch", name=op.f("key_epochs_pk")),
    )
    op.create_table(
        "person_keys",
        sa.Column("key_id", sa.Text(), nullable=False),
        sa.Column("workflow_id", sa.Text(), nullable=False),
        sa.Column("current", sa.Text(), nullable=True),
        sa.Column("epoch", sa.Text(), nullable=False),
        sa.Column("wrapped", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("shredded_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("key_id", name=op.f("person_keys_pk")),
        sa.UniqueConstraint("current", name=op.f("person_keys_current_unique")),
    )
    op.create_index(op.f("person_keys_workflow_id"), "person_keys", ["workflow_id"])
    op.create_index(op.f("person_keys_epoch"), "person_keys", ["epoch"])
    op.create_index(op.f("person_keys_shredded_at"), "person_keys", ["shredded_at"])
    op.create_table(
        "key_looks",
        sa.Column("workflow_id", sa.Text(), nullable=False),
        sa.Column("hour", sa.Text(), nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workflow_id", "hour", "who", name=op.f("key_looks_pk")),
    )
    op.create_table(
        "sealing",
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("begun_at", sa.Text(), nullable=False),
        sa.Column("done_at", sa.Text(), nullable=True),
        sa.Column("done_up_to", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("part", name=op.f("sealing_pk")),
    )
    op.create_table(
        "search_marks",
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("candidate_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("mark", "candidate_id", name=op.f("search_marks_pk")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("search_marks_candidate_id"), "search_marks", ["candidate_id"])
    op.create_table(
        "intakes",
        sa.Column("workflow_id", sa.Text(), nullable=False),
        sa.Column("candidate_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workflow_id", name=op.f("intakes_pk")),
    )
    op.create_index(op.f("intakes_candidate_id"), "intakes", ["candidate_id"])
    op.add_column("attempts", sa.Column("address_mark", sa.Text(), nullable=False, server_default=""))
    op.add_column("candidates", sa.Column("marks", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    raise NotImplementedError("the ledger is what went out and came in: it is not taken down by a migration")
