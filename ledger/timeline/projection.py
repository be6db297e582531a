"""Where a candidate stands after a decision, written for those who read without asking Temporal."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert

from domain.names import digest, workflow_id
from domain.people.search_words import words_of
from domain.people.team import MANAGER
from domain.state.model import CandidateState, Position
from domain.views.feedback_wanted import marks_in
from ledger.instants import to_text
from ledger.keys.columns import sealed
from ledger.people import team
from ledger.queries import search, tags
from ledger.schema import applications, candidates
from ledger.timeline.hash_chain import canonical
from ledger.timeline.holding import MARKS
from ledger.upserts import insert_or_replace


def write(
    connection: Connection,
    state: CandidateState,
    view: Mapping[str, Any],
    position: Position,
    known_applications: str,
) -> str:
    """Write the candidate's row, and their applications, tags and what they are found by where `known_applications`
    (the digest that stands in the candidate's row) says that those changed; returns the digest that stands there now.
    """
    candidate_id = state.candidate.candidate_id
    snapshot = state.model_dump_json()
    rows = [
        {
            "candidate_id": candidate_id,
            "application_id": application.application_id,
            "job_id": application.job_id,
            "stage": str(application.stage),
            "recruiter": application.recruiter.name,
            "recruiter_email": application.recruiter.email,
            "colleagues": " ".join(["", *sorted(marks_in(application)), ""]),
        }
        for application in (() if state.merged_into else state.applications)  # they stand under the other id (R17)
    ]
    words = words_of(state)
    theirs = () if state.merged_into else state.candidate.tags_now
    named = [] if state.merged_into else team.named_by(state)
    who = sorted({(role, one.name, one.email) for role, one in named if role == MANAGER or one.role or one.phone})
    now_known = digest(canonical(rows), words, "tags", *theirs, *(["team", canonical(who)] if who else []))
    row = {
        "candidate_id": candidate_id,
        "workflow_id": workflow_id(candidate_id),
        "name": sealed(connection, candidate_id, str(view.get("name") or "")),
        "stage": str(view.get("stage") or ""),
        "state": str(view.get("state") or ""),
        "next_at": _instant((view.get("next") or {}).get("at")),
        "last_contact_at": _instant(view.get("last_contact_at")),
        "recruiter": str(view.get("recruiter") or ""),
        "view": sealed(connection, candidate_id, json.dumps(dict(view), ensure_ascii=True)),
        "snapshot": sealed(connection, candidate_id, snapshot),
        "applications_digest": now_known,
        "seq": position.seq,
        "head": position.head,
        "marks": " ".join(mark for mark in MARKS if f'"{mark}"' in snapshot),
    }
    insert_or_replace(connection, candidates, [row])
    if now_known != known_applications:
        connection.execute(delete(applications).where(applications.c.candidate_id == candidate_id))
        if rows:
            connection.execute(insert(applications), rows)
        search.write(connection, candidate_id, words)
        tags.write(connection, candidate_id, theirs)
        team.note_named(connection, named)
    return now_known


def _instant(value: str | datetime | None) -> str | None:
    if not value:
        return None
    return to_text(value if isinstance(value, datetime) else datetime.fromisoformat(value))
