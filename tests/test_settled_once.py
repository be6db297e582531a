"""What tests settle once in a process is what each would have settled (`settle` of tests/starter/conftest.py)."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

from ledger.store import Ledger
from settings import Settings
from tests.ledgers import ledger_of
from tests.starter.conftest import _settle, applied, settle


def a_ledger(home: Path) -> Ledger:
    home.mkdir()
    (home / "secret-key").write_text("one key for all three\n")
    return ledger_of(Settings(home=home))


def but_salt(text: str) -> str:
    """A record's hashes differ each time, for there is salt in them."""
    return re.sub(r"[0-9a-f]{32,}", "#", text)


def all_of(ledger: Ledger) -> list[str]:
    ledger.close()
    with sqlite3.connect(str(ledger._database.file)) as connection:
        lines = list(connection.iterdump())
    connection.close()
    return lines


def test_a_ledger_that_is_written_from_memory_is_the_one_that_was_worked_out(tmp_path: Path) -> None:
    for facts in ([applied(stage="screening")], [applied(days_ago=3), applied(job="OPS-1")]):
        made = [a_ledger(tmp_path / f"{len(facts)} {number}") for number in range(3)]
        states = [how(one, "ann", *facts) for how, one in zip((_settle, settle, settle), made, strict=True)]
        assert states[1] == states[2] and len({but_salt(state.model_dump_json()) for state in states}) == 1
        worked_out, kept, written = map(all_of, made)
        assert kept == written and [but_salt(line) for line in worked_out] == [but_salt(line) for line in written]
        assert any("ann@example.com" in line for line in written)
