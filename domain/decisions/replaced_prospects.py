"""Prospects who have applied for the very job: nobody is courted for what they applied for (S1).

An ATS that makes a new application of a prospect's says nothing of the old one; somebody may also just apply.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from domain.events import Withdrawn
from domain.names import Stage
from domain.state.model import CandidateState


def facts(state: CandidateState, now: datetime) -> Iterator[Withdrawn]:
    """That the prospect's application ends without a word, one fact for each."""
    for prospect in state.applications:
        if prospect.stage is not Stage.PROSPECT:
            continue
        if any(
            app.job_id == prospect.job_id
            and app.stage is not Stage.PROSPECT
            and (app.is_open or app.known_since > prospect.known_since)
            for app in state.applications
        ):
            yield Withdrawn(
                event_id=f"applied:{prospect.application_id}:{prospect.entry.number}",
                occurred_at=now,
                application_id=prospect.application_id,
                reason="they have applied for the job",
                silently=True,
            )
