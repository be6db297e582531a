"""What the watch over the promise reads of the ledger: three statements, however many candidates there are."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, exists, func, select

from domain.events import ClockRestarted
from domain.names import NOBODY, OPEN_STAGES, TO_COLLEAGUE, AttemptState, FollowUpState
from domain.operations.watchdog import Doubt, Record, Unheard
from ledger.engine import Database
from ledger.inbox.rows import WAITING
from ledger.instants import from_text
from ledger.keys.columns import fetched
from ledger.schema import aliases, attempts, candidates, inbox, storable, tasks, timeline

_STAGES: Final = frozenset(map(str, OPEN_STAGES))
_CLOSED: Final = str(FollowUpState.CLOSED)
_RESTARTED: Final = ClockRestarted.model_fields["type"].default


class Watch:
    """Reads for `domain.operations.watchdog`. All methods raise LedgerUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def records(self, candidate_ids: Collection[str] | None = None) -> list[Record]:
        """Everybody who is followed up, or those of these. Closed ones only where asked for."""
        c = candidates.c
        joined = exists().where(aliases.c.candidate_id == c.candidate_id)
        query = select(c.candidate_id, c.workflow_id, c.state, c.next_at, joined.label("joined"))
        if candidate_ids is None:
            query = query.where(c.state != _CLOSED)
        else:
            query = query.where(c.candidate_id.in_(candidate_ids))
        with self._database.reading() as connection:
            rows = connection.execute(query).all()
            # The whole state is read of those alone who have no next contact; most have one.
            more = {row["candidate_id"]: row for row in fetched(connection, _without_next(candidate_ids))}
        return [_record(row, more.get(row.candidate_id)) for row in rows]

    def doubts(self) -> list[Doubt]:
        """Messages in doubt that no task was ever opened about, of those who are followed up."""
        a, c = attempts.c, candidates.c
        asked = exists().where(tasks.c.touch_key == a.touch_key)
        query = (
            select(a.candidate_id, a.step, func.min(a.attempted_at).label("since"))
            .join_from(attempts, candidates, a.candidate_id == c.candidate_id)
            .where(a.state.in_([str(AttemptState.UNKNOWN), str(AttemptState.ATTEMPTING)]))
            .where(a.candidate_id != NOBODY, c.state != _CLOSED, ~asked)
            .where(a.touch_key.not_like(f"%/{TO_COLLEAGUE}%"))  # a colleague is reminded, whatever became of it
            .group_by(a.candidate_id, a.step)
        )
        with self._database.reading() as connection:
            return [Doubt(row.candidate_id, row.step, from_text(row.since)) for row in connection.execute(query)]

    def is_open(self, candidate_id: str) -> bool | None:
        """Are they followed up, under this id? None where nothing is on record about them."""
        joined = exists().where(aliases.c.candidate_id == candidates.c.candidate_id)
        query = select(candidates.c.state, joined.label("joined")).where(candidates.c.candidate_id == candidate_id)
        with self._database.reading() as connection:
            row = connection.execute(query).first()
        return None if row is None else row.state != _CLOSED and not row.joined

    def known(self, candidate_id: str, event_ids: Collection[str]) -> set[str]:
        """Those of these facts that are on their timeline."""
        t = timeline.c
        given = {storable(ident): ident for ident in event_ids}
        query = select(t.event_id).where(t.candidate_id == candidate_id, t.event_id.in_(given))
        with self._database.reading() as connection:
            return {given[found] for found in connection.execute(query).scalars()}

    def restarts(self, candidate_id: str) -> dict[str, datetime]:
        """When their clock was started again after it had been ended from outside, by the fact's id."""
        t = timeline.c
        query = select(t.event_id, t.occurred_at).where(t.candidate_id == candidate_id, t.type == _RESTARTED)
        with self._database.reading() as connection:
            return {row.event_id: from_text(row.occurred_at) for row in connection.execute(query)}

    def unheard(self) -> list[Unheard]:
        """What waits in the inbox, by whom it is about."""
        i = inbox.c
        query = select(i.about, func.count().label("rows"), func.min(i.received_at).label("since"))
        query = query.where(i.state == WAITING).group_by(i.about)
        with self._database.reading() as connection:
            return [Unheard(row.about, row.rows, from_text(row.since)) for row in connection.execute(query)]


def _without_next(candidate_ids: Collection[str] | None) -> Select[Any]:
    c = candidates.c
    task = exists().where(tasks.c.candidate_id == c.candidate_id, tasks.c.closed_at.is_(None))
    query = select(c.candidate_id, c.snapshot, task.label("has_task")).where(c.next_at.is_(None), c.state != _CLOSED)
    return query if candidate_ids is None else query.where(c.candidate_id.in_(candidate_ids))


def _record(row: Any, more: Any) -> Record:
    next_at = from_text(row.next_at) if row.next_at else None
    if more is None:
        return Record(row.candidate_id, row.workflow_id, row.state, next_at, joined=bool(row.joined))
    state = json.loads(more["snapshot"])
    wake = (state.get("decision") or {}).get("at")
    # Who wants no messages is owed nothing more once a colleague has confirmed the application (R7).
    settled = "stop_seen_at" if state.get("closed_channels") else "quiet"
    owed = any(
        a["entry"]["stage"] in _STAGES and not a.get("quiet") and not a.get(settled)
        for a in state.get("applications", ())
    )
    return Record(
        candidate_id=row.candidate_id,
        workflow_id=row.workflow_id,
        state=row.state,
        next_at=next_at,
        wake_at=datetime.fromisoformat(wake) if wake else None,
        has_task=bool(more["has_task"]),
        owed=owed,
        joined=bool(row.joined),
        behind=bool(state.get("attention")),
    )
