"""The documented events of each ATS about one or two records of a person, as templates of which a story is drawn."""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from integrations.arrivals import Request
from tests.integrations.ats import lever_words
from tests.integrations.ats.ats_desk import request

SECRET = "a-secret-of-an-ats"
MAIL, OTHER_MAIL, NUMBER = "noor@mail.example", "other@mail.example", "+12125550123"
RECORDS = ("4711", "4712")
APPLICATIONS = {"4711": "88001", "4712": "88002"}


@dataclass(frozen=True)
class Event:
    """One event: what is posted at an instant, what the ATS's API shows from then on, and which record it ends."""

    name: str
    request: Callable[[datetime, int], Request]
    shows: Mapping[str, Any] = field(default_factory=dict)
    ends: str = ""


def _mac(body: bytes) -> str:
    return hmac.new(SECRET.encode(), body, hashlib.sha256).hexdigest()


def greenhouse(action: str, payload: Any, at: datetime) -> Request:
    """A request of Greenhouse, rightly signed."""
    body = json.dumps({"action": action, "payload": payload}).encode()
    return request(body, {"signature": f"sha256 {_mac(body)}"}, at)


def ashby(action: str, data: Any, at: datetime, click: str) -> Request:
    """A request of Ashby, rightly signed."""
    body = json.dumps({"action": action, "webhookActionId": click, "data": data}).encode()
    return request(body, {"ashby-signature": f"sha256={_mac(body)}"}, at)


# ---------------------------------------------------------------- Greenhouse


def _candidate(record: str, **more: Any) -> dict[str, Any]:
    return {
        "id": int(record),
        "first_name": "Noor",
        "last_name": "Haddad",
        "can_email": True,
        "phone_numbers": [{"value": NUMBER, "type": "mobile"}],
        "email_addresses": [{"value": MAIL, "type": "personal"}],
        "recruiter": {"id": 9, "email": "rita@acme.example", "name": "Rita Okafor"},
    } | more


def _application(record: str, at: datetime, stage: str | None, **more: Any) -> dict[str, Any]:
    job = {"id": 300, "name": "Welder", "status": "open", "departments": [], "offices": []}
    return {
        "id": int(APPLICATIONS[record]),
        "prospect": False,
        "status": "active",
        "applied_at": (at - timedelta(hours=1)).isoformat(),
        "last_activity_at": at.isoformat(),
        "current_stage": {"id": 5, "name": stage, "interviews": []} if stage else None,
        "candidate": _candidate(record),
        "jobs": [job if record == "4711" else job | {"id": 301, "name": "Fitter"}],
    } | more


_SKILLS = {"id": 3, "name": "Skills", "type": {"id": 1, "name": "We rejected them"}}


def _greenhouse_about(record: str) -> dict[str, Callable[[datetime], tuple[str, Any]]]:
    def app(action: str, stage: str | None, **more: Any) -> Callable[[datetime], tuple[str, Any]]:
        return lambda at: (action, {"application": _application(record, at, stage, **more)})

    def person(**more: Any) -> Callable[[datetime], tuple[str, Any]]:
        return lambda _at: ("update_candidate", {"candidate": _candidate(record, **more)})

    ident = int(APPLICATIONS[record])

    def offer(version: int, status: str, **more: Any) -> Callable[[datetime], tuple[str, Any]]:
        fields = {"id": 60 + version, "application_id": ident, "version": version, "start_date": "12/15/2026"}
        return lambda at: (
            "offer_updated",
            fields | {"offer_status": status, "sent_on": None, "resolved_at": None} | more,
        )

    gone = {"person": {"id": int(record), "deleted_application_ids": [ident], "email_addresses": []}}
    other = next(one for one in RECORDS if one != record)
    return {
        "applies": app("new_candidate_application", "Application Review"),
        "sourced": app("new_prospect_application", None, prospect=True),
        "screened": app("candidate_stage_change", "Phone Screen"),
        "invited": app("candidate_stage_change", "Onsite"),
        "updated": app("application_updated", "Onsite"),
        "updated without a job": app("application_updated", "Onsite", jobs=[]),
        "rejected": app("reject_candidate", "Onsite", status="rejected", rejection_reason=_SKILLS),
        "rejected without a job": app("reject_candidate", None, status="rejected", rejection_reason=_SKILLS, jobs=[]),
        "unrejected": app("unreject_candidate", "Onsite"),
        "hired": app("hire_candidate", None, status="hired"),
        "unhired": app("unhire_candidate", "Offer"),
        "offered": offer(1, "Created", sent_on="2026-11-02"),
        "offer replaced": offer(1, "Deprecated"),
        "second offer drafted": offer(2, "Created"),
        "second offer sent": offer(2, "Created", sent_on="2026-11-03"),
        "accepted": offer(2, "Accepted", resolved_at="2026-11-04T12:00:00Z"),
        "offer deleted": lambda _at: ("offer_deleted", {"id": 61, "application_id": ident, "version": 1}),
        "moves house": person(email_addresses=[{"value": OTHER_MAIL, "type": "personal"}]),
        "has no address": person(email_addresses=[], phone_numbers=[]),
        "is not to be mailed": person(can_email=False),
        "is tagged": person(tags=["VIP", "Referral"]),
        "is tagged by a move": app("candidate_stage_change", "Onsite", candidate=_candidate(record, tags=["Onsite"])),
        "loses the tags": person(tags=[]),
        "loses the number": lambda _at: (
            "candidate_anonymized",
            {"candidate_id": int(record), "anonymized_fields": ["phone_numbers"]},
        ),
        "merged away": lambda _at: ("merge_candidate", {"person": {"id": int(record), "new_candidate_id": int(other)}}),
        "application deleted": lambda _at: (
            "delete_application",
            {"application": {"id": ident, "candidate_id": int(record), "job_id": 300}},
        ),
        "deleted": lambda _at: ("delete_candidate", gone),
        "anonymised": lambda _at: (
            "candidate_anonymized",
            {"candidate_id": int(record), "anonymized_fields": ["full_name", "emails"]},
        ),
        "job closed": lambda _at: ("job_updated", {"job": {"id": 300, "status": "closed"}}),
        "job open": lambda _at: ("job_updated", {"job": {"id": 300, "status": "open"}}),
    }


