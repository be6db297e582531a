"""When an outside system was last looked through, and what came of it: for `doctor`, and for when to look again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, Literal

from sqlalchemy import select

from ledger.engine import Database
from ledger.instants import from_text, to_text
from ledger.schema import system_runs
from ledger.upserts import insert_or_replace

Kind = Literal["everybody", "soon"]
"""`everybody`: all who are open there. `soon`: what cannot wait for the night, such as interviews."""

LOOKS: Final[tuple[Kind, ...]] = ("everybody", "soon")

_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Run:
    """The last time that a system was looked through."""

    kind: str
    tried_at: datetime
    began_at: datetime | None
    """When the last one began that came to its end; None where none ever did."""
    ended_at: datetime | None
    requests: int = 0
    looked_at: int = 0
    differences: int = 0
    says: str = ""
    """What was in the way of the last one; empty where it came to its end."""


class SystemRuns:
    """All methods raise LedgerUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def last(self, system: str, kind: Kind) -> Run | None:
        """The last one; None where it was never tried."""
        c = system_runs.c
        rows = self._database.rows(select(system_runs).where(c.system == system, c.kind == kind))
        return _run(rows[0]) if rows else None

    def came_to_its_end(
        self, system: str, kind: Kind, began_at: datetime, ended_at: datetime, counts: tuple[int, int, int]
    ) -> None:
        """All of it was looked at. `counts`: requests, people or things looked at, differences."""
        requests, looked_at, differences = counts
        row = {
            "system": system,
            "kind": kind,
            "began_at": to_text(began_at),
            "ended_at": to_text(ended_at),
            "tried_at": to_text(began_at),
            "requests": requests,
            "looked_at": looked_at,
            "differences": differences,
            "says": "",
        }
        with self._database.writing(f"runs/{system}") as connection:
            insert_or_replace(connection, system_runs, [row])

    def broke_off(self, system: str, kind: Kind, began_at: datetime, says: str) -> None:
        """It did not come to its end; `says` is why, with nothing personal in it."""
        c = system_runs.c
        with self._database.writing(f"runs/{system}") as connection:
            known = connection.execute(select(system_runs).where(c.system == system, c.kind == kind)).mappings().first()
            row: dict[str, Any] = (
                dict(known)
                if known
                else {
                    "system": system,
                    "kind": kind,
                    "began_at": None,
                    "ended_at": None,
                    "requests": 0,
                    "looked_at": 0,
                    "differences": 0,
                }
            )
            row |= {"tried_at": to_text(began_at), "says": says[:_LONGEST]}
            insert_or_replace(connection, system_runs, [row])


def _run(row: Any) -> Run:
    return Run(
        kind=row["kind"],
        tried_at=from_text(row["tried_at"]),
        began_at=from_text(row["began_at"]) if row["began_at"] else None,
        ended_at=from_text(row["ended_at"]) if row["ended_at"] else None,
        requests=row["requests"],
        looked_at=row["looked_at"],
        differences=row["differences"],
        says=row["says"],
    )
