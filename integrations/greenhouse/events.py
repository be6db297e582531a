"""Greenhouse: signed over the raw body, whole applications in most events, and no time of its own in most of them.

The header `Greenhouse-Event-ID` is not signed, so nothing hangs on it: two events are one where their bodies are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from domain.names import CLOSED_STAGES, Stage, digest
from domain.state.model import Application, CandidateState
from integrations.arrivals import (
    Entry,
    Known,
    NotUnderstood,
    OutgoingSignal,
    Reading,
    Request,
    body_digest,
    unreadable,
)
from integrations.ats.applications import (
    LISTED,
    NOBODY_HERE,
    SECOND,
    Shown,
    application_of,
    as_listed,
    has_other_tags,
    holder_of,
    is_second,
    job_closed,
    offer_stands_no_more,
    stands,
    state_of,
    told,
    with_position,
)
from integrations.ats.interviews import (
    INTERVIEWS_LISTED,
    Interviewer,
    ScheduleEntry,
    interviews_listed,
    one_visit_a_day,
)
from integrations.ats.payload import Said, entry_of, filled, opened, read_object
from integrations.ats.records import Deletions, gone, has_other_records, merged, not_listed, not_to_be_mailed
from integrations.ats.signatures import SignedBody, secrets_of
from integrations.ats.stage_names import closing
from ledger.queries.positions import PositionHeard

SOURCE = "greenhouse"
DELETED_APPLICATION = "Application deleted"
"""Stands in for a stage's name: what the deletion of an application means is for the company to say in `ats.yaml`."""

_NAMES_THEM = ("full_name", "email_addresses", "emails")
_CONVERTED = "converted"
"""What becomes of a prospect's application once they have one of their own for the job."""
_GONE_LATE = "their record was deleted in Greenhouse; this came late"
_BEST_MAIL = ("personal", "other", "", "work")  # a word about an application does not belong into a work mailbox
_BEST_PHONE = ("mobile", "home", "other", "", "work")

_NOT_PLANNED = ("to_be_scheduled", "skipped", "to_be_sent", "sent", "received")
"""States of an interview that has no time, or will not take place; the last three are of take-home tests."""
_HELD = ("awaiting_feedback", "complete", "collect_feedback")
_INTERVIEW = timedelta(hours=1)

_NOTHING = {
    "ping": "a ping",
    "interview_deleted": "Greenhouse says neither whose interview it is nor when it was; call it off with `followup "
    "interview ID --cancel` where it was scheduled here",
    "scorecard_deleted": "scorecards are no concern of the candidate's",
}
_WHOLE = (
    "new_candidate_application",
    "new_prospect_application",
    "candidate_stage_change",
    "reject_candidate",
    "unreject_candidate",
    "hire_candidate",
    "unhire_candidate",
    "application_updated",
    LISTED,
)

_PERSON = (
    ("payload", "application", "candidate", "id"),
    ("payload", "application", "candidate_id"),
    ("payload", "candidate", "id"),
    ("payload", "person", "new_candidate_id"),  # whoever stays
    ("payload", "person", "id"),
    ("payload", "candidate_id"),
)
_APPLICATION = (
    ("payload", "application", "id"),
    ("payload", "application_id"),  # an offer names nobody but the application
    ("payload", "offer", "application_id"),
)


def door(secret: str) -> Greenhouse:
    """The door of this installation. Raises ValueError, naming the setting."""
    return Greenhouse(secrets_of(secret, "FOLLOWUP_GREENHOUSE_SECRET"))


