"""A second copy of everybody's wrapped key, in a file beside the keys of the months.

The ledger holds the first one. Were that the only one, a lost ledger would take with it the keys of all who came in
since its last copy, and Temporal's histories of them, from which it is to be filled, could be read by nobody. So a key
stands here before it stands there; what the ledger lacks is read from here, and taken back into it.

One line of JSON each. Lines are only added, but for two changes in place: a key that is shredded is overwritten, and a
key that is no longer its person's says so. When the month turns the whole is written anew.
"""

from __future__ import annotations

import json
import os
import secrets
import sys
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from ledger.keys.key_store import KeysUnavailable

FILE: Final = "wrapped-keys"
_LOCK: Final = "wrapped-keys.lock"
_PATIENCE: Final = 5.0
"""Seconds to wait for another process that writes: it does so for a fraction of one."""
_PAUSE: Final = 0.005
_A_FEW: Final = 20
"""So many keys are looked for one by one; for more of them all lines are read."""
_GONE: Final = b"-"
"""Overwrites a key: no letter of base64, so that half of an overwriting is one, too."""

Row = dict[str, Any]


@dataclass
class Mirrored:
    """All that the file holds, as rows of the ledger's tables."""

    keys: list[Row] = field(default_factory=list)
    months: list[Row] = field(default_factory=list)
    parts: list[Row] = field(default_factory=list)

    def lines(self) -> bytes:
        return b"".join(_line(row) for row in (*self.months, *self.parts, *self.keys))


class KeyMirror:
    """Safe to share between threads, processes, and hosts that share the folder. All methods raise KeysUnavailable."""

    def __init__(self, folder: Path, *, makes_folder: bool = False) -> None:
        """`makes_folder`: also where it was there before; else one that is missing is a disk that is away."""
        self.folder: Final = folder
        self._makes_folder = makes_folder
        self._path = folder / FILE

    # ------------------------------------------------------------ one at a time

    def keep(self, row: Row) -> Row:
        """Add somebody's key, for good on disk when this returns; or the one that they have here already."""
        with self._locked() as file:
            whole = _read(file)
            for there in _found(whole, "workflow_id", row["workflow_id"]):
                if there["current"]:
                    return there
            _add(file, whole, row)
            return row

    def keep_month(self, row: Row) -> Row:
        """Add what the ledger knows of a month's key; or what is known here already."""
        with self._locked(first=True) as file:
            whole = _read(file)
            for there in _found(whole, "month", row["epoch"]):
                return there
            _add(file, whole, row)
            return row

    def keep_part(self, row: Row) -> None:
        """Add that a part of the installation is sealed."""
        with self._locked() as file:
            whole = _read(file)
            if not list(_found(whole, "part", row["part"])):
                _add(file, whole, row)

    def check(self) -> None:
        """Nothing, where a key can be kept here."""
        with self._locked():
            pass

    def month(self, epoch: str) -> Row | None:
        """What is known of a month's key."""
        return next(_found(self._whole(), "month", epoch), None)

    def keys(self, key_ids: Collection[str]) -> dict[str, Row]:
        """Those of these keys that are here."""
        if not self._makes_folder and not self.folder.is_dir():
            raise KeysUnavailable(
                f"The folder of the keys, {self.folder}, is missing; put it back, or point FOLLOWUP_KEYS at it."
            )
        whole = self._whole()
        if len(key_ids) > _A_FEW:
            wanted = set(key_ids)
            return {row["key_id"]: row for row in _parsed(whole).keys if row["key_id"] in wanted}
        return {row["key_id"]: row for ident in key_ids for row in _found(whole, "key_id", ident)}

    def shred(self, notes: Iterable[Row]) -> None:
        """Overwrite the keys of these workflows; where there were none, each note says that they were shredded."""
        with self._locked() as file:
            for note in notes:
                whole, is_noted = _read(file), False
                for start, end in _places(whole, "workflow_id", note["workflow_id"]):
                    row = _row(whole[start:end])
                    if row is None:
                        continue
                    is_noted = is_noted or bool(row["current"])
                    begins = whole.index(_WRAPPED, start, end) + len(_WRAPPED)
                    file.overwrite(begins, _GONE * (whole.index(b'"', begins, end) - begins))
                if not is_noted:
                    _add(file, whole, note)

    def reopen(self, workflow_ids: Iterable[str]) -> None:
        """Have a new key kept for these, which were shredded."""
        with self._locked() as file:
            whole = _read(file)
            for ident in workflow_ids:
                for start, end in _places(whole, "workflow_id", ident):
                    row = _row(whole[start:end])
                    if row is not None and row["current"] and not row["wrapped"]:
                        file.overwrite(whole.index(_CURRENT, start, end) + len(_CURRENT), b"0")

    # ------------------------------------------------------------ all of it

    def everything(self) -> Mirrored:
        return _parsed(self._whole())

    def rewrite(self, now_known: Callable[[], Mirrored]) -> None:
        """Write it anew as the ledger has it. What the ledger lacks stays, for somebody is about to write it there; so
        does a key that both have of the same month: nobody writes that twice, so one that differs is damaged there.
        """
        with self._locked() as file:
            whole = _read(file)
            before, wanted = _parsed(whole), now_known()
            here = {row["key_id"]: row for row in before.keys}
            wanted.keys = [_whole(here.pop(row["key_id"], None), row) for row in wanted.keys] + list(here.values())
            wanted.parts = wanted.parts or before.parts
            lines = wanted.lines()
            if lines == whole:
                return
            own = self._path.with_name(f"{FILE}.{os.getpid()}.{secrets.token_hex(4)}")
            try:
                descriptor = os.open(own, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
                with os.fdopen(descriptor, "wb") as new:
                    new.write(lines)
                    new.flush()
                    os.fsync(new.fileno())
                own.replace(self._path)
            finally:
                own.unlink(missing_ok=True)
            self._keep_the_folder()
            file.overwrite(0, b"\0" * len(whole))  # what stood there is on nobody's disk any more

    # ------------------------------------------------------------ the file

    def _whole(self) -> bytes:
        try:
            if not self._path.exists():
                return b""
            with self._lock(alone=False):
                return self._path.read_bytes()
        except FileNotFoundError:
            return b""
        except OSError as error:
            raise KeysUnavailable(
                f"The keys in {self._path} can't be read ({error.strerror}); give this user the right to."
            ) from None

    @contextmanager
    def _locked(self, *, first: bool = False) -> Iterator[_File]:
        """The file, for this process alone. `first`: the folder may be made."""
        try:
            if first or self._makes_folder:
                self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with self._lock():
                is_new = not self._path.exists()
                descriptor = os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600)
                try:
                    file = _File(descriptor)
                    yield file
                    if file.changed:
                        os.fsync(descriptor)
                    if is_new:
                        self._keep_the_folder()
                finally:
                    os.close(descriptor)
        except OSError as error:
            raise KeysUnavailable(
                f"A key can't be written to {self.folder} ({error.strerror}); check the folder, or set FOLLOWUP_KEYS."
            ) from None

    @contextmanager
    def _lock(self, *, alone: bool = True) -> Iterator[None]:
        """On a file of its own, for the other one is replaced."""
        if sys.platform == "win32":
            yield
            return
        import fcntl

        try:
            descriptor = os.open(self.folder / _LOCK, os.O_CREAT | os.O_RDWR, 0o600)
        except OSError:
            if alone:
                raise
            yield  # whoever may only read sees at worst a line that is half written, and leaves it out
            return
        try:
            give_up_at = time.monotonic() + _PATIENCE
            while True:
                try:
                    fcntl.flock(descriptor, (fcntl.LOCK_EX if alone else fcntl.LOCK_SH) | fcntl.LOCK_NB)
                    break
                except BlockingIOError:
                    if time.monotonic() > give_up_at:
                        raise
                    time.sleep(_PAUSE)
            yield
        finally:
            os.close(descriptor)

    def _keep_the_folder(self) -> None:
        descriptor = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@dataclass
