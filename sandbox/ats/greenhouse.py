"""Greenhouse on this machine: Harvest v3 as its reference has it, and the web hooks that go with what happens there.

Known of it: access tokens by client credentials that end after a time; lists by cursor, which goes with no other
parameter, the newest first; at most fifty ids at once; a window of thirty seconds with `X-RateLimit-*` and, past it,
429 with `Retry-After`; `status=active` to ask for what is shown as `in_process`; notes, which it takes as often as they
come.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import threading
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, Final
from urllib.parse import parse_qs

from clock import Clock, host_now
from sandbox.answers import Answer, in_json
from sandbox.ats.server import Asked, Hook, page_of

Row = dict[str, Any]

_LIFE: Final = timedelta(hours=1)
_WINDOW: Final = 30
_LISTS: Final = (
    "applications", "candidates", "jobs", "users", "job_hiring_managers", "departments", "offices", "sources",
    "rejection_reasons", "rejection_details", "interviews", "interviewers", "offers", "notes", "application_stages",
)  # fmt: skip
_SHOWN_AS: Final = {
    "admin_only": "admin_only_visible",
    "private": "privately_visible",
    "public": "publicly_visible",
}
_STATUS: Final = {"active": "in_process"}
_INSTANTS: Final = ("created_at", "updated_at", "last_activity_at", "starts_at", "ends_at", "resolved_at")


class GreenhouseFake:
    """One company's Greenhouse. For several threads."""

    vendor = "greenhouse"
    stages = ("Application Review", "Phone Screen", "Phone Interview", "Onsite", "Offer")
    """Of the sample company."""

    def __init__(
        self,
        *,
        client_id: str = "client",
        client_secret: str = "client-secret",  # noqa: S107  made up, and known to nobody but this server
        secret: str = "a-greenhouse-secret",  # noqa: S107  the same
        limit: int = 1000,
        life: timedelta = _LIFE,
        clock: Clock = host_now,
    ) -> None:
        """`secret`: of its web hooks. `limit`: requests in thirty seconds. `life`: of an access token."""
        self.client_id, self.client_secret, self.secret = client_id, client_secret, secret
        self.limit, self.life, self.clock = limit, life, clock
        self.rows: dict[str, dict[int, Row]] = {name: {} for name in _LISTS}
        self.hooks: list[Hook] = []
        """What it would have sent, in order; whoever delivers them takes them from here."""
        self.tokens: dict[str, datetime] = {}  # until when each holds
        self.is_site_admin = True
        """Whoever is none gets empty lists."""
        self.scopes: set[str] | None = None  # of resources; None: all
        self.throttled = 0
        self._number = 1000
        self._cursors: dict[str, tuple[str, dict[str, str], int]] = {}
        self._window: tuple[int, int] = (0, 0)  # which one, and how many requests it has had
        self._lock = threading.RLock()

    # ------------------------------------------------------------ what happens there

    def add_user(self, name: str, email: str) -> int:
        first, _, last = name.partition(" ")
        return self._add("users", name=name, first_name=first, last_name=last, primary_email=email, deactivated=False)

    def add_job(self, name: str, *, managers: tuple[int, ...] = (), **more: Any) -> int:
        job = self._add("jobs", name=name, status="open", confidential=False, department_id=None, office_ids=[], **more)
        for user in managers:
            self._add("job_hiring_managers", job_id=job, user_id=user)
        return job

    def apply(
        self,
        job: int,
        *,
        first_name: str,
        last_name: str = "Doe",
        email: str = "",
        phone: str = "",
        stage: str = "Application Review",
        candidate: int | None = None,
        at: datetime | None = None,
        **more: Any,
    ) -> tuple[int, int]:
        """Somebody applies, or is put in a stage; (candidate, application)."""
        with self._lock:
            at = at or self.clock()
            if candidate is None:
                candidate = self._add(
                    "candidates",
                    at=at,
                    first_name=first_name,
                    last_name=last_name,
                    email_addresses=[{"value": email, "type": "personal"}] if email else [],
                    phone_numbers=[{"value": phone, "type": "mobile"}] if phone else [],
                    can_email=True,
                    private=False,
                    tags=[],
                )
            application = self._add(
                "applications",
                at=at,
                candidate_id=candidate,
                job_id=job,
                status="in_process",
                stage_name=stage,
                prospect=False,
                recruiter_id=None,
                coordinator_id=None,
                source_id=None,
                rejected_at=None,
                last_activity_at=_text(at),
                prospective_job_ids=[],
                **more,
            )
            self._tell("new_candidate_application", self._whole(application))
            return candidate, application

    def move(self, application: int, stage: str) -> None:
        with self._lock:
            self._change("applications", application, stage_name=stage)
            self._tell("candidate_stage_change", self._whole(application))

    def reject(self, application: int, reason: str = "Not a fit", *, theirs: bool = False) -> None:
        """Turned down; `theirs`: it was the candidate who said no."""
        with self._lock:
            now = _text(self.clock())
            self._change("applications", application, status="rejected", rejected_at=now)
            key = "THEY_REJECTED_US" if theirs else "WE_REJECTED_THEM"
            kind = {"id": 1, "key": key, "name": key.replace("_", " ").capitalize()}
            found = next((i for i, r in self.rows["rejection_reasons"].items() if r["name"] == reason), None)
            ident = found or self._add("rejection_reasons", name=reason, type=kind)
            self._add("rejection_details", application_id=application, rejection_reason_id=ident, rejected_at=now)
            self._tell("reject_candidate", self._whole(application))

    def unreject(self, application: int) -> None:
        with self._lock:
            self._change("applications", application, status="in_process", rejected_at=None)
            self._drop("rejection_details", lambda row: row["application_id"] == application)
            self._tell("unreject_candidate", self._whole(application))

    def hire(self, application: int, starts_on: str = "") -> None:
        with self._lock:
            self._change("applications", application, status="hired")
            whole = self._whole(application)
            whole["application"]["offer"] = {"starts_at": starts_on} if starts_on else None
            self._tell("hire_candidate", whole)

    def unhire(self, application: int) -> None:
        with self._lock:
            self._change("applications", application, status="in_process")
            self._tell("unhire_candidate", self._whole(application))

    def update(self, candidate: int, **details: Any) -> None:
        """Other details: `email`, `phone`, `first_name`, `can_email`, `tags`."""
        with self._lock:
            if "email" in details:
                email = details.pop("email")
                details["email_addresses"] = [{"value": email, "type": "personal"}] if email else []
            if "phone" in details:
                phone = details.pop("phone")
                details["phone_numbers"] = [{"value": phone, "type": "mobile"}] if phone else []
            self._change("candidates", candidate, **details)
            self._tell("update_candidate", {"candidate": self._person(candidate)})

    def merge(self, lost: int, stays: int) -> None:
        with self._lock:
            for row in self.rows["applications"].values():
                if row["candidate_id"] == lost:
                    row["candidate_id"] = stays
            del self.rows["candidates"][lost]
            self._tell("merge_candidate", {"person": {"id": lost, "new_candidate_id": stays}})

    def delete(self, candidate: int) -> None:
        with self._lock:
            theirs = [i for i, row in self.rows["applications"].items() if row["candidate_id"] == candidate]
            person = self._person(candidate)
            del self.rows["candidates"][candidate]
            for ident in theirs:
                del self.rows["applications"][ident]
            said = {
                "id": candidate,
                "deleted_application_ids": theirs,
                "email_addresses": person["email_addresses"],
                "phone_numbers": person["phone_numbers"],
            }
            self._tell("delete_candidate", {"person": said})

    def delete_application(self, application: int) -> None:
        with self._lock:
            row = self.rows["applications"].pop(application)
            said = {"id": application, "candidate_id": row["candidate_id"]}
            self._tell("delete_application", {"application": said})

    def schedule(
        self,
        application: int,
        at: datetime,
        *,
        hours: float = 1,
        place: str = "",
        link: str = "",
        panel: tuple[int, ...] = (),
    ) -> int:
        """An interview; Greenhouse has no web hook for that."""
        with self._lock:
            interview = self._add(
                "interviews",
                application_id=application,
                job_id=self.rows["applications"][application]["job_id"],
                starts_at=_text(at),
                ends_at=_text(at + timedelta(hours=hours)),
                location=place,
                video_conferencing_url=link or None,
                status="scheduled",
            )
            for user in panel:
                email = self.rows["users"][user]["primary_email"]
                row = {"interview_id": interview, "user_id": user, "email": email, "response_status": "needs_action"}
                self._add("interviewers", **row)
            return interview

    def reschedule(self, interview: int, at: datetime) -> None:
        with self._lock:
            row = self.rows["interviews"][interview]
            length = datetime.fromisoformat(row["ends_at"]) - datetime.fromisoformat(row["starts_at"])
            self._change("interviews", interview, starts_at=_text(at), ends_at=_text(at + length))

    def end_interview(self, interview: int) -> None:
        self._change("interviews", interview, status="awaiting_feedback")

    def cancel(self, interview: int) -> None:
        with self._lock:
            del self.rows["interviews"][interview]
            self._drop("interviewers", lambda row: row["interview_id"] == interview)

    def offer(self, application: int, *, sent_on: str | None, starts_on: str = "") -> int:
        with self._lock:
            row = self.rows["applications"][application]
            offer = self._add(
                "offers",
                application_id=application,
                candidate_id=row["candidate_id"],
                job_id=row["job_id"],
                version=1,
                status="Created",
                sent_on=sent_on,
                starts_on=starts_on or None,
                resolved_at=None,
            )
            self._tell("offer_created", self._offer(offer))
            return offer

    def answer_offer(self, offer: int, *, accepted: bool) -> None:
        with self._lock:
            status = "Accepted" if accepted else "Rejected"
            self._change("offers", offer, status=status, resolved_at=_text(self.clock()))
            self._tell("offer_updated", self._offer(offer))

    def close_job(self, job: int) -> None:
        with self._lock:
            self._change("jobs", job, status="closed", closed_at=_text(self.clock()))
            self._tell("job_updated", {"job": {"id": job, "name": self.rows["jobs"][job]["name"], "status": "closed"}})

    def status(self, application: int) -> str:
        """`open`, `rejected` or `hired`."""
        return {"in_process": "open"}.get(status := str(self.rows["applications"][application]["status"]), status)

    def stage(self, application: int) -> str:
        """The name of the stage that it shows."""
        return str(self.rows["applications"][application]["stage_name"])

    def shows(self, candidate: int) -> Row:
        """{first_name, email, can_email} of somebody."""
        row = self.rows["candidates"][candidate]
        email = row["email_addresses"][0]["value"] if row["email_addresses"] else ""
        return {"first_name": row["first_name"], "email": email, "can_email": row["can_email"]}

    def notes_about(self, candidate: int) -> list[str]:
        """The bodies of the notes about somebody, in the order in which they came."""
        with self._lock:
            rows = sorted(self.rows["notes"].items())
            return [row["body"] for _, row in rows if row["candidate_id"] == candidate]

    def people(self) -> list[Row]:
        """Each application, with who it is of and where it stands: for the page of the sandbox."""
        with self._lock:
            return [self._one_of_the_people(ident) for ident in sorted(self.rows["applications"])]

    def _one_of_the_people(self, application: int) -> Row:
        row = self.rows["applications"][application]
        person = self.rows["candidates"][row["candidate_id"]]
        interviews = [one for one in self.rows["interviews"].values() if one["application_id"] == application]
        return {
            "application": application,
            "person": row["candidate_id"],
            "name": f"{person['first_name']} {person['last_name']}",
            "email": self.shows(row["candidate_id"])["email"],
            "job": self.rows["jobs"][row["job_id"]]["name"],
            "stage": row["stage_name"],
            "status": self.status(application),
            "interviews": {one["id"]: one["starts_at"] for one in interviews},
            "notes": self.notes_about(row["candidate_id"]),
        }

    # ------------------------------------------------------------ its API

    def writes(self, asked: Asked) -> bool:
        return asked.method != "GET" and not asked.path.endswith("/token")

    def answer(self, asked: Asked) -> Answer:
        with self._lock:
            if asked.path.endswith("/token"):
                return self._token(asked)
            scheme, _, token = str(asked.headers.get("Authorization", "")).partition(" ")
            ends_at = self.tokens.get(token)
            if scheme != "Bearer" or ends_at is None or ends_at <= self.clock():
                return in_json(401, {"message": "Invalid or expired token"})
            allowance = self._counted()
            if allowance is None:
                self.throttled += 1
                rest = _WINDOW - int(self.clock().timestamp()) % _WINDOW
                headers = {"Retry-After": str(rest), "X-RateLimit-Limit": str(self.limit), "X-RateLimit-Remaining": "0"}
                return in_json(429, {"message": "Rate limit exceeded"}, **headers)
            answer = self._resource(asked)
            return answer._replace(headers=answer.headers | allowance)

    def _token(self, asked: Asked) -> Answer:
        given = str(asked.headers.get("Authorization", "")).removeprefix("Basic ")
        wanted = base64.b64encode(f"{self.client_id}:{self.client_secret}".encode()).decode()
        form = parse_qs(asked.content.decode())
        if given != wanted or form.get("grant_type") != ["client_credentials"]:
            return in_json(401, {"error": "invalid_client"})
        token = secrets.token_urlsafe(24)
        ends_at = self.clock() + self.life
        self.tokens[token] = ends_at
        return in_json(200, {"access_token": token, "token_type": "Bearer", "expires_at": _text(ends_at)})

    def _counted(self) -> dict[str, str] | None:
        """The headers that say what is left; None where nothing is."""
        now = int(self.clock().timestamp())
        window = now - now % _WINDOW
        count = self._window[1] + 1 if self._window[0] == window else 1
        self._window = (window, min(count, self.limit + 1))
        if count > self.limit:
            return None
        reset = window + _WINDOW
        names = {"Limit": self.limit, "Remaining": self.limit - count, "Reset": reset}
        return {f"X-RateLimit-{name}": str(value) for name, value in names.items()}

    def _resource(self, asked: Asked) -> Answer:
        resource = asked.path.removeprefix("/v3/").strip("/")
        if resource not in _LISTS:
            return in_json(404, {"message": "Resource not found"})
        if self.scopes is not None and resource not in self.scopes:
            return in_json(403, {"message": f"Missing scope harvest:{resource}"})
        if asked.method == "POST":
            return self._created(asked) if resource == "notes" else in_json(404, {"message": "Resource not found"})
        return self._listed(resource, asked)

    def _created(self, asked: Asked) -> Answer:
        try:
            said = json.loads(asked.content)
        except ValueError:
            return in_json(422, {"errors": ["body isn't JSON"]})
        if said.get("visibility") not in _SHOWN_AS or not said.get("body"):
            return in_json(422, {"errors": ["visibility or body is invalid"]})
        if said.get("candidate_id") not in self.rows["candidates"]:
            return in_json(404, {"message": "Candidate not found"})
        kept = {name: said.get(name) for name in ("candidate_id", "user_id", "body")}
        ident = self._add("notes", **kept, type=said.get("note_type"), visibility=_SHOWN_AS[said["visibility"]])
        return in_json(201, self.rows["notes"][ident])

    def _listed(self, resource: str, asked: Asked) -> Answer:
        query = dict(asked.query)
        start, size = 0, 100
        if cursor := query.pop("cursor", ""):
            if query:
                said = "When passing a cursor, do not include other query params."
                return in_json(422, {"errors": [said]})
            if cursor not in self._cursors:
                return in_json(422, {"errors": ["Invalid cursor"]})
            known, query, start = self._cursors[cursor]
            if known != resource:
                return in_json(422, {"errors": ["Invalid cursor"]})
        size = int(query.get("per_page", "100"))
        if not 1 <= size <= 500:
            return in_json(422, {"errors": ["per_page must be between 1 and 500"]})
        rows = []
        if self.is_site_admin:
            try:
                rows = [row for row in self.rows[resource].values() if self._fits(row, query)]
            except ValueError as error:
                return in_json(422, {"errors": [str(error)]})
        rows.sort(key=lambda row: -row["id"])
        page, following = page_of(rows, start, size)
        headers = {}
        if following is not None:
            cursor = secrets.token_urlsafe(12)
            self._cursors[cursor] = (resource, query, following)
            headers["Link"] = f'<{asked.base}/v3/{resource}?cursor={cursor}>; rel="next"'
        return in_json(200, page, **headers)

    def _fits(self, row: Row, query: dict[str, str]) -> bool:
        for name, wanted in query.items():
            match name:
                case "per_page" | "current_only" | "show_service_accounts" | "include_defaults" | "fields":
                    continue
                case "ids":
                    fits = str(row["id"]) in _ids(wanted)
                case "status":
                    fits = row.get("status") == _STATUS.get(wanted, wanted)
                case "prospect":
                    fits = row.get("prospect") is (wanted == "true")
                case name if name in _INSTANTS:
                    fits = _within(row.get(name), wanted)
                case name if name.endswith("_ids"):
                    fits = str(row.get(name.removesuffix("s"))) in _ids(wanted)
                case _:
                    raise ValueError(f"{name} isn't a parameter")
            if not fits:
                return False
        return True

    # ------------------------------------------------------------ rows, and what is told

    def _add(self, resource: str, *, at: datetime | None = None, **fields: Any) -> int:
        with self._lock:
            self._number += 1
            stamp = _text(at or self.clock())
            self.rows[resource][self._number] = {"id": self._number, "created_at": stamp, "updated_at": stamp} | fields
            return self._number

    def _change(self, resource: str, ident: int, **fields: Any) -> None:
        with self._lock:
            now = _text(self.clock())
            more = {"last_activity_at": now} if resource == "applications" else {}
            self.rows[resource][ident] |= {"updated_at": now} | more | fields

    def _drop(self, resource: str, which: Callable[[Row], bool]) -> None:
        self.rows[resource] = {ident: row for ident, row in self.rows[resource].items() if not which(row)}

    def _person(self, candidate: int) -> Row:
        return {name: value for name, value in self.rows["candidates"][candidate].items() if name != "created_at"}

    def _whole(self, application: int) -> Row:
        """An application as a web hook shows it."""
        row = self.rows["applications"][application]
        job = self.rows["jobs"][row["job_id"]]
        detail = next((d for d in self.rows["rejection_details"].values() if d["application_id"] == application), None)
        reason = self.rows["rejection_reasons"][detail["rejection_reason_id"]] if detail else None
        return {
            "application": {
                "id": application,
                "status": "active" if row["status"] == "in_process" else row["status"],
                "prospect": False,
                "applied_at": row["created_at"],
                "last_activity_at": row["last_activity_at"],
                "rejected_at": row["rejected_at"],
                "source": None,
                "rejection_reason": {"name": reason["name"], "type": {"name": _type_name(reason)}} if reason else None,
                "current_stage": {"name": row["stage_name"]} if row["stage_name"] else None,
                "candidate": self._person(row["candidate_id"]),
                "jobs": [{"id": row["job_id"], "name": job["name"], "departments": [], "offices": []}],
            }
        }

    def _offer(self, offer: int) -> Row:
        row = self.rows["offers"][offer]
        names = ("id", "application_id", "version", "sent_on", "resolved_at")
        said = {name: row[name] for name in names}
        return said | {"offer_status": row["status"], "start_date": row["starts_on"]}

    def _tell(self, action: str, payload: Row) -> None:
        body = json.dumps({"action": action, "payload": payload}).replace("<", "\\u003c").encode()
        sign = hmac.new(self.secret.encode(), body, hashlib.sha256).hexdigest()
        headers = {"signature": f"sha256 {sign}", "greenhouse-event-id": secrets.token_hex(8)}
        self.hooks.append(Hook(action, headers, body))


def _type_name(reason: Row) -> str:
    return "They rejected us" if reason["type"]["key"] == "THEY_REJECTED_US" else "We rejected them"


def _ids(wanted: str) -> set[str]:
    found = set(wanted.split(","))
    if len(found) > 50:
        raise ValueError("at most 50 ids")
    return found


def _within(value: Any, wanted: str) -> bool:
    """`gte|2026-01-01T00:00:00Z|lte|…`"""
    parts = wanted.split("|")
    if value is None:
        return False
    at = datetime.fromisoformat(value)
    for operator, text in zip(parts[::2], parts[1::2], strict=True):
        bound = datetime.fromisoformat(text)
        if not {"gte": at >= bound, "lte": at <= bound, "gt": at > bound, "lt": at < bound}[operator]:
            return False
    return True


def _text(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")