class Greenhouse(SignedBody):
    """The door of `/hooks/greenhouse`. `Signature: sha256 <hex>` is over the raw body: its escapes would not survive
    re-writing.
    """

    source = SOURCE
    header, separator = "signature", " "

    def entries(self, request: Request) -> list[Entry]:
        said = read_object(request.body)
        if said is None:
            return unreadable(request)
        person, application = Said(said).first_ident(*_PERSON), Said(said).first_ident(*_APPLICATION)
        return [
            entry_of(
                request,
                said,
                key=body_digest(request.body),
                kind=Said(said).text("action", limit=100),
                about=f"{SOURCE}:{person}" if person else "",
                application=application,
            )
        ]

    def read(self, entry: Entry, known: Known) -> Reading:
        said, heard_at = opened(entry)
        action, payload = said.text("action"), said.at("payload")
        if note := _NOTHING.get(action):
            return Reading(note=note)
        if action in _WHOLE:
            return _application(action, payload.at("application"), entry, known, heard_at)
        match action:
            case "update_candidate":
                return _updated(payload.at("candidate"), entry, known, heard_at)
            case "merge_candidate":
                return _merged(payload.at("person"), known, heard_at)
            case "job_updated":
                job = payload.at("job") or payload
                return _job(job, job.text("status"), known, heard_at)
            case "job_created":
                return _job_created(payload.at("job") or payload, heard_at)
            case "job_deleted":
                return _job(payload.at("job") or payload, "closed", known, heard_at)
            case "delete_candidate":
                return _deleted(payload.at("person"), known, heard_at)
            case "candidate_anonymized":
                return _anonymized(payload, known, heard_at)
            case "delete_application":
                return _application_deleted(payload.at("application"), known, heard_at)
            case "offer_created" | "offer_approved" | "offer_updated":
                return _offer(payload, known, heard_at)
            case action if action == INTERVIEWS_LISTED:
                return _interviews(payload, known, heard_at)
            case "offer_deleted":  # documented both with the offer in `payload` and as it
                return _offer_deleted(payload.at("offer") or payload, known, heard_at)
            case _:
                return Reading(note=f"nothing follows from {action or 'an event without a name'}")


# ---------------------------------------------------------------- events that carry the whole application


def _application(action: str, app: Said, entry: Entry, known: Known, heard_at: datetime) -> Reading:
    person, ident = app.ident("candidate", "id"), app.ident("id")
    if not person or not ident:
        raise NotUnderstood(f"{action} carries no application with an id and a candidate.")
    about = f"{SOURCE}:{person}"
    if _DELETIONS.happened(known, about, heard_at):
        return Reading(note=_GONE_LATE)
    job = app.first("jobs") or app.at("job")
    shown = _shown(action, app, job, known, heard_at)
    known_app = None
    asks = ("application_updated", LISTED)
    if not shown.job_id or app.flag("prospect") or action in asks:  # else it is told at once (R3)
        known_app = application_of(known, about, ident)
    if app.text("status") == _CONVERTED:
        return _converted(known_app, about, ident, heard_at)
    if not shown.job_id:
        if known_app is None:
            return _jobless(ident, shown, prospect=bool(app.flag("prospect")))
        shown = replace(shown, job_id=known_app.job_id)  # what is on record serves as well (R3)
    if known_app is None and shown.closed_as is not None and app.flag("prospect"):
        return Reading(note="a prospect who was closed before they were followed up; they never applied")
    if action == LISTED:
        if is_second(known_app, ident, entry):
            return Reading(note=SECOND)
        return _listed(shown, known_app, entry.key, prospect=bool(app.flag("prospect")))
    tells = [shown.application()]
    match action:
        case "application_updated":  # newer details; where it stands has events of its own
            tells = [shown.application(f"details:{digest(entry.key)}")]
            if known_app is None:
                tells.append(shown.standing(moved=False))
        case "unreject_candidate":
            tells += [shown.reopened("rejection_withdrawn"), shown.standing()]
        case "unhire_candidate":
            tells += [shown.reopened("hire_withdrawn"), shown.standing()]
        case "new_candidate_application" | "new_prospect_application" if shown.stage is not None:
            pass  # where it stands is told with it
        case _:
            tells.append(shown.standing())
    return Reading(tells=(*tells, *shown.other_tags(known)))


def _listed(shown: Shown, known_app: Application | None, key: str, *, prospect: bool) -> Reading:
    """What a list shows of an application, where nothing says that anything happened."""
    if known_app is None and prospect:
        return Reading(note="a prospect; only the web hook for prospects brings them in")
    if known_app is None and shown.closed_as is not None:
        return Reading(note="closed before they were followed up")
    tells = as_listed(shown, known_app, key)
    return Reading(tells=tuple(tells), note="" if tells else "as it is on record")


def _jobless(ident: str, shown: Shown, *, prospect: bool) -> Reading:
    """There is nothing to write about to somebody who is new here and has no job. Raises NotUnderstood."""
    if prospect:
        return Reading(note="a prospect without a job; they are followed up once there is one to write about")
    if shown.closed_as is not None:
        return Reading(note="closed before they were followed up, and without a job")
    raise NotUnderstood(f"The application {ident} names no job; give it one in Greenhouse, which then sends it again.")


def _converted(known_app: Application | None, about: str, ident: str, heard_at: datetime) -> Reading:
    """A prospect who has an application of their own now: that one is told by itself, and this one ends."""
    if known_app is None or known_app.is_closed:
        return Reading(note="a prospect who was converted; their application is told by itself")
    fields = {"application_id": ident, "reason": "they have applied for the job", "silently": True}
    return _one(told(SOURCE, about, "withdrawn", f"converted:{ident}", heard_at, **fields))


