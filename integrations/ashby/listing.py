"""What Ashby holds, in the words of its own webhooks: so one reading (`events.py`) serves both.

Its objects have the hooks' shape, an application with its candidate, job and hiring team in it. No hook tells that
somebody's name or address has changed: that is told here alone. Fields are those of the reference (application.list,
application.info, candidate.info, interviewSchedule.list, offer.list, job.list, job.info).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from integrations.arrivals import Entry
from integrations.ashby.client import AshbyApi
from integrations.ashby.events import (
    APPLICATION_DELETED,
    OFFER_LISTED,
    PERSON_LISTED,
    SCHEDULE_LISTED,
    SOURCE,
    entry_about,
)
from integrations.ats.applications import LISTED
from integrations.ats.payload import Said
from integrations.ats.reconcile import Held, Here

_MANY: Final = 25
"""Of so many who are not in the list of active ones the list of leads is read, before each is asked for."""
_NEWS: Final = timedelta(days=2)
"""How far back schedules and offers are looked at at least, where a token reaches back so far: over two nights."""

_APPLICATION: Final = ("id", "status", "createdAt", "updatedAt", "archivedAt")
_PERSON: Final = ("id", "name", "primaryEmailAddress", "primaryPhoneNumber")
_MEMBER: Final = ("firstName", "lastName", "email", "role")
_EVENT: Final = ("id", "startTime", "endTime", "location", "meetingLink")
_INTERVIEWER: Final = ("firstName", "lastName", "email", "trainingRole")
_OFFER: Final = ("id", "applicationId", "offerStatus", "acceptanceStatus", "decidedAt", "updatedAt")

Row = dict[str, Any]


class AshbyListing:
    """One look through it. For one thread."""

    source = SOURCE
    deletions = frozenset({"candidateDelete", APPLICATION_DELETED})

    def __init__(self, api: AshbyApi, clock: Callable[[], datetime]) -> None:
        self._api, self._clock = api, clock
        self._began = api.api.requests
        self._said: set[str] = set()  # people whose details were told
        self._jobs: dict[str, str] = {}  # of the applications that were told, with their titles
        self._open: dict[str, str] = {}  # applications, with whose they are

    @property
    def requests(self) -> int:
        """How many have been made."""
        return self._api.api.requests - self._began

    # ------------------------------------------------------------ everybody

    def everybody(self, since: datetime | None) -> Iterator[Sequence[Entry]]:
        """See `integrations.ats.reconcile.Listing`."""
        if since is not None:
            for at, page in self._timed(self._api.changed("application.list", since)):
                yield self._people([app for app in page if _is_since(app, since)], at)
            return
        for at, page in self._timed(self._api.pages("application.list", status="Active")):
            self._open |= {_ident(app): Said(app).ident("candidate", "id") for app in page}
            yield self._people(page, at)
        yield from self._interviews()
        yield from self._offers()
        yield self._closed_jobs()

    def _timed(self, pages: Iterator[list[Row]]) -> Iterator[tuple[datetime, list[Row]]]:
        """Each page with the instant before it was asked for."""
        at = self._clock()
        for page in pages:
            yield at, page
            at = self._clock()

    def soon(self, here: Here, ahead: Callable[[], Sequence[Held]]) -> Iterator[Sequence[Entry]]:
        """Nothing: webhooks tell interviews and offers, and the night's look finds those that were lost."""
        return iter(())

    def looked_up(self, held: Sequence[Held]) -> Iterator[Sequence[Entry]]:
        """See `integrations.ats.reconcile.Listing`."""
        left = {one.application: one for one in held}
        if len(left) > _MANY:
            for at, page in self._timed(self._api.pages("application.list", status="Lead")):
                mine = [app for app in page if _ident(app) in left and not self._has_moved(app, left)]
                yield self._people(mine, at)
                for app in mine:
                    del left[_ident(app)]
        stays: dict[str, str] = {}
        lost: dict[str, list[str]] = defaultdict(list)
        for one in left.values():
            at = self._clock()
            found = self._api.one("application.info", applicationId=one.application)
            record = Said(found).ident("candidate", "id")
            if found is not None and record:
                yield self._people([found], at)
                if record == one.candidate:
                    continue
                stays[one.candidate] = record
            else:
                lost[one.candidate].append(one.application)
        yield [*self._gone({*stays, *lost}, stays, lost)]

    def _has_moved(self, app: Row, held: Mapping[str, Held]) -> bool:
        return Said(app).ident("candidate", "id") != held[_ident(app)].candidate

    def _gone(
        self, records: Collection[str], stays: Mapping[str, str], lost: Mapping[str, Sequence[str]]
    ) -> Iterator[Entry]:
        """What became of records that have lost an application, or all."""
        for record in sorted(records):
            at = self._clock()
            person = self._api.one("candidate.info", id=record)
            into = stays.get(record, "")
            if person is not None and _ident(person) not in ("", record):
                into = _ident(person)  # a record that was merged may answer as the one that it went into
                person = None
            if person is not None:
                for ident in lost.get(record, ()):
                    app = {"id": ident, "candidate": {"id": record}}
                    yield entry_about(APPLICATION_DELETED, {"application": app}, at)
            elif into:
                both = {"deletedCandidate": {"id": record}, "mergedCandidate": {"id": into}}
                yield entry_about("candidateMerge", both, at)
            else:
                gone = {"candidate": {"id": record}, "applicationIds": [*lost.get(record, ())]}
                yield entry_about("candidateDelete", gone, at)

    # ------------------------------------------------------------ people and their applications

    def _people(self, applications: Sequence[Row], at: datetime) -> list[Entry]:
        """Each person's details, then their application."""
        entries = []
        for app in applications:
            record = Said(app).ident("candidate", "id")
            if not record or not _ident(app):
                continue
            if record not in self._said:
                self._said.add(record)
                person = _some(app.get("candidate"), _PERSON)
                entries.append(entry_about(PERSON_LISTED, {"candidate": person}, at))
            if job := Said(app).ident("job", "id"):
                self._jobs[job] = Said(app).text("job", "title")
            entries.append(entry_about(LISTED, {"application": _application(app)}, at))
        return entries

    # ------------------------------------------------------------ interviews, offers and jobs of those who are open

    def _interviews(self) -> Iterator[list[Entry]]:
        """Schedules that lie ahead or were called off, of which a hook may have been lost."""
        now = self._clock()
        for at, page in self._timed(self._api.changed("interviewSchedule.list", now - _NEWS)):
            yield [
                entry_about(SCHEDULE_LISTED, {"interviewSchedule": _schedule(one) | self._whose(one)}, at)
                for one in page
                if one.get("applicationId") in self._open and not _is_over(one, now)
            ]

    def _offers(self) -> Iterator[list[Entry]]:
        for at, page in self._timed(self._api.changed("offer.list", self._clock() - _NEWS)):
            yield [
                entry_about(OFFER_LISTED, {"offer": _offer(one) | self._whose(one)}, at)
                for one in page
                if one.get("applicationId") in self._open
            ]

    def _whose(self, row: Row) -> Row:
        return {"candidateId": self._open[row["applicationId"]]}

    def _closed_jobs(self) -> list[Entry]:
        """A job that was closed is told to everybody who is in the running for it."""
        if not self._jobs:
            return []
        there = {_ident(job) for page in self._api.pages("job.list", status=["Open"]) for job in page}
        entries = []
        for ident in sorted(self._jobs.keys() - there):
            at = self._clock()
            job = self._api.one("job.info", id=ident)
            if job is not None and job.get("status") in ("Closed", "Archived"):
                entries.append(entry_about("jobUpdate", {"job": _some(job, ("id", "title", "status"))}, at))
        return entries


