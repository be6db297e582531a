"""What a candidate's snapshot holds, as far as people are looked for by it: readable where the snapshot is sealed."""

from __future__ import annotations

from typing import Final

from sqlalchemy import ColumnElement, or_

from ledger.schema import candidates

MARKS: Final = ("promise_by", "breached_at", "silent_since")
"""Parts of a snapshot by which people are looked for; it leaves out what is at its default."""


def holds(mark: str) -> ColumnElement[bool]:
    """Is there such a thing in the snapshot of a row of `candidates`? An older release has written no marks."""
    c = candidates.c
    return or_(c.marks.contains(mark, autoescape=True), c.snapshot.contains(f'"{mark}"', autoescape=True))
