"""Whom a colleague has to do with as a hiring manager or an interviewer: their jobs, and the candidates they met.

Marks stand in the rows, and no names. What a former release projected has none yet: those at a stage at which there
are interviews are read one by one until their next decision, and the jobs come out of the report's rows as well.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from typing import Any, Final

from sqlalchemy import ColumnElement, or_, select

from domain.names import OPEN_STAGES, Stage
from ledger.engine import Database
from ledger.keys.columns import fetched
from ledger.schema import applications, candidates, touch_groups

_OPEN: Final = [str(stage) for stage in OPEN_STAGES]
_INTERVIEWED: Final = [str(Stage.SCREENING), str(Stage.INTERVIEW), str(Stage.OFFER)]
_AT_ONCE: Final = 400
_UNREAD: Final = 2_000
"""Rows of a former release that are read at most."""


class OfColleague:
    """Asks about a colleague. `marks`: by which they may be on record. All methods raise LedgerUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def jobs(self, marks: Collection[str]) -> set[str]:
        """The jobs whose hiring manager they are, or for which they see candidates."""
        theirs = select(applications.c.job_id).where(_named(marks)).distinct()
        before = select(touch_groups.c.job).where(touch_groups.c.hiring_manager.in_(marks)).distinct()
        with self._database.reading() as connection:
            return {row[0] for query in (theirs, before) for row in connection.execute(query)} - {""}

    def snapshots(self, marks: Collection[str]) -> list[dict[str, Any]]:
        """The states of the candidates in the running with whom they have to do."""
        a, c = applications.c, candidates.c
        query = select(a.candidate_id).where(_named(marks), a.stage.in_(_OPEN)).distinct()
        unread = select(a.candidate_id).where(a.colleagues.is_(None), a.stage.in_(_INTERVIEWED)).distinct()
        with self._database.reading() as connection:
            ids = [row[0] for row in connection.execute(query)]
            ids += [row[0] for row in connection.execute(unread.limit(_UNREAD))]
            found = []
            for start in range(0, len(ids), _AT_ONCE):
                some = select(c.candidate_id, c.snapshot).where(c.candidate_id.in_(ids[start : start + _AT_ONCE]))
                found += [json.loads(row["snapshot"]) for row in fetched(connection, some)]
        return found


def _named(marks: Collection[str]) -> ColumnElement[bool]:
    return or_(*(applications.c.colleagues.contains(f" {mark} ", autoescape=True) for mark in marks or ("-",)))
