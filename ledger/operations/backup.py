"""A copy of a SQLite database while others write to it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path


class CannotCopy(RuntimeError):
    """It was not copied; one sentence on why, and what to do."""


def copy_database(source: Path, target: Path) -> int:
    """Copy all that is committed, check the copy, and return its size in bytes. Raises CannotCopy."""
    if not source.exists():
        raise CannotCopy(f"There is no database {source}.")
    if target.exists():
        raise CannotCopy(f"{target} exists already; name another file, so that no older copy is lost.")
    half = target.with_name(f"{target.name}.part")
    try:
        half.unlink(missing_ok=True)
        half.touch(mode=0o600)  # names and addresses are in it
        with (
            closing(sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True)) as original,
            closing(sqlite3.connect(half)) as copy,
        ):
            original.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, which can be carried away
            (said,) = copy.execute("PRAGMA quick_check").fetchone()
        if said != "ok":
            raise CannotCopy(f"The copy of {source} is damaged ({said}); look at the original with sqlite3.")
        half.replace(target)
    except (OSError, sqlite3.Error) as error:
        half.unlink(missing_ok=True)
        raise CannotCopy(f"{source} could not be copied to {target} ({error}); is there room, and a folder?") from None
    return target.stat().st_size