ENDS = ("deleted", "anonymised")
CHANGES_ADDRESSES = ("has no address", "loses the number", "moves house")


def greenhouse_events() -> list[Event]:
    """Greenhouse's, about either record."""

    def event(record: str, name: str, said: Callable[[datetime], tuple[str, Any]]) -> Event:
        def posted(at: datetime, number: int) -> Request:
            action, payload = said(at)
            return greenhouse(action, payload | {"number": number}, at)  # no two are word for word the same

        return Event(f"{record} {name}", posted, ends=record if name in ENDS else "")

    return [event(record, *one) for record in RECORDS for one in _greenhouse_about(record).items()]


# ---------------------------------------------------------------- Ashby


def _ashby_application(record: str, at: datetime, stage: str, kind: str, **more: Any) -> dict[str, Any]:
    return {
        "id": APPLICATIONS[record],
        "createdAt": (at - timedelta(hours=1)).isoformat(),
        "updatedAt": at.isoformat(),
        "status": "Active",
        "candidate": {
            "id": record,
            "name": "Noor Haddad",
            "primaryEmailAddress": {"value": MAIL},
            "primaryPhoneNumber": {"value": NUMBER},
        },
        "currentInterviewStage": {"id": "s1", "title": stage, "type": kind},
        "archiveReason": None,
        "job": {"id": "300" if record == "4711" else "301", "title": "Welder"},
        "hiringTeam": [],
    } | more


