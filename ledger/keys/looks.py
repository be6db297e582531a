"""Who had people's words shown to them outside the product: one row per person, reader and hour."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import select

from ledger.engine import Database
from ledger.instants import shown, to_text
from ledger.schema import key_looks
from ledger.upserts import insert_or_keep

_KNOWN: Final = 10_000


class Looks:
    """The record of looks. Safe to share between threads."""

    def __init__(self, database: Database, now: Callable[[], datetime]) -> None:
        self._database, self._now = database, now
        self._noted: set[tuple[str, str, str]] = set()
        self._lock = threading.Lock()

    def note(self, who: str, workflow_ids: Sequence[str]) -> None:
        """Put it on record; once an hour is enough. Raises LedgerUnavailable, and then nothing may be shown."""
        hour = to_text(self._now().replace(minute=0, second=0, microsecond=0))
        rows = [{"who": who, "workflow_id": ident, "hour": hour} for ident in workflow_ids]
        new = [row for row in rows if (row["who"], row["workflow_id"], row["hour"]) not in self._noted]
        if not new:
            return
        with self._database.writing("looks") as connection:
            insert_or_keep(connection, key_looks, new)
        with self._lock:
            if len(self._noted) > _KNOWN:
                self._noted.clear()
            self._noted.update((row["who"], row["workflow_id"], row["hour"]) for row in new)

    def of(self, workflow_id: str) -> list[dict[str, Any]]:
        """{who, hour}, the first look first. Raises LedgerUnavailable."""
        return [{"who": one["who"], "hour": one["hour"]} for one in reversed(self.listing([workflow_id]))]

    def listing(self, workflow_ids: Sequence[str] | None = None, *, limit: int | None = None) -> list[dict[str, Any]]:
        """{workflow_id, who, hour}, of everybody or of these, the last look first. Raises LedgerUnavailable."""
        c = key_looks.c
        query = select(key_looks).order_by(c.hour.desc(), c.who.desc(), c.workflow_id).limit(limit)
        if workflow_ids is not None:
            query = query.where(c.workflow_id.in_(workflow_ids))
        return [{**row, "hour": shown(row["hour"])} for row in self._database.rows(query)]
