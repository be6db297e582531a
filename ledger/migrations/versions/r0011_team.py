"""Colleagues, and who covers for whom. Those whom candidates name as their recruiter are there from the start."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from domain.people.team import RECRUITER, key_of

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    table = op.create_table(
        "team",
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("away_since", sa.Text(), nullable=True),
        sa.Column("away_until", sa.Text(), nullable=True),
        sa.Column("back_on", sa.Text(), nullable=True),
        sa.Column("cover", sa.Text(), nullable=False),
        sa.Column("away_said_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("team_pk")),
    )
    named = op.get_bind().execute(sa.text("SELECT DISTINCT recruiter, recruiter_email FROM applications"))
    rows: dict[str, dict[str, str]] = {}
    for name, email in sorted((name.strip(), email.strip()) for name, email in named):
        if name or email:
            about = {"name": name, "email": email, "role": RECRUITER, "title": "", "phone": "", "source": "ats"}
            rows.setdefault(key_of(name, email), {"key": key_of(name, email), **about, "cover": "", "away_said_by": ""})
    if rows:
        op.bulk_insert(table, list(rows.values()))


def downgrade() -> None:
    raise NotImplementedError("the ledger is what went out and came in: it is not taken down by a migration")
