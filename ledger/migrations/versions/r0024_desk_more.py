"""Why a playbook was put in force, and the files it was read from, so that it can be compared and taken back; and whose
word is wanted about an application.

What was in force before has no files on record: it is compared by what it says, and not taken back by the desk.
Applications have no colleagues until their next projection.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("playbooks", sa.Column("reason", sa.Text(), nullable=False, server_default=""))
    op.add_column("playbooks", sa.Column("files", sa.Text(), nullable=True))
    op.add_column("applications", sa.Column("colleagues", sa.Text(), nullable=True))


def downgrade() -> None:
    raise NotImplementedError("the ledger is what went out and came in: it is not taken down by a migration")
