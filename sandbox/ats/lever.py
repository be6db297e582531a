"""Lever on this machine: its API as the reference has it, and the webhooks that go with what happens there.

Known of it: a key as user of Basic; lists by an `offset` that the page before names, at most a hundred at once;
ten requests in a second and twenty at once, past that 429 without a word on when to come again; ids in place of objects
unless `expand` asks for them; milliseconds since 1970; what is deleted is in a list of its own and nowhere else; merges
of which nothing tells; notes of an opportunity, which it takes as often as they come.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import threading
from datetime import UTC, datetime
from typing import Any, Final

from clock import Clock, host_now
from sandbox.answers import Answer, in_json
from sandbox.ats.server import Asked, Hook, page_of

Row = dict[str, Any]

_STAGES: Final = (
    "New lead", "Reached out", "Responded", "New applicant", "Recruiter screen", "Phone screen", "Phone interview",
    "On-site interview", "Reference check", "Offer",
)  # fmt: skip
_LISTS: Final = ("stages", "archive_reasons", "postings", "users", "opportunities")
_FREELY: Final = ("limit", "offset", "expand", "include")


class LeverFake:
    """One company's Lever. For several threads."""

    vendor = "lever"
    stages = ("New applicant", "Phone screen", "Phone interview", "On-site interview", "Offer")
    """Of the sample company."""

    def __init__(
        self,
        *,
        key: str = "a-lever-api-key",
        secret: str = "a-lever-signature-token",  # noqa: S107  made up, and known to nobody but this server
        limit: int = 10,
        surname_first: bool = False,
        clock: Clock = host_now,
    ) -> None:
        """`secret`: the signature token of its webhooks. `limit`: requests in a second; twice as many at once.
        `surname_first`: names are put in as `Doe, Ann`; Lever has one field for them.
        """
        self.surname_first = surname_first
        self.key, self.secret, self.limit, self.clock = key, secret, limit, clock
        self.rows: dict[str, dict[str, Row]] = {
            name: {} for name in (*_LISTS, "contacts", "notes", "offers", "interviews", "deleted")
        }
        self.hooks: list[Hook] = []
        """What it would have sent, in order; whoever delivers them takes them from here."""
        self.needs_user = False
        """Does it refuse notes that are in nobody's name?"""
        self.closed_to_us: set[str] = set()
        """Resources, and ids, that the key may not read."""
        self.throttled = 0
        self._number = 0
        self._offsets: dict[str, tuple[str, int]] = {}
        self._left, self._seen = 2.0 * limit, clock()
        self._lock = threading.RLock()
        for name in _STAGES:
            self._add("stages", text=name)
        self._hired = self._add("archive_reasons", text="Hired", status="active", type="hired")

    # ------------------------------------------------------------ what happens there

    def add_user(self, name: str, email: str) -> str:
        return self._add("users", name=name, email=email, jobTitle="Recruiter", deactivatedAt=None)

    def add_job(self, name: str, *, owner: str | None = None, manager: str | None = None, **more: Any) -> str:
        categories = {"department": "Works", "location": "Toronto", "commitment": "Full-time", "level": "", "team": ""}
        return self._add(
            "postings", text=name, state="published", owner=owner, hiringManager=manager, categories=categories, **more
        )

    def apply(
        self,
        job: str,
        *,
        first_name: str,
        last_name: str = "Doe",
        email: str = "",
        phone: str = "",
        stage: str = "New applicant",
        candidate: str | None = None,
        at: datetime | None = None,
        **more: Any,
    ) -> tuple[str, str]:
        """Somebody applies, or is put in a stage; (contact, opportunity)."""
        with self._lock:
            now = _ms(at or self.clock())
            if candidate is None:
                candidate = self._add(
                    "contacts",
                    name=self._name(first_name, last_name),
                    emails=[email] if email else [],
                    phones=[{"type": "mobile", "value": phone}] if phone else [],
                    isAnonymized=False,
                    allowed=None,
                )
            stage_id = self._stage(stage)
            opportunity = self._add(
                "opportunities",
                contact=candidate,
                stage=stage_id,
                stageChanges=[{"toStageId": stage_id, "toStageIndex": 0, "userId": None, "updatedAt": now}],
                lastAdvancedAt=now,
                lastInteractionAt=now,
                archived=None,
                snoozedUntil=None,
                owner=None,
                tags=[],
                sources=[],
                origin="applied",
                confidentiality="non-confidential",
                **more,
            )
            application = {"id": self._next(), "type": "posting", "posting": job, "createdAt": now}
            whole = {"applications": [application], "createdAt": now, "updatedAt": now}
            self.rows["opportunities"][opportunity] |= whole
            self._tell("applicationCreated", opportunity, applicationId=application["id"])
            return candidate, opportunity

    def move(self, opportunity: str, stage: str) -> None:
        with self._lock:
            row, now = self.rows["opportunities"][opportunity], _ms(self.clock())
            before, stage_id = row["stage"], self._stage(stage)
            moves = [*row["stageChanges"], {"toStageId": stage_id, "updatedAt": now}]
            self._change(opportunity, stage=stage_id, stageChanges=moves, lastAdvancedAt=now)
            self._tell("candidateStageChange", opportunity, fromStageId=before, toStageId=stage_id)

    def reject(self, opportunity: str, reason: str = "Underqualified", *, theirs: bool = False) -> None:
        """Archived; `theirs`: it was the candidate who said no, which Lever has no word for but the reason."""
        with self._lock:
            reason = "Withdrew" if theirs else reason
            found = next((i for i, row in self.rows["archive_reasons"].items() if row["text"] == reason), None)
            self._archive(
                opportunity,
                found or self._add("archive_reasons", text=reason, status="active", type="non-hired"),
            )

    def unreject(self, opportunity: str) -> None:
        with self._lock:
            self._archive(opportunity, None)

    def hire(self, opportunity: str, starts_on: str = "") -> None:
        """Lever has no first working day but in an offer."""
        with self._lock:
            self._archive(opportunity, self._hired)
            self._tell("candidateHired", opportunity)

    unhire = unreject

    def update(self, contact: str, **details: Any) -> None:
        """Other details: `email`, `phone`, `first_name`, `can_email`."""
        with self._lock:
            row = self.rows["contacts"][contact]
            if "email" in details:
                row["emails"] = [details["email"]] if details["email"] else []
            if "phone" in details:
                row["phones"] = [{"type": "mobile", "value": details["phone"]}] if details["phone"] else []
            if "first_name" in details:
                row["name"] = self._name(details["first_name"], self._halves(row["name"])[1])
            if "can_email" in details:
                row["allowed"] = details["can_email"]
            theirs = self._theirs(contact)
            for opportunity in theirs:
                self._change(opportunity)
            if {*details} - {"can_email"}:  # no webhook tells of data protection
                self._hook("contactUpdated", {"contactId": contact})

    def merge(self, lost: str, stays: str) -> None:
        """No webhook tells of it."""
        with self._lock:
            for opportunity in self._theirs(lost):
                self._change(opportunity, contact=stays)
            del self.rows["contacts"][lost]

    def delete(self, contact: str) -> None:
        with self._lock:
            for opportunity in self._theirs(contact):
                self.delete_application(opportunity)
            self.rows["contacts"].pop(contact, None)

    def delete_application(self, opportunity: str) -> None:
        with self._lock:
            contact = self.rows["opportunities"][opportunity]["contact"]
            data = {"opportunityId": opportunity, "contactId": contact, "candidateId": opportunity}
            row = self.rows["opportunities"].pop(opportunity)
            self.rows["deleted"][opportunity] = row | {"deletedAt": _ms(self.clock())}
            self._hook("candidateDeleted", data)

    def anonymize(self, contact: str) -> None:
        """Data protection's way of deleting: the rows stay, without the person. No webhook tells of it."""
        with self._lock:
            self.rows["contacts"][contact] |= {"name": "Anonymous", "emails": [], "phones": [], "isAnonymized": True}
            for opportunity in self._theirs(contact):
                self._change(opportunity)

    def snooze(self, opportunity: str, until: datetime) -> None:
        self._change(opportunity, snoozedUntil=_ms(until))

    def tag(self, opportunity: str, *tags: str) -> None:
        self._change(opportunity, tags=list(tags))

    def schedule(
        self,
        opportunity: str,
        at: datetime,
        *,
        hours: float = 1,
        place: str = "",
        link: str = "",
        panel: tuple[str, ...] = (),
    ) -> str:
        """An interview; Lever has one field for place and link."""
        with self._lock:
            people = [{name: self.rows["users"][user][name] for name in ("id", "name", "email")} for user in panel]
            interview = self._add(
                "interviews",
                opportunity=opportunity,
                panel=self._next(),
                subject="Interview",
                date=_ms(at),
                duration=int(hours * 60),
                location=place or link,
                interviewers=people,
                canceledAt=None,
            )
            self._change(opportunity)
            self._tell("interviewCreated", opportunity, interviewId=interview)
            return interview

    def cancel(self, interview: str) -> None:
        with self._lock:
            row = self.rows["interviews"][interview]
            row["canceledAt"] = _ms(self.clock())
            self._change(row["opportunity"])
            self._tell("interviewDeleted", row["opportunity"], interviewId=interview)

    def offer(self, opportunity: str, *, status: str = "sent", starts_on: str = "") -> str:
        """An offer; no webhook tells of it."""
        with self._lock:
            fields = [{"text": "Start date", "identifier": "anticipated_start_date", "value": starts_on}]
            sent = {"fileName": "offer.pdf", "uploadedAt": _ms(self.clock())} if status != "draft" else None
            offer = self._add(
                "offers",
                opportunity=opportunity,
                status=status,
                creator=None,
                fields=fields if starts_on else [],
                sentDocument=sent,
                signedDocument=None,
            )
            self._change(opportunity)
            return offer

    def sign(self, offer: str) -> None:
        with self._lock:
            row = self.rows["offers"][offer]
            row |= {"status": "signed", "signedDocument": {"fileName": "s.pdf", "uploadedAt": _ms(self.clock())}}
            self._change(row["opportunity"])

    def close_job(self, job: str) -> None:
        self.rows["postings"][job] |= {"state": "closed"}

    def status(self, opportunity: str) -> str:
        """`open`, `rejected` or `hired`."""
        archived = self.rows["opportunities"][opportunity]["archived"]
        if archived is None:
            return "open"
        return "hired" if archived["reason"] == self._hired else "rejected"

    def stage(self, opportunity: str) -> str:
        """The name of the stage that it shows."""
        return str(self.rows["stages"][self.rows["opportunities"][opportunity]["stage"]]["text"])

    def shows(self, contact: str) -> Row:
        """{first_name, email, can_email} of somebody."""
        row = self.rows["contacts"][contact]
        return {
            "first_name": self._halves(row["name"])[0],
            "email": next(iter(row["emails"]), ""),
            "can_email": row["allowed"] is not False,
        }

    def notes_about(self, contact: str) -> list[str]:
        """The texts of the notes about somebody, in the order in which they came."""
        with self._lock:
            theirs = self._theirs(contact)
            notes = self.rows["notes"].values()
            return [one["fields"][0]["value"] for one in notes if one["opportunity"] in theirs]

    def people(self) -> list[Row]:
        """Each opportunity, with who it is of and where it stands: for the page of the sandbox."""
        with self._lock:
            return [self._one_of_the_people(ident) for ident in self.rows["opportunities"]]

    def _one_of_the_people(self, opportunity: str) -> Row:
        row = self.rows["opportunities"][opportunity]
        interviews = [one for one in self.rows["interviews"].values() if one["opportunity"] == opportunity]
        return {
            "application": opportunity,
            "person": row["contact"],
            "name": self.rows["contacts"][row["contact"]]["name"],
            "email": self.shows(row["contact"])["email"],
            "job": self.rows["postings"][row["applications"][0]["posting"]]["text"],
            "stage": self.stage(opportunity),
            "status": self.status(opportunity),
            "interviews": {one["id"]: _said(one["date"]) for one in interviews if one["canceledAt"] is None},
            "notes": self.notes_about(row["contact"]),
        }

    # ------------------------------------------------------------ its API

    def writes(self, asked: Asked) -> bool:
        return asked.method != "GET"

    def answer(self, asked: Asked) -> Answer:
        with self._lock:
            right = "Basic " + base64.b64encode(f"{self.key}:".encode()).decode()
            if str(asked.headers.get("Authorization", "")) != right:
                return in_json(401, {"code": "Unauthorized", "message": "API key is invalid"})
            if not self._has_turn():
                self.throttled += 1
                return in_json(429, {"code": "TooManyRequests", "message": "Too many requests"})
            path = asked.path.removeprefix("/v1/").strip("/").split("/")
            if not asked.path.startswith("/v1/"):
                return _missing()
            if self.closed_to_us.intersection(path):
                return in_json(403, {"code": "Forbidden", "message": "Not allowed"})
            if asked.method == "POST":
                return self._created(path, asked)
            return self._shown(path, asked)

    def _has_turn(self) -> bool:
        now = self.clock()
        passed = max(0.0, (now - self._seen).total_seconds())
        self._left, self._seen = min(2.0 * self.limit, self._left + passed * self.limit), now
        if self._left < 1:
            return False
        self._left -= 1
        return True

    def _shown(self, path: list[str], asked: Asked) -> Answer:
        expand = asked.values.get("expand", [])
        match path:
            case ["opportunities", "deleted"]:
                return self._listed("deleted", list(self.rows["deleted"].values()), asked)
            case ["opportunities"]:
                rows = [row for row in self.rows["opportunities"].values() if row["confidentiality"] == _SEEN]
                if asked.query.get("confidentiality") == "all":
                    rows = list(self.rows["opportunities"].values())
                return self._listed("opportunities", rows, asked)
            case ["stages" | "archive_reasons" | "postings" | "users" as name]:
                return self._listed(name, list(self.rows[name].values()), asked)
            case ["opportunities", ident, "notes" | "offers" | "interviews" as name]:
                if ident not in self.rows["opportunities"]:
                    return _missing()
                rows = [row for row in self.rows[name].values() if row["opportunity"] == ident]
                return self._listed(name, rows, asked)
            case ["contacts" | "opportunities" | "stages" | "archive_reasons" | "postings" | "users" as name, ident]:
                row = self.rows[name].get(ident)
                return in_json(200, {"data": self._expanded(name, row, expand)}) if row else _missing()
            case _:
                return _missing()

    def _listed(self, name: str, rows: list[Row], asked: Asked) -> Answer:
        try:
            fits = [row for row in rows if row["id"] not in self.closed_to_us and self._fits(row, asked)]
            size = int(asked.query.get("limit", "100"))
            if not 1 <= size <= 100:
                raise ValueError("limit must be between 1 and 100")
            start = 0
            if offset := asked.query.get("offset", ""):
                known, start = self._offsets.get(offset, ("", 0))
                if known != _without_offset(asked):
                    raise ValueError("offset is invalid")
        except ValueError as error:
            return in_json(400, {"code": "BadRequest", "message": str(error)})
        fits.sort(key=lambda row: (row.get("createdAt", 0), row["id"]), reverse=True)
        page, following = page_of(fits, start, size)
        expand = asked.values.get("expand", [])
        said: Row = {"data": [self._expanded(name, row, expand) for row in page], "hasNext": following is not None}
        if following is not None:
            said["next"] = secrets.token_urlsafe(12)
            self._offsets[said["next"]] = (_without_offset(asked), following)
        return in_json(200, said)

    def _fits(self, row: Row, asked: Asked) -> bool:
        for name, wanted in asked.values.items():
            match name:
                case "archived":
                    fits = (row["archived"] is not None) is (wanted[-1] == "true")
                case "contact_id":
                    fits = row["contact"] in wanted
                case "stage_id":
                    fits = row["stage"] in wanted
                case "updated_at_start":
                    fits = row["updatedAt"] >= int(wanted[-1])
                case "deleted_at_start":
                    fits = row["deletedAt"] >= int(wanted[-1])
                case "confidentiality":
                    fits = wanted[-1] in ("all", row["confidentiality"])
                case name if name in _FREELY:
                    continue
                case _:
                    raise ValueError(f"{name} isn't a parameter")
            if not fits:
                return False
        return True

    def _expanded(self, name: str, row: Row, expand: list[str]) -> Row:
        """A row as it is shown: ids in place of objects, unless they are asked for."""
        if name == "contacts":
            return {key: value for key, value in row.items() if key != "allowed"}
        found = dict(row)
        if name in ("opportunities", "deleted"):
            contact = self.rows["contacts"].get(row["contact"], {})
            allowed = contact.get("allowed")
            found |= {key: contact.get(key) for key in ("name", "emails", "phones", "isAnonymized")}
            found["dataProtection"] = None if allowed is None else {"contact": {"allowed": allowed, "expiresAt": None}}
            if "applications" not in expand:
                found["applications"] = [one["id"] for one in row["applications"]]
            if "stage" in expand:
                found["stage"] = self.rows["stages"][row["stage"]]
        for key in ("owner", "hiringManager"):
            if key in expand and found.get(key):
                found[key] = self.rows["users"].get(found[key])
        return found

    def _created(self, path: list[str], asked: Asked) -> Answer:
        if len(path) != 3 or path[0] != "opportunities" or path[2] != "notes":
            return _missing()
        if path[1] not in self.rows["opportunities"]:
            return _missing()
        try:
            said = json.loads(asked.content)
        except ValueError:
            return in_json(400, {"code": "BadRequest", "message": "The body isn't JSON"})
        user = asked.query.get("perform_as", "")
        if not isinstance(said, dict) or not isinstance(said.get("value"), str) or not said["value"]:
            return in_json(400, {"code": "BadRequest", "message": "value is required"})
        if (user and user not in self.rows["users"]) or (self.needs_user and not user):
            return in_json(400, {"code": "BadRequest", "message": "perform_as isn't a user"})
        now = _ms(self.clock())
        field = {"type": "note", "text": "Note", "value": said["value"], "createdAt": now, "user": user or None}
        ident = self._add(
            "notes",
            opportunity=path[1],
            text="Note",
            fields=[field],
            user=user or None,
            secret=said.get("secret") is True,
            completedAt=now,
            deletedAt=None,
        )
        return in_json(200, {"data": self.rows["notes"][ident]})

    # ------------------------------------------------------------ rows, and what is told

    def _next(self) -> str:
        self._number += 1
        return f"{self._number:08x}-0000-4000-8000-{self._number * 7919 % 16**12:012x}"

    def _add(self, resource: str, **fields: Any) -> str:
        with self._lock:
            ident, now = self._next(), _ms(self.clock())
            self.rows[resource][ident] = {"id": ident, "createdAt": now, "updatedAt": now} | fields
            return ident

    def _change(self, opportunity: str, **fields: Any) -> None:
        with self._lock:
            self.rows["opportunities"][opportunity] |= {"updatedAt": _ms(self.clock())} | fields

    def _archive(self, opportunity: str, reason: str | None) -> None:
        row = self.rows["opportunities"][opportunity]
        before = row["archived"]
        archived = {"reason": reason, "archivedAt": _ms(self.clock())} if reason else None
        self._change(opportunity, archived=archived)
        self._tell("candidateArchiveChange", opportunity, fromArchived=before, toArchived=archived)

    def _theirs(self, contact: str) -> list[str]:
        return [ident for ident, row in self.rows["opportunities"].items() if row["contact"] == contact]

    def _name(self, first: str, last: str) -> str:
        return f"{last}, {first}" if self.surname_first else f"{first} {last}"

    def _halves(self, name: str) -> tuple[str, str]:
        """First and last name."""
        first, _, last = name.partition(", " if self.surname_first else " ")
        return (last, first) if self.surname_first else (first, last)

    def _stage(self, name: str) -> str:
        found = next((ident for ident, row in self.rows["stages"].items() if row["text"] == name), None)
        return found or self._add("stages", text=name)

    def _tell(self, event: str, opportunity: str, **more: Any) -> None:
        contact = self.rows["opportunities"][opportunity]["contact"]
        ids = {"opportunityId": opportunity, "contactId": contact, "candidateId": opportunity}
        self._hook(event, ids | more)

    def _hook(self, event: str, data: Row) -> None:
        token, at = secrets.token_hex(12), _ms(self.clock())
        signature = hmac.new(self.secret.encode(), f"{token}{at}".encode(), hashlib.sha256).hexdigest()
        said = {"event": event, "triggeredAt": at, "token": token, "signature": signature, "data": data}
        self.hooks.append(Hook(event, {"Content-Type": "application/json"}, json.dumps(said).encode()))


_SEEN: Final = "non-confidential"


def _without_offset(asked: Asked) -> str:
    said = {name: given for name, given in asked.values.items() if name != "offset"}
    return f"{asked.path}?{json.dumps(said, sort_keys=True)}"


def _missing() -> Answer:
    return in_json(404, {"code": "ResourceNotFound", "message": "The resource was not found"})


def _said(ms: int) -> str:
    return datetime.fromtimestamp(ms / 1000, UTC).isoformat()


def _ms(at: datetime) -> int:
    return int(at.timestamp() * 1000)
