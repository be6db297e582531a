"""Ashby on this machine: its API as the reference has it, and the webhooks that go with what happens there.

Known of it: a key as user of Basic, 401 without one and 403 with a wrong one; everything posted; 200 with
`success: false` for most of what goes wrong; lists by cursor, a hundred at most, with a token on the last page for what
changes from then on, which ends after a time and is refused where too much has changed; several webhooks under one id
for one click; none for other names and addresses, and none for an application that is deleted; mails with an id of the
sender's, which are taken once, and notes, which are taken as often as they come.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import html
import json
import secrets
import threading
import uuid
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final

from clock import Clock, host_now
from sandbox.answers import Answer, in_json
from sandbox.ats.server import Asked, Hook, page_of

Row = dict[str, Any]

_WINDOW: Final = 5
_LARGEST: Final = 100
_LISTS: Final = {
    "application.list": "applications",
    "candidate.list": "candidates",
    "job.list": "jobs",
    "offer.list": "offers",
    "interviewSchedule.list": "schedules",
}
_INFOS: Final = {  # the name of the id in the question, and what is not found
    "application.info": ("applications", "applicationId", "application_not_found"),
    "candidate.info": ("candidates", "id", "candidate_not_found"),
    "job.info": ("jobs", "id", "job_not_found"),
}
_PERMISSIONS: Final = {
    "application": "candidates", "candidate": "candidates", "job": "jobs", "offer": "offers",
    "interviewSchedule": "interviews",
}  # fmt: skip


class AshbyFake:
    """One company's Ashby. For several threads."""

    vendor = "ashby"
    stages = ("Application Review", "Phone Screen", "Technical Screen", "Onsite", "Offer")

    def __init__(
        self,
        *,
        key: str = "an-ashby-api-key",
        secret: str = "an-ashby-secret-token",  # noqa: S107  made up, and known to nobody but this server
        limit: int = 83,
        most_pages: int = 50,
        life: timedelta = timedelta(days=14),
        surname_first: bool = False,
        clock: Clock = host_now,
    ) -> None:
        """`secret`: of its webhooks. `limit`: requests in five seconds. `most_pages`: of a list by a token, and `life`
        of that. `surname_first`: names are put in as `Doe, Ann`; Ashby has one field for them.
        """
        self.key, self.secret, self.limit, self.life, self.clock = key, secret, limit, life, clock
        self.most_pages, self.surname_first = most_pages, surname_first
        self.rows: dict[str, dict[str, Row]] = {
            name: {} for name in ("applications", "candidates", "jobs", "offers", "schedules", "users", "entries")
        }
        self.hooks: list[Hook] = []
        """What it would have sent, in order; whoever delivers them takes them from here."""
        self.closed_to_us: set[str] = set()
        """Modules that the key may not use: `candidates`, `jobs`, `offers`, `interviews`."""
        self.answers_as_merged = False
        """Does a record that was merged answer as the one that it went into?"""
        self.throttled = 0
        self._number = 0
        self._changes = 0
        self._tokens: dict[str, tuple[str, int, datetime]] = {}
        self._cursors: dict[str, tuple[str, Row, int]] = {}
        self._merged: dict[str, str] = {}
        self._window: tuple[int, int] = (0, 0)
        self._lock = threading.RLock()

    # ------------------------------------------------------------ what happens there

    def add_user(self, name: str, email: str) -> str:
        first, _, last = name.partition(" ")
        return self._add("users", firstName=first, lastName=last, email=email)

    def add_job(self, name: str, **more: Any) -> str:
        return self._add("jobs", title=name, status="Open", employmentType="FullTime", confidential=False, **more)

    def apply(
        self,
        job: str,
        *,
        first_name: str,
        last_name: str = "Doe",
        email: str = "",
        phone: str = "",
        stage: str = "Application Review",
        candidate: str | None = None,
        at: datetime | None = None,
        team: tuple[tuple[str, str], ...] = (),
        **more: Any,
    ) -> tuple[str, str]:
        """Somebody applies, or is put in a stage; (candidate, application). `team`: users with their roles."""
        with self._lock:
            if candidate is None:
                candidate = self._add(
                    "candidates",
                    at=at,
                    first=first_name,
                    last=last_name,
                    name=self._name(first_name, last_name),
                    primaryEmailAddress=_address(email, "Personal"),
                    primaryPhoneNumber=_address(phone, "Mobile"),
                )
            members = [{"userId": user, "role": role} | self.rows["users"][user] for user, role in team]
            application = self._add(
                "applications",
                at=at,
                status="Active",
                candidate_id=candidate,
                job_id=job,
                currentInterviewStage=_stage(stage),
                archiveReason=None,
                archivedAt=None,
                source={"id": "s", "title": "Careers page"},
                hiringTeam=members,
                **more,
            )
            self._tell("applicationSubmit", {"application": self._whole(application)})
            return candidate, application

    def move(self, application: str, stage: str) -> None:
        with self._lock:
            self._change("applications", application, currentInterviewStage=_stage(stage))
            self._click(application, "candidateStageChange", "applicationUpdate")

    def reject(self, application: str, reason: str = "Not a fit", *, theirs: bool = False) -> None:
        """Archived; `theirs`: it was the candidate who said no."""
        with self._lock:
            kind = "RejectedByCandidate" if theirs else "RejectedByOrg"
            why = {"id": "r", "text": reason, "reasonType": kind, "isArchived": False}
            now = _text(self.clock())
            self._change("applications", application, status="Archived", archiveReason=why, archivedAt=now)
            self._click(application, "candidateStageChange", "applicationUpdate")

    def unreject(self, application: str) -> None:
        with self._lock:
            self._change("applications", application, status="Active", archiveReason=None, archivedAt=None)
            self._click(application, "candidateStageChange", "applicationUpdate")

    def hire(self, application: str, starts_on: str = "") -> None:
        with self._lock:
            self._change("applications", application, status="Hired")
            more = {"offer": {"id": "o", "latestVersion": {"id": "v", "startDate": starts_on}}} if starts_on else {}
            self._click(application, "candidateHire", "candidateStageChange", "applicationUpdate", **more)

    def unhire(self, application: str) -> None:
        with self._lock:
            self._change("applications", application, status="Active")
            self._click(application, "candidateStageChange", "applicationUpdate")

    def update(self, candidate: str, **details: Any) -> None:
        """Other details: `email`, `phone`, `first_name`. No webhook tells them. It has no word for `can_email`."""
        with self._lock:
            row, changed = self.rows["candidates"][candidate], Row()
            if "email" in details:
                changed["primaryEmailAddress"] = _address(details["email"], "Personal")
            if "phone" in details:
                changed["primaryPhoneNumber"] = _address(details["phone"], "Mobile")
            if "first_name" in details:
                first = details["first_name"]
                changed |= {"first": first, "name": self._name(first, row["last"])}
            self._change("candidates", candidate, **changed)

    def merge(self, lost: str, stays: str) -> None:
        with self._lock:
            for ident, row in self.rows["applications"].items():
                if row["candidate_id"] == lost:
                    self._change("applications", ident, candidate_id=stays)
            gone = self._person(lost)
            del self.rows["candidates"][lost]
            self._merged[lost] = stays
            self._tell("candidateMerge", {"deletedCandidate": gone, "mergedCandidate": self._person(stays)})

    def delete(self, candidate: str) -> None:
        with self._lock:
            gone = self._person(candidate)
            del self.rows["candidates"][candidate]
            self._drop("applications", lambda row: row["candidate_id"] == candidate)
            self._tell("candidateDelete", {"candidate": gone})

    def delete_application(self, application: str) -> None:
        """No webhook tells that."""
        with self._lock:
            del self.rows["applications"][application]

    def schedule(
        self, application: str, at: datetime, *, hours: float = 1, place: str = "", link: str = "", who: str = ""
    ) -> str:
        """An interview; `who`: the name of the interviewer."""
        with self._lock:
            first, _, last = who.partition(" ")
            people = [{"firstName": first, "lastName": last, "email": "", "trainingRole": "Trained"}] if who else []
            event = {
                "id": self._ident(),
                "startTime": _text(at),
                "endTime": _text(at + timedelta(hours=hours)),
                "location": place,
                "meetingLink": link or None,
                "interviewers": people,
            }
            ident = self._add(
                "schedules",
                status="Scheduled",
                applicationId=application,
                candidateId=self.rows["applications"][application]["candidate_id"],
                interviewEvents=[event],
            )
            self._tell("interviewScheduleCreate", {"interviewSchedule": self._shown("schedules", ident)})
            return ident

    def reschedule(self, schedule: str, at: datetime) -> None:
        with self._lock:
            event = self.rows["schedules"][schedule]["interviewEvents"][0]
            length = datetime.fromisoformat(event["endTime"]) - datetime.fromisoformat(event["startTime"])
            event |= {"startTime": _text(at), "endTime": _text(at + length)}
            self._change("schedules", schedule)
            self._tell("interviewScheduleUpdate", {"interviewSchedule": self._shown("schedules", schedule)})

    def cancel(self, schedule: str) -> None:
        with self._lock:
            self._change("schedules", schedule, status="Cancelled")
            self._tell("interviewScheduleUpdate", {"interviewSchedule": self._shown("schedules", schedule)})

    def offer(self, application: str, *, status: str = "WaitingOnCandidateResponse", starts_on: str = "") -> str:
        with self._lock:
            version = {"id": self._ident(), "startDate": starts_on or None, "createdAt": _text(self.clock())}
            ident = self._add(
                "offers",
                applicationId=application,
                offerStatus=status,
                acceptanceStatus=None,
                decidedAt=None,
                latestVersion=version,
            )
            self._tell("offerCreate", {"offer": self._shown("offers", ident)})
            return ident

    def answer_offer(self, offer: str, *, accepted: bool) -> None:
        with self._lock:
            status = "CandidateAccepted" if accepted else "CandidateRejected"
            self._change("offers", offer, offerStatus=status, decidedAt=_text(self.clock()))
            self._tell("offerUpdate", {"offer": self._shown("offers", offer)})

    def close_job(self, job: str) -> None:
        with self._lock:
            self._change("jobs", job, status="Closed")
            self._tell("jobUpdate", {"job": self._shown("jobs", job)})

    def status(self, application: str) -> str:
        """`open`, `rejected` or `hired`."""
        return {"Active": "open", "Archived": "rejected", "Hired": "hired", "Lead": "open"}[
            self.rows["applications"][application]["status"]
        ]

    def stage(self, application: str) -> str:
        """The name of the stage that it shows."""
        return str(self.rows["applications"][application]["currentInterviewStage"]["title"])

    def shows(self, candidate: str) -> Row:
        """{first_name, email, can_email} of somebody; it does not know of those who are not to be mailed."""
        row = self.rows["candidates"][candidate]
        email = (row["primaryEmailAddress"] or {}).get("value", "")
        return {"first_name": row["first"], "email": email, "can_email": True}

    def notes_about(self, candidate: str) -> list[str]:
        """The texts of the notes and mails about somebody, in the order in which they came."""
        with self._lock:
            rows = [row for row in self.rows["entries"].values() if row["candidateId"] == candidate]
            return [html.unescape(row["content"].replace("<br>", "\n")) for row in rows]

    def people(self) -> list[Row]:
        """Each application, with who it is of and where it stands: for the page of the sandbox."""
        with self._lock:
            return [self._one_of_the_people(ident) for ident in self.rows["applications"]]

    def _one_of_the_people(self, application: str) -> Row:
        row = self.rows["applications"][application]
        person = row["candidate_id"]
        plans = [(ident, one) for ident, one in self.rows["schedules"].items() if one["applicationId"] == application]
        return {
            "application": application,
            "person": person,
            "name": "{first} {last}".format_map(self.rows["candidates"][person]),
            "email": self.shows(person)["email"],
            "job": self.rows["jobs"][row["job_id"]]["title"],
            "stage": self.stage(application),
            "status": self.status(application),
            "interviews": {
                ident: one["interviewEvents"][0]["startTime"] for ident, one in plans if one["status"] != "Cancelled"
            },
            "notes": self.notes_about(person),
        }

    def forget_tokens(self) -> None:
        """All tokens of lists have ended."""
        with self._lock:
            self._tokens = {
                name: (list_, seen, self.clock() - self.life) for name, (list_, seen, _) in self._tokens.items()
            }

    # ------------------------------------------------------------ its API

    def writes(self, asked: Asked) -> bool:
        return asked.path in ("/candidate.createNote", "/candidate.addEmailMessage")

    def answer(self, asked: Asked) -> Answer:
        with self._lock:
            scheme, _, given = str(asked.headers.get("Authorization", "")).partition(" ")
            if scheme != "Basic" or not given:
                return in_json(401, "API key is missing")
            if given != base64.b64encode(f"{self.key}:".encode()).decode():
                return in_json(403, "API key is not valid")
            if not self._counted():
                self.throttled += 1
                return in_json(429, "Too many requests")
            method = asked.path.removeprefix("/")
            module = _PERMISSIONS.get(method.partition(".")[0], "")
            if asked.method != "POST" or not module:
                return in_json(404, "Not found")
            if module in self.closed_to_us:
                return in_json(403, _fault("missing_endpoint_permission"))
            if "version=1" not in str(asked.headers.get("Accept", "")):
                return in_json(200, _fault("invalid_input"))
            try:
                said = json.loads(asked.content or b"{}")
            except ValueError:
                said = None
            if not isinstance(said, dict):
                return in_json(200, _fault("invalid_input"))
            return in_json(200, self._asked(method, said))

    def _counted(self) -> bool:
        window = int(self.clock().timestamp()) // _WINDOW
        count = self._window[1] + 1 if self._window[0] == window else 1
        self._window = (window, count)
        return count <= self.limit

    def _asked(self, method: str, said: Row) -> Row:
        if method in _LISTS:
            return self._listed(method, _LISTS[method], said)
        if method in _INFOS:
            resource, name, missing = _INFOS[method]
            ident = str(said.get(name))
            if resource == "candidates" and self.answers_as_merged:
                ident = self._merged.get(ident, ident)
            return _found(self._shown(resource, ident)) if ident in self.rows[resource] else _fault(missing)
        if said.get("candidateId") not in self.rows["candidates"]:
            return _fault("candidate_not_found")
        match method:
            case "candidate.listNotes":
                return self._notes(said)
            case "candidate.createNote":
                return self._note(said)
            case "candidate.addEmailMessage":
                return self._mail(said)
        return _fault("invalid_input")

    def _note(self, said: Row) -> Row:
        note = said.get("note")
        text = note.get("value") if isinstance(note, dict) and note.get("type") in ("text/plain", "text/html") else note
        if not isinstance(text, str) or not text:
            return _fault("invalid_input")
        more = {name: said.get(name) for name in ("candidateId", "sendNotifications", "isPrivate")}
        ident = self._add("entries", kind="note", content=text, **more)
        return _found({"id": ident, "content": text})

    def _mail(self, said: Row) -> Row:
        needed = ("emailProviderEmailId", "subject", "from", "to", "body")
        if not all(isinstance(said.get(name), str) and said[name] for name in needed):
            return _fault("invalid_input")
        mine = said["emailProviderEmailId"]
        if any(row.get("emailProviderEmailId") == mine for row in self.rows["entries"].values()):
            return _fault("email_message_already_exists")
        more = {name: said[name] for name in (*needed[:4], "candidateId")}
        ident = self._add("entries", kind="mail", content=said["body"], **more)
        return _found({"id": ident})

    def _notes(self, said: Row) -> Row:
        rows = [
            {"id": ident, "content": row["content"], "createdAt": row["createdAt"]}
            for ident, row in self.rows["entries"].items()
            if row["kind"] == "note" and row["candidateId"] == said["candidateId"]
        ]
        return self._page("candidate.listNotes", said, rows)

    def _listed(self, method: str, resource: str, said: Row) -> Row:
        rows, since = self.rows[resource], -1
        if token := said.get("syncToken"):
            known, since, given = self._tokens.get(token, ("", 0, self.clock()))
            if known != method:
                return _fault("sync_token_invalid")
            if self.clock() - given >= self.life:
                return _fault("sync_token_expired")
        status = said.get("status")
        wanted = [status] if isinstance(status, str) else status
        found = [
            self._shown(resource, ident)
            for ident, row in rows.items()
            if row["change"] > since and (not wanted or row.get("status") in wanted)
        ]
        if token and len(found) > self.most_pages * int(said.get("limit", _LARGEST)):
            return _fault("incremental_sync_too_large")
        return self._page(method, said, found)

    def _page(self, method: str, said: Row, rows: list[Row]) -> Row:
        size, start = said.get("limit", _LARGEST), 0
        if not isinstance(size, int) or not 1 <= size <= _LARGEST:
            return _fault("invalid_input")
        asked = {name: value for name, value in said.items() if name != "cursor"}
        if cursor := said.get("cursor"):
            known, before, start = self._cursors.get(cursor, ("", {}, 0))
            if known != method or before != asked:
                return _fault("cursor_invalid")
        page, following = page_of(rows, start, size)
        answer: Row = {"success": True, "results": page, "moreDataAvailable": following is not None}
        if following is not None:
            cursor = secrets.token_urlsafe(12)
            self._cursors[cursor] = (method, asked, following)
            return answer | {"nextCursor": cursor}
        if method in _LISTS:
            token = secrets.token_urlsafe(12)
            self._tokens[token] = (method, self._changes, self.clock())
            answer["syncToken"] = token
        return answer

    # ------------------------------------------------------------ rows, and what is told

    def _ident(self) -> str:
        self._number += 1
        return str(uuid.UUID(int=(0xA5 << 120) | self._number))

    def _add(self, resource: str, *, at: datetime | None = None, **fields: Any) -> str:
        with self._lock:
            ident, stamp = self._ident(), _text(at or self.clock())
            self._changes += 1
            self.rows[resource][ident] = {"createdAt": stamp, "updatedAt": stamp, "change": self._changes} | fields
            return ident

    def _change(self, resource: str, ident: str, **fields: Any) -> None:
        with self._lock:
            self._changes += 1
            self.rows[resource][ident] |= {"updatedAt": _text(self.clock()), "change": self._changes} | fields

    def _drop(self, resource: str, which: Callable[[Row], bool]) -> None:
        self.rows[resource] = {ident: row for ident, row in self.rows[resource].items() if not which(row)}

    def _name(self, first: str, last: str) -> str:
        return f"{last}, {first}" if self.surname_first else f"{first} {last}"

    def _shown(self, resource: str, ident: str) -> Row:
        """A row as the API shows it."""
        match resource:
            case "applications":
                return self._whole(ident)
            case "candidates":
                return self._person(ident)
            case _:
                row = self.rows[resource][ident]
                return {"id": ident} | {name: value for name, value in row.items() if name != "change"}

    def _person(self, candidate: str) -> Row:
        row = self.rows["candidates"][candidate]
        names = ("name", "primaryEmailAddress", "primaryPhoneNumber", "createdAt", "updatedAt")
        return {"id": candidate} | {name: row[name] for name in names}

    def _whole(self, application: str) -> Row:
        """An application as the API and a webhook show it."""
        row = self.rows["applications"][application]
        job = self.rows["jobs"][row["job_id"]]
        names = ("status", "createdAt", "updatedAt", "archivedAt", "archiveReason", "currentInterviewStage", "source")
        person = self._person(row["candidate_id"])
        shown = ("id", "name", "primaryEmailAddress", "primaryPhoneNumber")
        return (
            {"id": application}
            | {name: row[name] for name in names}
            | {
                "candidate": {name: person[name] for name in shown},
                "job": {"id": row["job_id"], "title": job["title"], "locationId": None, "departmentId": None},
                "hiringTeam": row["hiringTeam"],
            }
        )

    def _click(self, application: str, *actions: str, **more: Any) -> None:
        """What one click tells: several webhooks under one id."""
        ident = str(uuid.uuid4())
        for action in actions:
            self._tell(action, {"application": self._whole(application)} | more, ident)

    def _tell(self, action: str, data: Row, ident: str = "") -> None:
        said = {"action": action, "data": data, "webhookActionId": ident or str(uuid.uuid4())}
        body = json.dumps(said).encode()
        sign = hmac.new(self.secret.encode(), body, hashlib.sha256).hexdigest()
        self.hooks.append(Hook(action, {"ashby-signature": f"sha256={sign}"}, body))


def _found(results: Row) -> Row:
    return {"success": True, "results": results}


def _fault(code: str) -> Row:
    return {"success": False, "errors": [code], "errorInfo": {"code": code, "message": code.replace("_", " ")}}


def _address(value: str, kind: str) -> Row | None:
    return {"value": value, "type": kind, "isPrimary": True} if value else None


def _stage(title: str) -> Row:
    return {"id": f"stage-{title}", "title": title, "type": "Offer" if title == "Offer" else "Active"}


def _text(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")
