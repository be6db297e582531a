"""What Greenhouse holds, in the words of its own web hooks: so one reading (`events.py`) serves both.

An application of version 3 names everything by number; here it is put together as a web hook shows it. Fields are those
of the Harvest v3 reference ("List applications", "List candidates", "List interviews", …).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from domain.names import digest
from integrations.arrivals import Entry
from integrations.ats.applications import LISTED
from integrations.ats.interviews import INTERVIEWS_LISTED
from integrations.ats.payload import kept
from integrations.ats.reconcile import Held, Here
from integrations.greenhouse.client import HarvestApi, since

SOURCE: Final = "greenhouse"
_PEOPLE_AT_ONCE: Final = 500
_OFFERS: Final = timedelta(days=14)
"""An answer to an offer that is older than this has been heard, or will not be missed."""
_AHEAD: Final = timedelta(days=120)
_BEHIND: Final = timedelta(days=1)

Said = dict[str, Any]


class GreenhouseListing:
    """One look through it. For one thread; what it has asked once, such as jobs and users, it does not ask again."""

    source = SOURCE
    deletions = frozenset({"delete_candidate", "delete_application"})

    def __init__(self, api: HarvestApi, clock: Callable[[], datetime]) -> None:
        self._api, self._clock = api, clock
        self._began = api.api.requests
        self._users: dict[str, Said] = {}
        self._jobs: dict[str, Said] = {}
        self._names: dict[str, dict[str, Said]] = {}  # of departments, offices, sources
        self._starts: dict[str, str] = {}  # of those who were hired, by application
        self._shown: set[str] = set()  # applications
        self._seen: dict[str, str] = {}  # digests of what was told of interviews and offers
        self._watched: dict[str, list[str]] | None = None  # interviews that were planned, by application

    @property
    def requests(self) -> int:
        """How many have been made."""
        return self._api.api.requests - self._began

    # ------------------------------------------------------------ everybody

    def everybody(self, since_at: datetime | None) -> Iterator[Sequence[Entry]]:
        """See `integrations.ats.reconcile.Listing`."""
        asked = {"status": "active"}
        if since_at is not None:
            asked = {"last_activity_at": since(since_at)}
        at, news = self._clock(), set[str]()
        for page in self._api.pages("applications", **asked):
            fresh = [app for app in page if _ident(app) not in self._shown]
            news.update(_ident(app) for app in fresh)
            self._shown.update(news)
            yield from self._people(fresh, at)
            at = self._clock()
        if news:
            yield self._offers(news, at)
        yield [entry for job in self._jobs.values() if (entry := _job(job, at))]

    def looked_up(self, held: Sequence[Held]) -> Iterator[Sequence[Entry]]:
        """See `integrations.ats.reconcile.Listing`."""
        for start in range(0, len(held), _PEOPLE_AT_ONCE):
            some, at = held[start : start + _PEOPLE_AT_ONCE], self._clock()
            found = {_ident(one): one for one in self._api.of("applications", (one.application for one in some))}
            moved = [found[one.application] for one in some if one.application in found]
            yield from self._people(moved, at)
            stays = {
                one.application: _ident(found[one.application], "candidate_id")
                for one in some
                if one.application in found
            }
            yield self._gone(some, stays, at)

    def _gone(self, held: Sequence[Held], stays: Mapping[str, str], at: datetime) -> list[Entry]:
        """What became of records and applications that are not there any more."""
        of: dict[str, list[Held]] = defaultdict(list)
        for one in held:
            if stays.get(one.application) != one.candidate:
                of[one.candidate].append(one)
        there = {_ident(one) for one in self._api.of("candidates", of)}
        entries = []
        for record, theirs in of.items():
            into = next((stays[one.application] for one in theirs if one.application in stays), "")
            lost = [one.application for one in theirs if one.application not in stays]
            if record in there:
                entries += [_entry("delete_application", {"application": _app(one, record)}, at) for one in lost]
            elif into:
                entries.append(_entry("merge_candidate", {"person": {"id": record, "new_candidate_id": into}}, at))
            else:
                person = {"id": record, "deleted_application_ids": lost}
                entries.append(_entry("delete_candidate", {"person": person}, at))
        return entries

    # ------------------------------------------------------------ people and their applications

    def _people(self, applications: Sequence[Said], at: datetime) -> Iterator[list[Entry]]:
        """Each person's details, then their applications."""
        if not applications:
            return
        people = {
            _ident(one): one
            for one in self._api.of("candidates", (_ident(app, "candidate_id") for app in applications))
        }
        self._look_up(applications)
        entries: list[Entry] = []
        said: set[str] = set()
        for app in applications:
            record = _ident(app, "candidate_id")
            person = people.get(record)
            if person is None or person.get("private") is True:
                continue  # not for everybody's eyes, so not for us
            if record not in said:
                said.add(record)
                entries.append(_entry("update_candidate", {"candidate": _candidate(person)}, at))
            entries.append(_entry(LISTED, {"application": self._application(app, person)}, at))
        yield entries

    def _look_up(self, applications: Sequence[Said]) -> None:
        """Whatever these name by number and is not known yet."""
        jobs = {_ident(app, "job_id") for app in applications} | {_prospective(app) for app in applications}
        if new := sorted(jobs - self._jobs.keys() - {""}):
            found = self._api.of("jobs", new)
            self._jobs |= {_ident(job): job | {"managers": []} for job in found}
            for row in self._api.of("job_hiring_managers", (_ident(job) for job in found), by="job_ids"):
                if (job := self._jobs.get(_ident(row, "job_id"))) is not None:
                    job["managers"].append(_ident(row, "user_id"))
        users = {_ident(app, name) for app in applications for name in ("recruiter_id", "coordinator_id")}
        self._meet(users | {user for job in new for user in self._jobs.get(job, {}).get("managers", ())})
        closed = [_ident(app) for app in applications if app.get("status") == "rejected"]
        if closed:
            reasons = self._named("rejection_reasons", include_defaults="true")
            for row in self._api.of("rejection_details", closed, by="application_ids"):
                self._reasons[_ident(row, "application_id")] = reasons.get(_ident(row, "rejection_reason_id"), {})

        if hired := [_ident(app) for app in applications if app.get("status") == "hired"]:
            for row in self._api.of("offers", hired, by="application_ids", current_only="true"):
                self._starts[_ident(row, "application_id")] = str(row.get("starts_on") or "")

    @property
    def _reasons(self) -> dict[str, Said]:
        return self._names.setdefault("reasons of applications", {})

    def _meet(self, users: Iterable[str]) -> None:
        new = sorted({*users} - self._users.keys() - {""})
        found = self._api.of("users", new, show_service_accounts="true") if new else []
        self._users |= {ident: {} for ident in new} | {_ident(user): user for user in found}

    def _named(self, resource: str, **query: str) -> dict[str, Said]:
        """The rows of a short list, by number; asked for once."""
        if resource not in self._names:
            self._names[resource] = {_ident(one): one for one in self._api.all(resource, **query)}
        return self._names[resource]

    def _application(self, app: Said, person: Said) -> Said:
        """An application as a web hook shows it."""
        job_id = _ident(app, "job_id") or _prospective(app)
        job = self._jobs.get(job_id)
        status = str(app.get("status") or "")
        reason = self._reasons.get(_ident(app), {}) if status == "rejected" else {}
        source = self._named("sources").get(_ident(app, "source_id"), {}) if app.get("source_id") else {}
        return {
            "id": app.get("id"),
            "status": "active" if status == "in_process" else status,
            "prospect": app.get("prospect") is True,
            "applied_at": app.get("created_at"),
            "last_activity_at": app.get("last_activity_at"),
            "rejected_at": app.get("rejected_at"),
            "source": {"public_name": source.get("name")},
            "rejection_reason": {"name": reason.get("name"), "type": _type_of(reason)} if reason else None,
            "current_stage": {"name": app["stage_name"]} if app.get("stage_name") else None,
            "candidate": _candidate(person)
            | {
                "recruiter": self._colleague(_ident(app, "recruiter_id")),
                "coordinator": self._colleague(_ident(app, "coordinator_id")),
            },
            "jobs": [self._job(job)] if job else [],
            "offer": {"starts_at": starts} if (starts := self._starts.get(_ident(app), "")) else None,
        }

    def _job(self, job: Said) -> Said:
        department = (
            self._named("departments").get(_ident(job, "department_id"), {}) if job.get("department_id") else {}
        )
        places = [self._named("offices").get(str(ident), {}) for ident in job.get("office_ids") or ()]
        fields = job.get("custom_fields")
        return {
            "id": job.get("id"),
            "name": job.get("name"),
            "status": job.get("status"),
            "confidential": job.get("confidential"),
            "departments": [{"name": department.get("name")}] if department else [],
            "offices": [{"name": one.get("name"), "location": one.get("location")} for one in places],
            "custom_fields": fields if isinstance(fields, dict) else {},
            "hiring_team": {"hiring_managers": [self._colleague(one) for one in job["managers"]]},
        }

    def _colleague(self, ident: str) -> Said | None:
        user = self._users.get(ident)
        if not user:
            return None
        name = user.get("name") or f"{user.get('first_name') or ''} {user.get('last_name') or ''}".strip()
        return {"id": user.get("id"), "name": name, "email": user.get("primary_email")}

    # ------------------------------------------------------------ interviews and offers

    def soon(self, here: Here, ahead: Callable[[], Sequence[Held]]) -> Iterator[Sequence[Entry]]:
        """See `integrations.ats.reconcile.Listing`. What was told once is not looked at again until it changes."""
        now = self._clock()
        window = f"{since(now - _BEHIND)}|lte|{_stamp(now + _AHEAD)}"
        planned: dict[str, list[Said]] = defaultdict(list)
        for row in self._api.all("interviews", starts_at=window):
            planned[_ident(row, "application_id")].append(row)
        watched = self._watched
        if watched is None:  # since a start of ours: what is planned here, and is not there any more?
            watched = {one.application: [_number(ident) for ident in one.interviews] for one in ahead()}
        lost = {ident: numbers for ident, numbers in watched.items() if ident not in planned}
        asked = [number for numbers in lost.values() for number in numbers if number]
        for row in self._api.of("interviews", asked):  # at another time than was asked for
            planned[_ident(row, "application_id")].append(row)
        changed = {ident for ident, rows in planned.items() if self._is_new(f"interviews:{ident}", rows)} | lost.keys()
        held = {one.application: one for one in here(changed)}
        rows = [row for ident in held for row in planned.get(ident, ())]
        panels: dict[str, list[Said]] = defaultdict(list)
        for row in self._api.of("interviewers", (_ident(row) for row in rows), by="interview_ids"):
            panels[_ident(row, "interview_id")].append(row)
        self._meet(_ident(row, "user_id") for theirs in panels.values() for row in theirs)
        entries = []
        for ident, one in held.items():
            told = [self._interview(row, panels[_ident(row)]) for row in planned.get(ident, ())]
            payload = {"application": _app(ident, one.candidate), "interviews": told}
            entries.append(_entry(INTERVIEWS_LISTED, payload, now))
        yield entries
        self._seen |= {f"interviews:{ident}": digest(repr(planned[ident])) for ident in held if ident in planned}
        self._watched = {ident: [_ident(row) for row in rows] for ident, rows in planned.items()}
        offers = {
            _ident(one, "application_id"): one
            for one in self._api.all("offers", current_only="true", updated_at=since(now - _OFFERS))
        }
        new = {ident for ident, one in offers.items() if self._is_new(f"offer:{ident}", one)}
        theirs = {one.application for one in here(new)}
        yield [_entry("offer_updated", _offer(offers[ident]), now) for ident in sorted(theirs)]
        self._seen |= {f"offer:{ident}": digest(repr(offers[ident])) for ident in theirs}

    def _is_new(self, name: str, said: object) -> bool:
        return self._seen.get(name) != digest(repr(said))

    def _interview(self, row: Said, panel: Sequence[Said]) -> Said:
        names = ("id", "status", "starts_at", "ends_at", "location", "video_conferencing_url")
        people = []
        for one in sorted(panel, key=lambda row: int(row.get("id") or 0)):
            if one.get("response_status") == "declined":
                continue
            user = self._colleague(_ident(one, "user_id")) or {}
            people.append({"name": user.get("name"), "email": user.get("email") or one.get("email")})
        return {name: row.get(name) for name in names} | {"interviewers": people}

    def _offers(self, applications: Collection[str], at: datetime) -> list[Entry]:
        """The offers of these applications as they are now: the last version of each."""
        found = self._api.all("offers", current_only="true", updated_at=since(at - _OFFERS))
        return [
            _entry("offer_updated", _offer(one), at) for one in found if _ident(one, "application_id") in applications
        ]


