"""The files of the home, where somebody is erased: messages of theirs go, and nothing of theirs may be left (R23)."""

from __future__ import annotations

import mmap
import os
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing
from dataclasses import dataclass
from io import BufferedReader
from pathlib import Path
from typing import Final

from channels.outbox import list_outbox
from domain.names import digest
from domain.people.erased_words import Words

_TEMPORAL: Final = ("temporal.db", "temporal.db-wal", "temporal.db-shm")
"""The local Temporal server's own files: what it deleted stays in their free pages until it is written over, and is
unreadable where the installation is encrypted."""

_DATABASES: Final = (b"SQLite format 3", b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83")
"""With what a file of SQLite begins, and its log."""


_EXPORT: Final = b"PK\x03\x04\x14\x00\x00\x00\x00\x00\x00\x00\x21\x00"
"""With what an export of the record begins: a zip that is stored as it is, of a fixed date."""


@dataclass(frozen=True, slots=True)
class HomeFiles:
    """What lies in one home."""

    home: Path
    also: tuple[Path, ...] = ()  # what lies elsewhere: the ledger's own file

    def theirs(self, touch_keys: Collection[str], words: Words) -> list[str]:
        """Their messages in the outbox, and those to colleagues that name them, by their names within the home."""
        stems = {digest(key, size=32) for key in touch_keys}
        theirs = [path for path in self._outbox() if path.name.partition(".")[0] in stems]
        named = [
            entry.path
            for entry in list_outbox(self.home)
            if words.certain_in("\n".join((entry.to, entry.subject, entry.text, entry.sender)))
        ]
        return sorted(str(path.relative_to(self.home)) for path in {*theirs, *named})

    def remove(self, names: Collection[str]) -> None:
        """Overwrite and delete these."""
        for name in names:
            _overwrite(self.home / name)

    def find(self, words: Words) -> list[str]:
        """The files in which something of theirs still stands, by their names within the home."""
        if not words:
            return []
        found = {
            str(entry.path.relative_to(self.home))
            for entry in list_outbox(self.home)
            if words.found_in("\n".join((entry.to, entry.subject, entry.text)))
        }
        wanted = words.as_bytes()
        found |= {str(path.relative_to(self.home)) for path in self._all() if _holds(path, words, wanted)}
        elsewhere = (path for path in self.also if path.is_file() and not path.is_relative_to(self.home))
        found |= {str(path) for path in elsewhere if _holds(path, words, wanted)}
        return sorted(found)

    def kind_of(self, name: str) -> str:
        """A "copy" of the ledger, an "export" of the record, or neither: what to do about it differs."""
        path = self.home / name
        try:
            with path.open("rb") as file:
                begins = file.read(16)
            if begins.startswith(_EXPORT):
                return "export"
            if begins.startswith(_DATABASES[0]) and _has_a_timeline(path):
                return "copy"
        except OSError:  # it has just gone
            pass
        return ""

    def _outbox(self) -> Iterator[Path]:
        yield from (path for path in (self.home / "outbox").rglob("*") if path.is_file() and not path.is_symlink())

    def _all(self) -> Iterator[Path]:
        for path in self.home.rglob("*"):
            if path.is_file() and not path.is_symlink() and path.name not in _TEMPORAL:
                yield path


def _overwrite(path: Path) -> None:
    """Delete it, with zeros in its place before, as far as the file system lets them be written there."""
    try:
        size = path.stat().st_size
        with path.open("r+b") as file:
            file.write(bytes(size))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    except FileNotFoundError:
        return


def _has_a_timeline(path: Path) -> bool:
    """Is it a ledger's database?"""
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as database:
            found = database.execute("SELECT 1 FROM sqlite_master WHERE name = 'timeline'").fetchone()
    except sqlite3.Error:
        return False
    return found is not None


def _holds(path: Path, words: Words, wanted: Collection[bytes]) -> bool:
    """In a text the words as words; in a database's file, where nothing stands between two columns, every byte."""
    try:
        with path.open("rb") as file:
            if not os.fstat(file.fileno()).st_size:
                return False
            if file.peek(16)[:16].startswith(_DATABASES):
                with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
                    return any(content.find(one) >= 0 for one in wanted)
            return any(words.found_in(text) for text in _parts(file))
    except (FileNotFoundError, ValueError):
        return False


def _parts(file: BufferedReader) -> Iterator[str]:
    """A file as text, a part at a time; each begins with the end of the one before, in which something may begin."""
    before = b""
    while part := file.read(_AT_ONCE):
        whole = before + part
        end = max(whole.rfind(b" "), whole.rfind(b"\n")) if len(part) == _AT_ONCE else -1  # no word is cut
        end = len(whole) if end < 0 else end
        yield whole[:end].decode("utf-8", "replace")
        before = whole[max(0, end - _OVERLAP) :]


_AT_ONCE: Final = 1 << 20
_OVERLAP: Final = 1_000
"""Longer than anything that is looked for."""