def _shown(action: str, app: Said, job: Said, known: Known, heard_at: datetime) -> Shown:
    names = known.playbook.ats
    stage_name = app.text("current_stage", "name")
    stage = names.stage(SOURCE, stage_name) if stage_name else None
    if app.flag("prospect"):
        stage_name = stage_name or "prospect"
        stage = Stage.PROSPECT
    elif not stage_name and stage is None:
        stage = Stage.APPLIED if action.startswith("new_") else None
    at = app.instant("last_activity_at") or heard_at
    reason, status = app.text("rejection_reason", "name"), app.text("status")
    closed_as: Stage | None = None
    if action == "hire_candidate" or (status == "hired" and not action.startswith("un")):
        closed_as = Stage.HIRED  # not at the offer's time: they may have been moved between the yes and the click
    elif action == "reject_candidate" or (status == "rejected" and not action.startswith("un")):
        closed_as = closing(names, SOURCE, reason, app.text("rejection_reason", "type", "name"))
        at = app.instant("rejected_at") or at
    elif stage in CLOSED_STAGES:
        closed_as = stage
    candidate, offices = app.at("candidate"), list(job.all("offices"))
    office = offices[0] if len(offices) == 1 else Said(None)
    manager = job.first("hiring_team", "hiring_managers")
    return Shown(
        source=SOURCE,
        candidate_id=candidate.ident("id"),
        application_id=app.ident("id"),
        heard_at=heard_at,
        at=min(at, heard_at),
        job_id=job.ident("id"),
        stage_name=stage_name or "no stage",
        stage=stage,
        closed_as=closed_as,
        reason=reason,
        start_date=app.day("offer", "starts_at"),
        applied_at=app.instant("applied_at"),
        can_email=candidate.flag("can_email"),
        candidate=_contact(candidate),
        job={
            "job_title": job.text("name"),
            "department": job.first("departments").text("name"),
            "location": office.text("location") or office.text("name"),
            "employment_type": job.text("custom_fields", "employment_type", "value"),
            "application_source": app.text("source", "public_name"),
        },
        recruiter=_colleague(candidate.at("recruiter"))
        or _colleague(app.at("prospect_detail", "prospect_owner"))
        or _colleague(candidate.at("coordinator")),
        hiring_manager=_colleague(manager),
        tags=candidate.tags("tags"),
        tags_of=f"{SOURCE}:{candidate.ident('id')}",
    )


def _contact(candidate: Said) -> dict[str, str]:
    """Names and the address to write to. An anonymised name is none."""
    return filled(
        first_name=candidate.text("first_name"),
        last_name=candidate.text("last_name"),
        email=_best(candidate.all("email_addresses"), _BEST_MAIL),
        phone=_best(candidate.all("phone_numbers"), _BEST_PHONE),
    )


def _best(offered: Iterator[Said], order: Sequence[str]) -> str:
    by_kind = [(one.text("type"), one.text("value")) for one in offered]
    last = len(order)  # a company's own types are kept for want of others
    usable = [(order.index(kind) if kind in order else last, value) for kind, value in by_kind if value]
    return min(usable, key=lambda pair: pair[0], default=(0, ""))[1]


def _colleague(user: Said) -> dict[str, str]:
    name = user.text("name")
    return filled(name=name, email=user.text("email")) if name else {}


# ---------------------------------------------------------------- events about a person


def _updated(candidate: Said, entry: Entry, known: Known, heard_at: datetime) -> Reading:
    ident = candidate.ident("id")
    if not ident:
        raise NotUnderstood("update_candidate carries no candidate with an id.")
    about = f"{SOURCE}:{ident}"
    state = state_of(known, about)
    if state is None:
        if candidate.flag("can_email") is False:
            return not_to_be_mailed(about, _emails(candidate))
        return Reading(note=NOBODY_HERE)
    fields: dict[str, Any] = {"candidate": _contact(candidate)}
    if candidate.flag("can_email") is False:  # true opens nothing: only they themselves do (R7)
        fields["can_email"] = False
    if removed := _removed(candidate, known, about, state, heard_at):
        fields["removed"] = removed
    tags = candidate.tags("tags")
    if tags is not None and has_other_tags(state.candidate.model_dump(), about, tags):
        fields |= {"tags": list(tags), "tags_of": about}
    return _one(told(SOURCE, about, "candidate_updated", f"updated:{digest(entry.key)}", heard_at, **fields))


