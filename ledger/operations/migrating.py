"""Bringing the ledger's tables up to date: at every start, by whoever comes first."""

from __future__ import annotations

import os
import threading
import time
from contextlib import suppress
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Text, column, select, table, text

from ledger.engine import Database, LedgerBusy, LedgerUnavailable, no_such_table
from ledger.schema import metadata

HEAD: Final = "0026"
"""The last migration; a test compares it with the folder. Kept here so that the usual start need not load Alembic."""
FOLDER: Final = Path(__file__).parent.parent / "migrations"
MIGRATING_SECONDS: Final = 60
"""How long a migration may take, and how long another process waits for it."""

_in_process: Final = threading.Lock()  # Alembic keeps its context in module globals


def migrate(database: Database) -> bool:
    """Run the migrations that are missing, all in one transaction; nothing where there are none. Was it a new ledger?

    Several processes may do so at once: one migrates, the others wait and find it done. Raises LedgerUnavailable.
    """
    if database.is_sqlite:
        _prepare_file(database)
    give_up_at = time.monotonic() + MIGRATING_SECONDS
    with _in_process:
        is_new = _version(database) is None
        while not is_current(database):
            try:
                with database.writing("migrations") as connection:
                    _upgrade(connection, database)
            except LedgerBusy:  # perhaps another process migrates: look again
                if time.monotonic() > give_up_at:
                    raise
    return is_new


def is_current(database: Database) -> bool:
    """Has every migration been run, perhaps some of a newer release too? Changes nothing. Raises LedgerUnavailable."""
    version = _version(database)
    return version == HEAD or (version is not None and version > HEAD and _serves(database))


def _serves(database: Database) -> bool:
    """Can this release work with the tables of a newer one? All that it needs is there, and what it does not know may
    be left out of a row: so a release that only adds can be taken back (docs/releases.md).
    """
    from sqlalchemy import inspect

    with database.reading() as connection:
        inspector = inspect(connection)
        there = set(inspector.get_table_names())
        for wanted in metadata.sorted_tables:
            if wanted.name not in there:
                return False
            found = {one["name"]: one for one in inspector.get_columns(wanted.name)}
            if not {one.name for one in wanted.columns} <= found.keys():
                return False
            more = [one for name, one in found.items() if name not in wanted.columns]
            if any(not one["nullable"] and one.get("default") is None for one in more):
                return False
    return True


def _version(database: Database) -> str | None:
    version = column("version_num", Text)
    try:
        with database.reading() as connection:
            return connection.execute(select(version).select_from(table("alembic_version", version))).scalar()
    except LedgerUnavailable as error:
        if no_such_table(error):
            return None
        raise


def _upgrade(connection: Connection, database: Database) -> None:
    from alembic import command, util
    from alembic.config import Config

    if not database.is_sqlite:
        connection.execute(text(f"SET LOCAL statement_timeout = '{MIGRATING_SECONDS}s'"))
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except util.CommandError as error:
        raise LedgerUnavailable(
            "The ledger was set up by a newer release of followup, and this one cannot work with its tables; install "
            "that release."
        ) from error


def _prepare_file(database: Database) -> None:
    """Make the folder, the file (for this user alone: it holds personal data) and the write-ahead log.

    A file that is there is left to SQLite: closing one drops all locks that this process has on it (POSIX), and then
    another process may take away the write-ahead log that is in use here.
    """
    if database.file is None:
        return
    try:
        database.file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if not database.file.exists():
            with suppress(FileExistsError):
                os.close(os.open(database.file, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except OSError as error:
        raise LedgerUnavailable(
            f"The ledger's file cannot be made ({error.strerror}); check FOLLOWUP_HOME and FOLLOWUP_LEDGER_URL."
        ) from error
    with database.reading() as connection:
        if connection.exec_driver_sql("PRAGMA journal_mode").scalar() != "wal":
            connection.exec_driver_sql("PRAGMA journal_mode=WAL")
