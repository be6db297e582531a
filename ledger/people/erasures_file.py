"""The file beside the keys that says who was erased: a ledger or a Temporal database that is restored from an older
copy brings nobody back (R23). It holds ids, which are pseudonyms, and no name or address.

Where the keys are in a Vault, each host has a folder of its own: there the same lines stand in the Vault, too.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Protocol

from ledger.people.erasures import REASONS, Reason


@dataclass(frozen=True, slots=True)
class Entry:
    """One erasure, as the file has it."""

    erasure_id: str
    ids: tuple[str, ...]
    reason: Reason
    at: datetime


class SharedLines(Protocol):
    """Lines that all hosts of an installation see. All methods raise KeysUnavailable."""

    def lines(self) -> list[str]:
        """All of them, oldest first."""

    def add(self, line: str) -> None:
        """Add one, for good when this returns; once, however often it is said."""


class ErasuresFile:
    """One line of JSON per erasure, appended and never changed."""

    def __init__(self, path: Path, shared: SharedLines | None = None) -> None:
        self.path = path
        self._shared = shared

    def share(self) -> int:
        """Have all hosts see what this one's file alone knows; how many lines. Raises OSError, KeysUnavailable."""
        if self._shared is None:
            return 0
        there = set(self._shared.lines())
        lacking = [line for line in self._own_lines() if line not in there and (_read(line) or _redaction(line))]
        for line in lacking:
            self._shared.add(line)
        return len(lacking)

    def add(self, erasure_id: str, ids: Sequence[str], reason: Reason, at: datetime) -> None:
        """Write it down, on the disk before it returns; once, however often it is said.

        Raises OSError, KeysUnavailable.
        """
        if any(entry.erasure_id == erasure_id and set(ids) <= set(entry.ids) for entry in self.entries()):
            return
        self._append({"erasure": erasure_id, "ids": sorted(ids), "reason": reason, "at": at.isoformat()})

    def add_redaction(self, candidate_id: str, about: str, at: datetime) -> None:
        """Write down that one thing on record lost its words; once. Raises OSError, KeysUnavailable."""
        if (candidate_id, about) not in self.redactions():
            self._append({"redacted": candidate_id, "about": about, "at": at.isoformat()})

    def _append(self, said: dict[str, Any]) -> None:
        if self._shared is not None:
            self._shared.add(json.dumps(said))
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(handle, f"{json.dumps(said)}\n".encode())
            os.fsync(handle)
        finally:
            os.close(handle)

    def entries(self) -> list[Entry]:
        """All erasures that it holds, oldest first; a line that was cut off is passed over.

        Raises OSError, KeysUnavailable.
        """
        return [entry for line in self._lines() if (entry := _read(line)) is not None]

    def redactions(self) -> list[tuple[str, str]]:
        """Of whom, and the event id of what lost its words, oldest first. Raises OSError, KeysUnavailable."""
        return [found for line in self._lines() if (found := _redaction(line)) is not None]

    def _lines(self) -> list[str]:
        shared = self._shared.lines() if self._shared is not None else []
        return list(dict.fromkeys((*shared, *self._own_lines())))

    def _own_lines(self) -> list[str]:
        try:
            return self.path.read_text().splitlines()
        except FileNotFoundError:
            return []


def _read(line: str) -> Entry | None:
    try:
        said = json.loads(line)
        reason: Reason = next((one for one in REASONS if one == said["reason"]), "colleague")
        return Entry(said["erasure"], tuple(said["ids"]), reason, datetime.fromisoformat(said["at"]))
    except (ValueError, KeyError, TypeError):
        return None


def _redaction(line: str) -> tuple[str, str] | None:
    try:
        said = json.loads(line)
        return str(said["redacted"]), str(said["about"])
    except (ValueError, KeyError, TypeError):
        return None