def _type_of(reason: Said) -> Said:
    """The type of a reason: by its key, since its name may be a translation."""
    found = reason.get("type")
    kind = found if isinstance(found, dict) else {}
    return {"name": "They rejected us" if kind.get("key") == "THEY_REJECTED_US" else kind.get("name")}


def _candidate(person: Said) -> Said:
    names = ("id", "first_name", "last_name", "can_email", "email_addresses", "phone_numbers", "tags", "updated_at")
    return {name: person.get(name) for name in names if name in person}


def _offer(offer: Said) -> Said:
    names = ("id", "application_id", "version", "sent_on", "resolved_at", "updated_at")
    return {name: offer.get(name) for name in names} | {
        "offer_status": offer.get("status"),
        "starts_at": offer.get("starts_on"),
    }


def _job(job: Said, at: datetime) -> Entry | None:
    """A job that was closed is told to everybody who is in the running for it."""
    if job.get("status") != "closed":
        return None
    return _entry("job_updated", {"job": {"id": job.get("id"), "name": job.get("name"), "status": "closed"}}, at)


def _app(ident: str, record: str) -> Said:
    return {"id": ident, "candidate_id": record}


def _entry(action: str, payload: Said, at: datetime) -> Entry:
    """As the door keeps a request that says this."""
    app = payload.get("application") or {}
    person = (
        (app.get("candidate") or {}).get("id")
        or app.get("candidate_id")
        or (payload.get("candidate") or {}).get("id")
        or (payload.get("person") or {}).get("new_candidate_id")
        or (payload.get("person") or {}).get("id")
    )
    application = app.get("id") or payload.get("application_id")
    return Entry(
        key="",
        kind=action,
        about=f"{SOURCE}:{person}" if person else "",
        body=kept({"action": action, "payload": payload}, at),
        application=str(application) if application else "",
    )


def _prospective(app: Said) -> str:
    jobs = app.get("prospective_job_ids")
    return str(jobs[0]) if isinstance(jobs, list) and jobs else ""


def _number(interview_id: str) -> str:
    """Greenhouse's number of an interview that is known here by an id of ours; empty where it is none of theirs."""
    source, _, number = interview_id.partition(".")
    return number.partition(".")[0] if source == SOURCE else ""


def _stamp(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")


def _ident(row: Mapping[str, Any], name: str = "id") -> str:
    value = row.get(name)
    return str(value) if isinstance(value, int | str) and not isinstance(value, bool) else ""
