"""The home is one user's alone: nobody else on the machine reads candidates' names, words or keys there.

What is made there is (`umask`, in the command line's `main`); what was there before is made so at each start. A folder
that a team is to read is what PostgreSQL, `followup backup` and `--json` are for.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Final

from settings import Settings

_FILES: Final = (
    "ledger.*", "temporal.*", "worker.*", "gateway.*", "up.*", "running*", "followup.env*",
    "secret-key*", "codec-token*", "imap-*", "erasures*", "*.lock", "*.sock",
)  # fmt: skip
_FOLDERS: Final = ("outbox", "sandbox", "keys")
"""What is ours in the home; whatever else somebody keeps there stays as it is."""

_OTHERS: Final = 0o077


def tighten(settings: Settings) -> str:
    """Take what is ours there from everybody but its owner; one line on what that was, if anything."""
    home, url = settings.home, settings.ledger_url
    ledger = [Path(url.removeprefix("sqlite:///").partition("?")[0])] if url.startswith("sqlite:///") else []
    changed = refused = 0
    for path in _open_to_others(home, ledger):
        try:
            path.chmod(stat.S_IMODE(path.lstat().st_mode) & ~_OTHERS)
            changed += 1
        except FileNotFoundError:
            continue  # a log of the database that was just done with
        except OSError:
            refused += 1
    if refused:
        return (
            f"Other users of this computer can read {_counted(refused)} in {home}, and you aren't allowed to "
            "change that; "
            f"have their owner run `chmod -R go= {home}`."
        )
    if changed:
        return f"Other users of this computer could read {_counted(changed)} in {home}; now only you can."
    return ""


def _counted(number: int) -> str:
    return "1 file or folder" if number == 1 else f"{number} files and folders"


def _open_to_others(home: Path, more: Iterable[Path]) -> Iterator[Path]:
    """The home and what is ours in it, where others may look into it. Links are not followed."""
    for path in (home, *(file for one in more for file in _with_logs(one))):
        if _is_open(path):
            yield path
    try:
        entries = list(os.scandir(home))
    except OSError:
        return
    for entry in entries:
        if entry.is_symlink():
            continue
        if entry.is_dir():
            if entry.name in _FOLDERS:
                yield from _within(Path(entry.path))
        elif any(fnmatch(entry.name, pattern) for pattern in _FILES) and _is_open(Path(entry.path)):
            yield Path(entry.path)


def _within(folder: Path) -> Iterator[Path]:
    for place, _, files in os.walk(folder):
        for path in (Path(place), *(Path(place, name) for name in files)):
            if _is_open(path):
                yield path


def _with_logs(file: Path) -> Iterator[Path]:
    """A database's file and what SQLite keeps beside it."""
    return (file.with_name(file.name + end) for end in ("", "-wal", "-shm"))


def _is_open(path: Path) -> bool:
    try:
        found = path.lstat()
    except OSError:
        return False
    if stat.S_ISLNK(found.st_mode) or found.st_mode & stat.S_ISVTX:  # a folder for everybody, such as /tmp
        return False
    return bool(stat.S_IMODE(found.st_mode) & _OTHERS)