class _File:
    """An open file that notes whether it was changed."""

    descriptor: int
    changed: bool = False

    def overwrite(self, at: int, data: bytes) -> None:
        self.changed = True
        view = memoryview(data)
        while view:
            written = os.pwrite(self.descriptor, view, at)
            view, at = view[written:], at + written


_WRAPPED: Final = b'"wrapped": "'
_CURRENT: Final = b'"current": '


def _read(file: _File) -> bytes:
    return os.pread(file.descriptor, os.fstat(file.descriptor).st_size, 0)


def _add(file: _File, whole: bytes, row: Row) -> None:
    """A line that a power cut left unfinished is ended first."""
    torn = b"\n" if whole and not whole.endswith(b"\n") else b""
    file.overwrite(len(whole), torn + _line(row))


def _line(row: Mapping[str, Any]) -> bytes:
    if "part" in row:
        said: Row = {"part": row["part"], "begun_at": row["begun_at"]}
    elif "key_id" in row:
        said = {
            "key_id": row["key_id"],
            "workflow_id": row["workflow_id"],
            "current": int(row["current"] is not None),
            "epoch": row["epoch"],
            "wrapped": row["wrapped"] or _GONE.decode(),
            "made_at": row["made_at"],
        }
    else:
        said = {"month": row["epoch"], "kept": row["kept"], "mark": row["mark"], "made_at": row["made_at"]}
    return json.dumps(said).encode() + b"\n"


def _row(line: bytes) -> Row | None:
    """As it stands in the ledger's tables; None for what a power cut or another release left."""
    try:
        said = json.loads(line)
        if "month" in said:
            return {"epoch": said["month"], "kept": said["kept"], "mark": said["mark"], "made_at": said["made_at"]}
        if "part" in said:
            return {"part": said["part"], "begun_at": said["begun_at"]}
        wrapped = "" if _GONE.decode() in said["wrapped"] else said["wrapped"]
        row = {name: said[name] for name in ("key_id", "workflow_id", "epoch", "made_at")}
        return row | {"current": said["workflow_id"] if said["current"] else None, "wrapped": wrapped}
    except (ValueError, KeyError, TypeError):
        return None


def _whole(here: Row | None, there: Row) -> Row:
    """The ledger's row as it is to stand here. What was shredded here stays so: the ledger may be an older copy."""
    if here is None or (here["wrapped"] and here["epoch"] != there["epoch"]) or not there["wrapped"]:
        return there
    return there | {name: here[name] for name in ("current", "epoch", "wrapped")}


def _places(whole: bytes, name: str, value: str) -> list[tuple[int, int]]:
    """Where the lines begin and end that say this."""
    said, found, at = f'"{name}": {json.dumps(value)}'.encode(), [], -1
    while (at := whole.find(said, at + 1)) >= 0:
        end = whole.find(b"\n", at)
        found.append((whole.rfind(b"\n", 0, at) + 1, end if end >= 0 else len(whole)))
    return found


def _found(whole: bytes, name: str, value: str) -> Iterator[Row]:
    for start, end in _places(whole, name, value):
        row = _row(whole[start:end])
        if row is not None:
            yield row


def _parsed(whole: bytes) -> Mirrored:
    found = Mirrored()
    rows: Sequence[Row | None] = [_row(line) for line in whole.splitlines()]
    for row in rows:
        if row is not None:
            kind = found.keys if "key_id" in row else found.parts if "part" in row else found.months
            kind.append(row)
    return found
