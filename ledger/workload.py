"""What lies before the colleagues, in three statements however many candidates there are (`domain.workload`)."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, RowMapping, or_, select

from domain.names import OPEN_STAGES
from domain.workload import About, Breach, Colleague, Coming, OpenTask, Promise, Workload
from ledger.instants import from_text, to_text
from ledger.schema import applications, candidates, tasks

Json = Mapping[str, Any]

_MARKS: Final = ('"promise_by"', '"breached_at"')
"""A snapshot leaves out what is at its default, so that these words stand in it only where there is such a thing."""


def read(connection: Connection, *, coming_before: datetime | None) -> Workload:
    """Tasks, promises, breaches, and what goes out before an instant; with None the open tasks alone."""
    rows = connection.execute(select(tasks).where(tasks.c.closed_at.is_(None))).mappings().all()
    wanted: list[ColumnElement[bool]] = [
        candidates.c.candidate_id.in_(select(tasks.c.candidate_id).where(tasks.c.closed_at.is_(None)))
    ]
    if coming_before is not None:
        wanted += [candidates.c.next_at < to_text(coming_before)]
        wanted += [candidates.c.snapshot.contains(mark, autoescape=True) for mark in _MARKS]
    query = select(candidates.c.candidate_id, candidates.c.name, candidates.c.stage, candidates.c.snapshot)
    people = {
        row["candidate_id"]: _Person(row) for row in connection.execute(query.where(or_(*wanted))).mappings().all()
    }
    found = Workload(
        tasks=tuple(_task(row, people.get(row["candidate_id"])) for row in rows), addresses=_addresses(connection)
    )
    if coming_before is None:
        return found
    everybody = [people[ident] for ident in sorted(people)]
    return Workload(
        tasks=found.tasks,
        promises=tuple(promise for person in everybody for promise in person.promises()),
        breaches=tuple(breach for person in everybody for breach in person.breaches()),
        coming=tuple(one for person in everybody for one in person.coming() if one.at < coming_before),
        addresses=found.addresses,
    )


def _addresses(connection: Connection) -> dict[str, str]:
    """By recruiter's name, where the name stands for one address alone."""
    query = select(applications.c.recruiter, applications.c.recruiter_email).distinct()
    known: defaultdict[str, set[str]] = defaultdict(set)
    for name, email in connection.execute(query.where(applications.c.recruiter_email != "")):
        known[name.strip().lower()].add(email.strip().lower())
    return {name: min(emails) for name, emails in known.items() if name and len(emails) == 1}


class _Person:
    """A candidate's row, its snapshot read as plain JSON: quicker by far than the whole state's model."""

    def __init__(self, row: RowMapping) -> None:
        self._row = row
        self._state: Json = json.loads(row["snapshot"])
        self._applications: list[Json] = list(self._state.get("applications") or ())

    def about(self, application_id: str | None) -> About:
        """The application of that id; without one, or where it is gone, the one that stands for the person."""
        named = [a for a in self._applications if a.get("application_id") == application_id]
        leading = [a for a in self._applications if _stage(a) == self._row["stage"]]
        app: Json = next(iter([*named, *leading, *self._applications]), {})
        return About(
            candidate_id=self._row["candidate_id"],
            name=self._row["name"] or self._row["candidate_id"],
            application_id=app.get("application_id"),
            job=app.get("job_id") or "",
            job_title=app.get("job_title") or "",
            several=len(self._applications) > 1,
            stopped=bool(self._state.get("stopped")),
            recruiter=_colleague(app.get("recruiter")),
            manager=_colleague(app.get("hiring_manager")),
        )

    def promises(self) -> list[Promise]:
        return [
            Promise(self.about(app["application_id"]), date.fromisoformat(app["promise_by"]))
            for app in self._applications
            if app.get("promise_by") and _stage(app) in OPEN_STAGES
        ]

    def breaches(self) -> list[Breach]:
        return [
            Breach(self.about(app["application_id"]), _at(app["breached_at"]), _since(app))
            for app in self._applications
            if app.get("breached_at") and _stage(app) in OPEN_STAGES
        ]

    def coming(self) -> list[Coming]:
        decision: Json = self._state.get("decision") or {}
        touch, at = decision.get("touch"), decision.get("send_at") or decision.get("at")
        if not touch or not at:
            return []
        return [Coming(self.about(touch["application_id"]), _at(at), touch["step"], touch["channel"])]


def _stage(app: Json) -> str:
    return str((app.get("entry") or {}).get("stage") or "")


def _since(app: Json) -> datetime | None:
    told = app.get("last_contact_at") or (app.get("entry") or {}).get("entered_at")
    return _at(told) if told else None


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _colleague(person: Json | None) -> Colleague:
    person = person or {}
    return Colleague((person.get("name") or "").strip(), (person.get("email") or "").strip())


def _task(row: RowMapping, person: _Person | None) -> OpenTask:
    ident = row["candidate_id"]
    return OpenTask(
        task=row["task_id"],
        kind=row["kind"],
        title=row["title"],
        about=person.about(row["application_id"]) if person else About(ident, ident, row["application_id"]),
        assignee=row["assignee"],
        opened_at=from_text(row["opened_at"]),
        due_at=from_text(row["due_at"]),
        escalated_at=from_text(row["escalated_at"]) if row["escalated_at"] else None,
        escalated_to=row["escalated_to"],
    )
