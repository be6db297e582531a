"""The ledger's first tables."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "addresses",
        sa.Column("address_hmac", sa.Text(), nullable=False),
        sa.Column("candidate_id", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("address_hmac", "candidate_id", name=op.f("addresses_pk")),
    )
    op.create_index(op.f("addresses_candidate_id"), "addresses", ["candidate_id"], unique=False)
    op.create_table(
        "aliases",
        sa.Column("candidate_id", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("candidate_id", name=op.f("aliases_pk")),
    )
    op.create_table(
        "applications",
        sa.Column("candidate_id", sa.Text(), nullable=False),
        sa.Column("application_id", sa.Text(), nullable=False),
        sa.Column("job_id", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("recruiter", sa.Text(), nullable=False),
        sa.Column("recruiter_email", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("candidate_id", "application_id", name=op.f("applications_pk")),
    )
    op.create_index(op.f("applications_job_id"), "applications", ["job_id"], unique=False)
    op.create_table(
        "attempts",
        sa.Column("touch_key", sa.Text(), nullable=False),
        sa.Column("attempt", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("candidate_id", sa.Text(), nullable=False),
        sa.Column("application_id", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("attempted_at", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("message_id", sa.Text(), nullable=False),
        sa.Column("provider_message_id", sa.Text(), nullable=False),
        sa.Column("playbook", sa.Text(), nullable=False),
        sa.Column("reported", sa.Text(), nullable=False),
        sa.Column("reported_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("touch_key", "attempt", name=op.f("attempts_pk")),
    )
    op.create_index(op.f("attempts_candidate_id"), "attempts", ["candidate_id"], unique=False)
    op.create_index(op.f("attempts_state"), "attempts", ["state"], unique=False)
    op.create_table(
        "candidates",
        sa.Column("candidate_id", sa.Text(), nullable=False),
        sa.Column("workflow_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("next_at", sa.Text(), nullable=True),
        sa.Column("last_contact_at", sa.Text(), nullable=True),
        sa.Column("recruiter", sa.Text(), nullable=False),
        sa.Column("view", sa.Text(), nullable=False),
        sa.Column("snapshot", sa.Text(), nullable=False),
        sa.Column("applications_digest", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("head", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("candidate_id", name=op.f("candidates_pk")),
    )
    op.create_index(op.f("candidates_next_at"), "candidates", ["next_at"], unique=False)
    op.create_table(
        "playbooks",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("author", sa.Text(), nullable=False),
        sa.Column("applied_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("playbooks_pk")),
    )
    op.create_index(op.f("playbooks_version"), "playbooks", ["version"], unique=False)
    op.create_table(
        "suppressions",
        sa.Column("address_hmac", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("candidate_id", sa.Text(), nullable=False),
        sa.Column("lifted_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("address_hmac", "channel", name=op.f("suppressions_pk")),
    )
    op.create_table(
        "tasks",
        sa.Column("task_id", sa.Text(), nullable=False),
        sa.Column("candidate_id", sa.Text(), nullable=False),
        sa.Column("application_id", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("assignee", sa.Text(), nullable=False),
        sa.Column("touch_key", sa.Text(), nullable=True),
        sa.Column("opened_at", sa.Text(), nullable=False),
        sa.Column("due_at", sa.Text(), nullable=False),
        sa.Column("reminded_at", sa.Text(), nullable=True),
        sa.Column("escalated_at", sa.Text(), nullable=True),
        sa.Column("escalated_to", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("task_id", name=op.f("tasks_pk")),
    )
    op.create_index(op.f("tasks_candidate_id"), "tasks", ["candidate_id"], unique=False)
    op.create_index(op.f("tasks_closed_at_due_at"), "tasks", ["closed_at", "due_at"], unique=False)
    op.create_table(
        "timeline",
        sa.Column("candidate_id", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("occurred_at", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("commitments", sa.Text(), nullable=False),
        sa.Column("personal", sa.Text(), nullable=True),
        sa.Column("salts", sa.Text(), nullable=True),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("candidate_id", "seq", name=op.f("timeline_pk")),
        sa.UniqueConstraint("candidate_id", "event_id", name=op.f("timeline_candidate_id_event_id_unique")),
    )


def downgrade() -> None:
    raise NotImplementedError("the ledger is what went out and came in: it is not taken down by a migration")
