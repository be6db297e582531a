"""Those who wait, page by page: for what concerns many at once (a new playbook, a position that is filled)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import func, or_, select

from domain.names import OPEN_STAGES, FollowUpState
from domain.state.consent import Closings
from domain.state.model import CandidateState
from ledger.delivery import suppressions
from ledger.engine import Database
from ledger.instants import to_text
from ledger.keys.columns import fetched
from ledger.people.address_hash import AddressHasher
from ledger.schema import applications, candidates

_PAGE: Final = 1000
_OPEN: Final = candidates.c.state != str(FollowUpState.CLOSED)


@dataclass(frozen=True, slots=True)
class Running:
    """An open application for a job."""

    candidate_id: str
    application_id: str
    name: str
    stage: str
    title: str
    in_touch: bool  # have they heard from us, or we from them, about this job?
    standing: str  # which stay in the stage, and where their record ends: later it is another matter


class Waiting:
    """Asks for those whose follow-up goes on. All methods raise LedgerUnavailable."""

    def __init__(self, database: Database, hasher: AddressHasher) -> None:
        self._database = database
        self._seals = hasher

    def ids(self, after: str, limit: int) -> list[str]:
        """Their ids in order, beginning behind `after`."""
        query = select(candidates.c.candidate_id).where(_OPEN, candidates.c.candidate_id > after)
        return self._database.scalars(query.order_by(candidates.c.candidate_id).limit(limit))

    def count(self) -> int:
        return self._database.scalar(select(func.count()).select_from(candidates).where(_OPEN)) or 0

    def page(self, after: str, limit: int) -> list[tuple[CandidateState, Closings]]:
        """Their states as of the last decision, each with the channels that the ledger has closed for them (R7)."""
        query = select(candidates.c.snapshot).where(_OPEN, candidates.c.candidate_id > after)
        with self._database.reading() as connection:
            rows = fetched(connection, query.order_by(candidates.c.candidate_id).limit(limit))
            states = [CandidateState.model_validate_json(row["snapshot"]) for row in rows]
            closed = suppressions.closed_for_many(connection, self._seals, [state.candidate for state in states])
        return list(zip(states, closed, strict=True))

    def without_word_since(self, at: datetime) -> Iterator[tuple[CandidateState, Closings]]:
        """As `page`, of those who may have heard nothing since then: about one of several applications, perhaps."""
        c, a = candidates.c, applications.c
        several = select(a.candidate_id).group_by(a.candidate_id).having(func.count() > 1)
        long_ago = or_(c.last_contact_at.is_(None), c.last_contact_at < to_text(at), c.candidate_id.in_(several))
        query = select(c.candidate_id, c.snapshot).where(_OPEN, long_ago).order_by(c.candidate_id).limit(_PAGE)
        last = ""
        while True:
            with self._database.reading() as connection:
                rows = fetched(connection, query.where(c.candidate_id > last))
                states = [CandidateState.model_validate_json(row["snapshot"]) for row in rows]
                closed = suppressions.closed_for_many(connection, self._seals, [state.candidate for state in states])
            yield from zip(states, closed, strict=True)
            if len(rows) < _PAGE:
                return
            last = rows[-1]["candidate_id"]

    def for_job(self, job: str) -> list[Running]:
        """The open applications for a job, in order (S19)."""
        a, c = applications.c, candidates.c
        query = (
            select(a.candidate_id, a.application_id, a.stage, c.name, c.snapshot)
            .join_from(applications, candidates, a.candidate_id == c.candidate_id)
            .where(a.job_id == job, a.stage.in_([str(stage) for stage in OPEN_STAGES]), _OPEN)
            .order_by(a.candidate_id, a.application_id)
        )
        with self._database.reading() as connection:
            return [_running(row) for row in fetched(connection, query)]

    def knows_job(self, job: str) -> bool:
        """Has anybody ever applied for it?"""
        query = select(applications.c.job_id).where(applications.c.job_id == job).limit(1)
        with self._database.reading() as connection:
            return connection.execute(query).first() is not None


def _running(row: Any) -> Running:
    state = CandidateState.model_validate_json(row["snapshot"])
    app = state.application(row["application_id"])
    return Running(
        candidate_id=row["candidate_id"],
        application_id=row["application_id"],
        name=row["name"],
        stage=row["stage"],
        title=app.job_title if app else "",
        in_touch=app is not None and (app.last_contact_at is not None or app.last_reply_at is not None),
        standing=f"{app.entry.number if app else 0}@{state.position.seq}",
    )
