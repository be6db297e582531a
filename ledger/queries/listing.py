"""Whom `list` is asked for: the conditions that rows of `candidates` must meet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists, false, func, or_, select

from domain.views.workload import Colleague
from ledger.instants import to_text
from ledger.queries.tags import having
from ledger.schema import aliases, applications, candidates


def fitting(
    *,
    stage: str | None = None,
    job: str | None = None,
    recruiter: str | Colleague | None = None,
    state: str | None = None,
    due_before: datetime | None = None,
    found: ColumnElement[bool] | None = None,
    among: Sequence[str] | None = None,
    tags: Sequence[str] = (),
) -> list[ColumnElement[bool]]:
    """Whom `listing` is asked for, of the rows of `candidates`; `found`: whom a search has found; `among`: of these;
    `tags`: who has all of them.
    """
    c, a = candidates.c, applications.c
    of_application: list[ColumnElement[bool]] = []
    if stage is not None:
        of_application.append(a.stage == str(stage))
    if job is not None:
        of_application.append(a.job_id == job)
    if recruiter is not None:
        of_application.append(_is_theirs(recruiter))
    which: list[ColumnElement[bool]] = [~exists().where(aliases.c.candidate_id == c.candidate_id)]  # R17: seen once
    if of_application:
        # Of a job, asked for once: else SQLite goes through all of the job for everybody who is here.
        theirs = select(a.candidate_id).where(*of_application)
        which.append(
            c.candidate_id.in_(theirs)
            if job is not None
            else exists().where(and_(a.candidate_id == c.candidate_id, *of_application))
        )
    if state is not None:
        which.append(c.state == str(state))
    if due_before is not None:
        which.append(c.next_at < to_text(due_before))
    which += [found] if found is not None else []
    which += [c.candidate_id.in_(among)] if among is not None else []
    which += [having(tag) for tag in tags]
    return which


def _is_theirs(recruiter: str | Colleague) -> ColumnElement[bool]:
    """Is it looked after by that person? Whoever has an address is known by it, else by the name where it has none."""
    a = applications.c
    if isinstance(recruiter, str):
        wanted = recruiter.lower()
        return or_(func.lower(a.recruiter) == wanted, func.lower(a.recruiter_email) == wanted)
    by_name = and_(a.recruiter == recruiter.name, a.recruiter_email == "")
    if not recruiter.email:
        return by_name
    return or_(func.lower(a.recruiter_email) == recruiter.email.lower(), by_name if recruiter.name else false())
