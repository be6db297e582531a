"""Somebody is enrolled also while another process keeps the ledger's lock for a moment."""

from __future__ import annotations

import sqlite3
from typing import Any

from sqlalchemy import event

from tests.house import House


async def test_an_application_is_taken_in_though_the_ledger_was_busy_at_first(house: House) -> None:
    file = house.ledger._database.file
    assert file is not None
    other = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    seen: list[str] = []

    def let_go(context: Any) -> None:
        """The first loss of a turn is the last one."""
        seen.append(type(context.original_exception).__name__)
        if len(seen) == 1:
            other.execute("ROLLBACK")

    event.listen(house.ledger._database.engine, "handle_error", let_go)
    try:
        ann = await house.applies("ann")
    finally:
        event.remove(house.ledger._database.engine, "handle_error", let_go)
        other.close()
    assert seen == ["OperationalError"]
    assert (await house.handle(ann).describe()).status is not None
    assert house.ledger.owner_of(ann) == ann
