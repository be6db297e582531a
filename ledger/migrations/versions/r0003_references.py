"""How a provider, and a candidate's reply, name a touch; and when it was delivered."""

from __future__ import annotations

import hashlib

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_PAGE = 1000


def upgrade() -> None:
    op.add_column("attempts", sa.Column("reference", sa.Text(), nullable=False, server_default=""))
    op.add_column("attempts", sa.Column("delivered_at", sa.Text(), nullable=True))
    _fill_in()
    op.create_index(op.f("attempts_reference"), "attempts", ["reference"], unique=False)
    op.create_index(op.f("attempts_message_id"), "attempts", ["message_id"], unique=False)


def _fill_in() -> None:
    """What is on its way when this runs is answered, too. The digest is spelled out: a migration never changes."""
    connection = op.get_bind()
    attempts = sa.table("attempts", sa.column("touch_key", sa.Text), sa.column("reference", sa.Text))
    keys = connection.execute(sa.select(attempts.c.touch_key).distinct()).scalars().all()
    for start in range(0, len(keys), _PAGE):
        for key in keys[start : start + _PAGE]:
            reference = hashlib.sha256(key.encode()).hexdigest()[:16]
            connection.execute(sa.update(attempts).where(attempts.c.touch_key == key).values(reference=reference))


def downgrade() -> None:
    raise NotImplementedError("the ledger is what went out and came in: it is not taken down by a migration")
