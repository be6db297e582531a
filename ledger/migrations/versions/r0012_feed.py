"""A number for each fact, over all candidates; how far each reader of the feed has come; the log and its checkpoints.

Facts that are there already are numbered in the order in which they were put on record, each candidate's by their own.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

_COLUMNS = "candidate_id, seq, event_id, type, occurred_at, recorded_at, payload, commitments, personal, salts, hash"
_IN_ORDER = """
    SELECT {row}, row_number() OVER (ORDER BY put_at, candidate_id, seq) AS place
      FROM (SELECT {row}, candidate_id, seq, max(recorded_at) OVER (PARTITION BY candidate_id ORDER BY seq) AS put_at
              FROM timeline) AS facts
"""
"""Whatever a fact's own time says, it was put on record after those that stand before it in its candidate's chain."""


def upgrade() -> None:
    _number_on_sqlite() if op.get_bind().dialect.name == "sqlite" else _number_on_postgresql()
    op.create_table(
        "feed_cursors",
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("read_at", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("reader", name=op.f("feed_cursors_pk")),
    )
    op.create_table(
        "log_entries",
        sa.Column("position", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("number", sa.BigInteger(), nullable=False),
        sa.Column("candidate_id", sa.Text(), nullable=False),
        sa.Column("leaf", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("position", name=op.f("log_entries_pk")),
    )
    op.create_index(op.f("log_entries_candidate_id"), "log_entries", ["candidate_id"])
    op.create_table(
        "checkpoints",
        sa.Column("size", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("peaks", sa.Text(), nullable=False),
        sa.Column("made_at", sa.Text(), nullable=False),
        sa.Column("mailed_at", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("size", name=op.f("checkpoints_pk")),
    )
    op.create_table(
        "replaced_facts",
        sa.Column("number", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("candidate_id", sa.Text(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=False),
        sa.Column("event_id", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("occurred_at", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("commitments", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("replaced_facts_pk")),
    )
    op.create_index(op.f("replaced_facts_candidate_id"), "replaced_facts", ["candidate_id"])


def _number_on_sqlite() -> None:
    """A column that counts by itself has to be the primary key, so the table is made anew.

    It may be NULL as far as its declaration goes, and never is: so an older release knows that it may leave it out.
    """
    op.execute(
        """
        CREATE TABLE numbered (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            candidate_id TEXT NOT NULL,
            seq BIGINT NOT NULL,
            event_id TEXT NOT NULL,
            type TEXT NOT NULL,
            occurred_at TEXT NOT NULL,
            recorded_at TEXT NOT NULL,
            payload TEXT NOT NULL,
            commitments TEXT NOT NULL,
            personal TEXT,
            salts TEXT,
            hash TEXT NOT NULL,
            CONSTRAINT timeline_candidate_id_seq_unique UNIQUE (candidate_id, seq),
            CONSTRAINT timeline_candidate_id_event_id_unique UNIQUE (candidate_id, event_id)
        )
        """
    )
    op.execute(
        f"INSERT INTO numbered (number, {_COLUMNS}) "  # noqa: S608  nothing in it is from outside, nor below
        f"SELECT place, {_COLUMNS} FROM ({_IN_ORDER.format(row='rowid')}) AS ordered "
        "JOIN timeline ON timeline.rowid = ordered.rowid ORDER BY place"
    )
    op.execute("DROP TABLE timeline")
    op.execute("ALTER TABLE numbered RENAME TO timeline")


def _number_on_postgresql() -> None:
    op.execute("ALTER TABLE timeline ADD COLUMN number BIGINT")
    op.execute(
        f"UPDATE timeline SET number = place FROM ({_IN_ORDER.format(row='ctid')}) AS ordered "  # noqa: S608
        "WHERE timeline.ctid = ordered.ctid"
    )
    op.execute("CREATE SEQUENCE timeline_number_seq OWNED BY timeline.number")
    op.execute("SELECT setval('timeline_number_seq', coalesce(max(number), 0) + 1, false) FROM timeline")
    # The transaction has its id before the number is taken: who reads the feed waits for all with an older id, and
    # nobody among the others can hold an older number (ledger.timeline.feed). CASE sees to the order of the two.
    op.execute(
        """
        ALTER TABLE timeline
            ALTER COLUMN number SET DEFAULT
                CASE WHEN pg_current_xact_id() IS NOT NULL THEN nextval('timeline_number_seq') END,
            DROP CONSTRAINT timeline_pk,
            ADD CONSTRAINT timeline_pk PRIMARY KEY (number),
            ADD CONSTRAINT timeline_candidate_id_seq_unique UNIQUE (candidate_id, seq)
        """
    )


def downgrade() -> None:
    raise NotImplementedError("the ledger is what went out and came in: it is not taken down by a migration")