def _removed(candidate: Said, known: Known, about: str, state: CandidateState, heard_at: datetime) -> list[str]:
    """Which of their addresses Greenhouse does not list any more."""
    emails = _emails(candidate) if candidate.is_list("email_addresses") else None
    phones = _phones(candidate) if candidate.is_list("phone_numbers") else None
    return not_listed(known, SOURCE, about, state, emails, phones, heard_at)


def _emails(person: Said) -> list[str]:
    return [value for one in person.all("email_addresses") if (value := one.text("value"))]


def _phones(person: Said) -> list[str]:
    return [value for one in person.all("phone_numbers") if (value := one.text("value"))]


def _merged(person: Said, known: Known, heard_at: datetime) -> Reading:
    lost, stays = person.ident("id"), person.ident("new_candidate_id")
    if not lost or not stays or lost == stays:
        raise NotUnderstood("merge_candidate does not say who was merged into whom.")
    return merged(known, SOURCE, lost, stays, heard_at)


def _deleted(person: Said, known: Known, heard_at: datetime) -> Reading:
    """Deleted, or, where no hook for merges is set up, merged: that Greenhouse tells in the same words."""
    ident = person.ident("id")
    if not ident:
        raise NotUnderstood("delete_candidate names nobody.")
    about = f"{SOURCE}:{ident}"
    applications = [one for each in person.all("deleted_application_ids") if (one := each.ident())]
    if not applications:
        state = state_of(known, about)
        if state is not None and has_other_records(known, SOURCE, about, state, heard_at):
            return Reading(note="a second record of somebody who goes on here under another, deleted or merged into it")
        if state is not None and state.applications:
            raise NotUnderstood(
                f"{SOURCE}:{ident} was deleted and none of their applications, which is how Greenhouse tells a merge "
                "where no hook for merged candidates is set up: set one up, and see to this person yourself "
                "(`followup withdraw`)."
            )
    emails, phones = _emails(person), _phones(person)
    return gone(known, SOURCE, about, applications, heard_at, _DELETIONS, emails=emails, phones=phones)


def _anonymized(payload: Said, known: Known, heard_at: datetime) -> Reading:
    ident = payload.ident("candidate_id")
    if not ident:
        raise NotUnderstood("candidate_anonymized names nobody.")
    about = f"{SOURCE}:{ident}"
    if _is_whole(payload):
        return gone(known, SOURCE, about, None, heard_at, _DELETIONS)
    if "phone_numbers" not in {one.text() for one in payload.all("anonymized_fields")}:
        return Reading(note="neither their name nor an address of theirs was anonymized")
    state = state_of(known, about)
    if state is None or not state.candidate.phone:
        return Reading(note=NOBODY_HERE if state is None else "no number of theirs is on record")
    if has_other_records(known, SOURCE, about, state, heard_at):
        return Reading(note="a second record of theirs; the number may be that of the other")
    name = f"anonymised:{ident}:{digest(heard_at.isoformat())}"
    return _one(told(SOURCE, about, "candidate_updated", name, heard_at, removed=["phone"]))


def _is_whole(payload: Said) -> bool:
    """Is so much of them anonymised that nobody is left to write to?"""
    return bool({one.text() for one in payload.all("anonymized_fields")}.intersection(_NAMES_THEM))


def _said_whole(said: Said) -> bool:
    return _is_whole(said.at("payload"))


_DELETIONS = Deletions(
    deleted=("delete_candidate",),
    merged=("merge_candidate",),
    lost=("payload", "person", "id"),
    anonymized="candidate_anonymized",
    is_whole=_said_whole,
)


def _application_deleted(app: Said, known: Known, heard_at: datetime) -> Reading:
    person, ident = app.ident("candidate_id"), app.ident("id")
    if not person or not ident:
        raise NotUnderstood("delete_application names no application of anybody.")
    about = f"{SOURCE}:{person}"
    known_app = application_of(known, about, ident)
    if known_app is None:
        return Reading(note=NOBODY_HERE if state_of(known, about) is None else "an application that is not here")
    if known_app.is_closed:
        return Reading(note="an application that was closed before")
    stage = known.playbook.ats.stage(SOURCE, DELETED_APPLICATION)
    return _one(stands(SOURCE, about, ident, heard_at, stage, DELETED_APPLICATION))