def _ashby_about(record: str) -> dict[str, Callable[[datetime], tuple[str, Any]]]:
    def app(action: str, stage: str, kind: str, **more: Any) -> Callable[[datetime], tuple[str, Any]]:
        return lambda at: (action, {"application": _ashby_application(record, at, stage, kind, **more)})

    ident, other = APPLICATIONS[record], next(one for one in RECORDS if one != record)

    def schedule(action: str, status: str, hours: int, **more: Any) -> Callable[[datetime], tuple[str, Any]]:
        def said(at: datetime) -> tuple[str, Any]:
            start = at.replace(minute=0, second=0) + timedelta(days=2, hours=hours)
            slot = {
                "startTime": start.isoformat(),
                "endTime": (start + timedelta(hours=1)).isoformat(),
                "interviewers": [{"firstName": "Mei", "lastName": "Lin", "trainingRole": "Trained"}],
            }
            fields = {"id": f"s-{record}", "applicationId": ident, "status": status, "interviewEvents": [slot]} | more
            return action, {"interviewSchedule": fields}

        return said

    def offer(version: str, status: str) -> Callable[[datetime], tuple[str, Any]]:
        fields = {"id": f"o-{record}", "applicationId": ident, "offerStatus": status}
        return lambda _at: ("offerUpdate", {"offer": fields | {"latestVersion": {"id": version}}})

    reason = {"text": "Skills", "reasonType": "RejectedByOrg"}
    nobody = {"id": record, "name": "Noor Haddad", "primaryEmailAddress": None, "primaryPhoneNumber": None}
    return {
        "applies": app("applicationSubmit", "Application Review", "PreInterviewScreen"),
        "sourced": app("applicationSubmit", "Lead", "Lead", status="Lead"),
        "invited": app("candidateStageChange", "Onsite", "Active"),
        "updated": app("applicationUpdate", "Onsite", "Active"),
        "has no address": app("applicationUpdate", "Onsite", "Active", candidate=nobody),
        "without a job": app("applicationUpdate", "Onsite", "Active", job=None),
        "archived": app("candidateStageChange", "Archived", "Archived", status="Archived", archiveReason=reason),
        "hired": app("candidateHire", "Hired", "Hired", status="Hired"),
        "interview": schedule("interviewScheduleCreate", "Scheduled", 0),
        "interview moved": schedule("interviewScheduleUpdate", "Scheduled", 3, candidateId=record),
        "interview off": schedule("interviewScheduleUpdate", "Cancelled", 0, candidateId=record),
        "offered": offer("v1", "WaitingOnCandidateResponse"),
        "offer again in approval": offer("v2", "WaitingOnOfferApproval"),
        "second offer sent": offer("v2", "WaitingOnCandidateResponse"),
        "accepted": offer("v2", "CandidateAccepted"),
        "offer off": offer("v2", "OfferCancelled"),
        "merged away": lambda _at: (
            "candidateMerge",
            {"deletedCandidate": {"id": record}, "mergedCandidate": {"id": other}},
        ),
        "deleted": lambda _at: ("candidateDelete", {"candidate": {"id": record}}),
        "job closed": lambda _at: ("jobUpdate", {"job": {"id": "300", "status": "Closed"}}),
        "consent": lambda _at: (
            "surveySubmit",
            {"surveySubmission": {"candidateId": record, "surveyType": "CandidateDataConsent"}},
        ),
    }


def ashby_events() -> list[Event]:
    """Ashby's, about either record."""

    def event(record: str, name: str, said: Callable[[datetime], tuple[str, Any]]) -> Event:
        def posted(at: datetime, number: int) -> Request:
            action, data = said(at)
            return ashby(action, data, at, f"click-{number}")

        return Event(f"{record} {name}", posted, ends=record if name in ENDS else "")

    return [event(record, *one) for record in RECORDS for one in _ashby_about(record).items()]


# ---------------------------------------------------------------- Lever


def lever_events() -> list[Event]:
    """Lever's, about one contact with one opportunity, and what its API shows with each."""
    where, contact = f"opportunities/{lever_words.OPP}", f"contacts/{lever_words.CONTACT}"
    person = {"id": lever_words.CONTACT, "name": "Tam Nguyen", "emails": ["tam@mail.example"], "phones": []}
    archived = {"archived": {"reason": lever_words.REASON, "archivedAt": lever_words.ms(lever_words.NOW)}}
    shown = lever_words.opportunity
    slots = f"{where}/interviews"
    of = {
        "applies": ("applicationCreated", {where: shown()}),
        "invited": ("candidateStageChange", {where: shown("On-site interview")}),
        "without a job": ("candidateStageChange", {where: shown("On-site interview", applications=[])}),
        "archived": ("candidateArchiveChange", {where: shown("On-site interview", **archived)}),
        "archived without a job": ("candidateArchiveChange", {where: shown(applications=[], **archived)}),
        "interview": ("interviewCreated", {where: shown("On-site interview"), slots: lever_words.slots(0)}),
        "interview off": ("interviewDeleted", {where: shown("On-site interview"), slots: []}),
        "moves house": ("contactUpdated", {contact: person | {"emails": ["tam@new.example"]}}),
        "has no address": ("contactUpdated", {contact: person | {"emails": []}}),
        "deleted": ("candidateDeleted", {where: None, contact: None}),
    }

    def event(name: str, kind: str, shows: Mapping[str, Any]) -> Event:
        def posted(at: datetime, number: int) -> Request:
            data = {"opportunityId": lever_words.OPP, "contactId": lever_words.CONTACT}
            return lever_words.signed(kind, data, token=f"t-{number}", at=at, now=at)

        return Event(name, posted, shows, lever_words.CONTACT if name in ENDS else "")

    return [event(name, *one) for name, one in of.items()]
