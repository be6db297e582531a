"""Positions: how many are in the running for each, and who they are."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, func, select

from domain.names import OPEN_STAGES, FollowUpState
from domain.state.task_kinds import UNPLACED
from ledger.engine import Database
from ledger.instants import shown, to_text
from ledger.keys.columns import fetched, pages
from ledger.schema import applications, candidates, positions, tasks
from ledger.upserts import insert_or_replace

_AT_ONCE: Final = 400
_OPEN: Final = [str(stage) for stage in OPEN_STAGES]


class Positions:
    """Asks about positions. All methods raise LedgerUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[dict[str, Any]]:
        """{job, title, open, closed, stages, recruiters, next_at} of every position, by id.

        `stages` says how many stand in each; `next_at` is the next contact to anybody in the running.
        """
        a, c = applications.c, candidates.c
        counts = select(a.job_id, a.stage, func.count().label("many")).group_by(a.job_id, a.stage)
        waiting = (
            select(a.job_id, func.min(c.next_at).label("next_at"))
            .join_from(applications, candidates, a.candidate_id == c.candidate_id)
            .where(a.stage.in_(_OPEN), c.state != str(FollowUpState.CLOSED))
            .group_by(a.job_id)
        )
        whose = select(a.job_id, a.recruiter).where(a.stage.in_(_OPEN), a.recruiter != "").distinct()
        with self._database.reading() as connection:
            stages: defaultdict[str, dict[str, int]] = defaultdict(dict)
            for row in connection.execute(counts):
                stages[row.job_id][row.stage] = row.many
            next_at = {row.job_id: row.next_at for row in connection.execute(waiting)}
            recruiters: defaultdict[str, list[str]] = defaultdict(list)
            for row in connection.execute(whose.order_by(a.job_id, a.recruiter)):
                recruiters[row.job_id].append(row.recruiter)
        titles = self.titles()
        return [
            {
                "job": job,
                "title": titles.get(job, ""),
                "open": sum(many for stage, many in stages[job].items() if stage in _OPEN),
                "closed": sum(many for stage, many in stages[job].items() if stage not in _OPEN),
                "stages": stages[job],
                "recruiters": recruiters[job],
                "next_at": shown(next_at.get(job)),
            }
            for job in sorted({*stages, *titles})
        ]

    def titles(self) -> dict[str, str]:
        """What each position is called: as a colleague opened it, else as somebody applied for it."""
        somebody = select(func.max(applications.c.candidate_id)).group_by(applications.c.job_id)
        views = select(candidates.c.view).where(candidates.c.candidate_id.in_(somebody))
        with self._database.reading() as connection:
            known = {app["job"]: app["title"] for row in fetched(connection, views) for app in _theirs(row["view"])}
            return known | {row.job_id: row.title for row in connection.execute(select(positions))}

    def mark_unplaced(self, standings: Mapping[str, list[dict[str, str]]], candidate_ids: Sequence[str]) -> None:
        """Add `unplaced` to the applications whose stage nobody could read, and nobody has said since."""
        t = tasks.c
        query = select(t.candidate_id, t.application_id).where(t.candidate_id.in_(candidate_ids))
        with self._database.reading() as connection:
            asked = {tuple(row) for row in connection.execute(query.where(t.kind == UNPLACED, t.closed_at.is_(None)))}
        for ident in candidate_ids:
            for row in standings.get(ident, ()):
                if (ident, row["application_id"]) in asked:
                    row["unplaced"] = "yes"

    def opened_as(self, job: str) -> str:
        """What a colleague called it as they opened it; empty where nobody did."""
        with self._database.reading() as connection:
            found = connection.execute(select(positions.c.title).where(positions.c.job_id == job)).scalar()
            return str(found or "")

    def people(self, job: str) -> list[dict[str, Any]]:
        """{id, name, stage, state, since, last_word_at, next, recruiter, peace} of everybody who applied for it."""
        c = candidates.c
        theirs = select(applications.c.candidate_id).where(applications.c.job_id == job)
        query = select(c.candidate_id, c.name, c.state, c.view, c.snapshot).where(c.candidate_id.in_(theirs))
        with self._database.reading() as connection:
            rows = (row for page in pages(connection, query.order_by(c.candidate_id), _AT_ONCE) for row in page)
            return [one for row in rows for one in _people(row, job)]


def write(connection: Connection, job: str, title: str, author: str, at: datetime) -> None:
    """Note that there is a position of that title; another title replaces the one before."""
    row = {"job_id": job, "title": title, "opened_at": to_text(at), "opened_by": author}
    insert_or_replace(connection, positions, [row])


def _theirs(view: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(view)["applications"]
    return found


def _people(row: Mapping[str, Any], job: str) -> list[dict[str, Any]]:
    """The person's row for each application for the job: as a rule one."""
    view, snapshot = json.loads(row["view"]), json.loads(row["snapshot"])
    applied = {app["application_id"]: app.get("applied_at") for app in snapshot.get("applications") or ()}
    coming, job_of = view["next"], {app["id"]: app["job"] for app in view["applications"]}
    return [
        {
            "id": row["candidate_id"],
            "name": row["name"],
            "stage": app["stage"],
            "state": row["state"],
            "since": app["since"],
            "last_word_at": app["last_contact_at"],
            "waits_since": _iso(app["last_contact_at"] or applied.get(app["id"]) or app["since"]),
            "next": coming and {**coming, "job": job_of.get(coming["application_id"], "")},
            "recruiter": app["recruiter"],
            "left_in_peace": bool(view.get("peace") or view.get("doubted_since")),
        }
        for app in view["applications"]
        if app["job"] == job
    ]


def _iso(at: str) -> str:
    """As every other instant stands there, with an offset in digits."""
    return datetime.fromisoformat(at).isoformat()
