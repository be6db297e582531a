"""Alembic's entry: runs the migrations in the transaction that `ledger.operations.migrating` hands over."""

from __future__ import annotations

from alembic import context

from ledger.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
with context.begin_transaction():
    context.run_migrations()
