"""A ledger's file that two ledgers of one process have open stays whole while others come and go."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

from ledger.store import Ledger
from tests.ledger.conftest import ANN, KEYS, append, noted

COMES_AND_GOES = (
    "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('CREATE TABLE more (x)'); c.commit(); c.close()"
)


def test_a_second_migration_in_the_same_process_gives_up_no_lock_of_the_first(tmp_path: Path) -> None:
    """Whoever closes a file of their own drops all of a process's locks on it (POSIX): then another process takes
    itself for the last one, deletes the write-ahead log, and what is open here reads a damaged file.
    """
    file = tmp_path / "ledger.db"
    first, second = (Ledger(f"sqlite:///{file}", KEYS) for _ in range(2))
    first.migrate()
    append(first, noted(1))
    second.migrate()
    subprocess.run([sys.executable, "-c", COMES_AND_GOES, file], check=True, timeout=60)
    assert (tmp_path / "ledger.db-wal").exists(), "it is in use here"
    append(first, noted(2))
    assert [row["type"] for row in second.timeline(ANN)] == ["noted", "noted"]
    first.close()
    second.close()
    with sqlite3.connect(file) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