def _application(app: Row) -> Row:
    """What is read of an application, and no more: what else Ashby shows of somebody is not kept here."""
    return _some(app, _APPLICATION) | {
        "candidate": _some(app.get("candidate"), _PERSON),
        "currentInterviewStage": _some(app.get("currentInterviewStage"), ("title", "type")),
        "archiveReason": _some(app.get("archiveReason"), ("text", "reasonType")),
        "job": _some(app.get("job"), ("id", "title")),
        "source": _some(app.get("source"), ("title",)),
        "hiringTeam": _each(app.get("hiringTeam"), _MEMBER),
    }


def _schedule(one: Row) -> Row:
    events = [
        _some(event, _EVENT) | {"interviewers": _each(event.get("interviewers"), _INTERVIEWER)}
        for event in _rows(one.get("interviewEvents"))
    ]
    return _some(one, ("id", "applicationId", "status", "updatedAt")) | {"interviewEvents": events}


def _is_over(schedule: Row, now: datetime) -> bool:
    """Has all of it taken place? Then it is told to nobody who has not heard of it."""
    ends = [Said(event).instant("endTime") for event in _rows(schedule.get("interviewEvents"))]
    return bool(ends) and schedule.get("status") != "Cancelled" and all(end is not None and end <= now for end in ends)


def _offer(one: Row) -> Row:
    last = one.get("latestVersion")
    return _some(one, _OFFER) | {"latestVersion": _some(last, ("id", "startDate", "createdAt"))}


def _is_since(app: Row, since: datetime) -> bool:
    at = Said(app).instant("updatedAt") or Said(app).instant("archivedAt")
    return at is None or at >= since


def _some(row: object, names: Iterable[str]) -> Row:
    found = row if isinstance(row, dict) else {}
    return {name: found[name] for name in names if name in found}


def _each(rows: object, names: Sequence[str]) -> list[Row]:
    return [_some(one, names) for one in _rows(rows)]


def _rows(rows: object) -> list[Row]:
    return [one for one in rows if isinstance(one, dict)] if isinstance(rows, list) else []


def _ident(row: Row) -> str:
    return Said(row).ident("id")