def _job(job: Said, status: str, known: Known, heard_at: datetime) -> Reading:
    if status not in ("open", "closed"):
        return Reading(note="nothing about the job that its candidates would have to hear of")
    heard = _position(job, heard_at, is_open=status == "open")
    return with_position(heard, lambda: job_closed(known, SOURCE, job.ident("id"), heard_at, closed=status == "closed"))


def _job_created(job: Said, heard_at: datetime) -> Reading:
    if job.text("status") != "open" or not job.ident("id"):
        return Reading(note="a job that isn't open yet")
    return Reading(positions=(_position(job, heard_at, is_open=True),), note="a job is open")


def _position(job: Said, heard_at: datetime, *, is_open: bool) -> PositionHeard:
    """What candidates may read of a job; of one that is confidential, that it isn't open."""
    about = {
        "title": job.text("name"),
        "department": job.first("departments").text("name"),
        "location": job.first("offices").text("name"),
        "tags": job.tags("tags"),
    }
    told = {name: value for name, value in about.items() if value}
    return PositionHeard(SOURCE, job.ident("id"), is_open and job.flag("confidential") is not True, heard_at, told)


def _interviews(payload: Said, known: Known, heard_at: datetime) -> Reading:
    """All interviews of an application, as Greenhouse has them in the five minutes in which it was asked.

    What is not there any more was called off. A day's interviews are one visit, known by the first one's number.
    """
    person, ident = payload.ident("application", "candidate_id"), payload.ident("application", "id")
    if not person or not ident:
        raise NotUnderstood("A list of interviews names no application of anybody.")
    slots, held = [], {}
    for one in payload.all("interviews"):
        number, at = one.ident("id"), one.instant("starts_at")
        status = one.text("status")
        if not number or at is None or status in _NOT_PLANNED:
            continue
        ends_at = one.instant("ends_at") or at + _INTERVIEW
        slots.append(
            ScheduleEntry(
                group=number,
                at=at,
                ends_at=max(ends_at, at),
                location=one.text("location"),
                link=one.text("video_conferencing_url", limit=1000),
                with_whom=tuple(
                    Interviewer(name, who.text("email"))
                    for who in one.all("interviewers")
                    if (name := who.text("name") or who.text("email"))
                ),
            )
        )
        held[number] = status in _HELD
    visits = one_visit_a_day(SOURCE, slots)
    over = {
        visit.interview_id
        for visit in visits
        if all(held[slot.group] for slot in slots if visit.at <= slot.at <= visit.ends_at)
    }
    about = f"{SOURCE}:{person}"
    return interviews_listed(known, SOURCE, about, ident, heard_at, visits, over)


def _offer(offer: Said, known: Known, heard_at: datetime) -> Reading:
    """An offer counts once it was sent. What it says of pay is in fields of the company's own: not told."""
    ident, status = offer.ident("id"), offer.text("offer_status")
    application_id, version = offer.ident("application_id"), offer.ident("version") or "1"
    offer_id = f"{ident}.{version}"
    if status == "Deprecated":
        return offer_stands_no_more(known, SOURCE, application_id, heard_at, "replaced", offer_id)
    if status == "Created" and offer.day("sent_on") is None:
        if version == "1":
            return Reading(note="an offer that was not sent yet")
        return offer_stands_no_more(known, SOURCE, application_id, heard_at, "replaced", "", newer_than=offer_id)
    if not ident or status not in ("Created", "Accepted", "Rejected"):
        raise NotUnderstood(f"An offer in the state {status or 'that is not said'!r} is not known here.")
    about = holder_of(known, SOURCE, application_id, heard_at)
    at = min(offer.instant("updated_at") or heard_at, heard_at)
    name = f"offer:{ident}:{version}:{status}"
    if status == "Created":
        start = offer.day("start_date") or offer.day("starts_at")
        fields: dict[str, Any] = {"offer_id": offer_id} | ({"start_date": start.isoformat()} if start else {})
        return _one(told(SOURCE, about, "offer_extended", name, at, application_id=application_id, **fields))
    at = min(offer.instant("resolved_at") or at, heard_at)
    answer = "accepted" if status == "Accepted" else "declined"
    return _one(told(SOURCE, about, "offer_answered", name, at, application_id=application_id, answer=answer))


def _offer_deleted(offer: Said, known: Known, heard_at: datetime) -> Reading:
    ident, version = offer.ident("id"), offer.ident("version")
    offer_id = f"{ident}.{version}" if ident and version else ""
    return offer_stands_no_more(known, SOURCE, offer.ident("application_id"), heard_at, "called_off", offer_id)


def _one(tell: OutgoingSignal) -> Reading:
    return Reading(tells=(tell,))
