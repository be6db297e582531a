"""Ashby: signed over the raw body, the whole application as it stands in most events, several events for one click.

A hire comes as `candidateHire`, `candidateStageChange` and `applicationUpdate`, all with one id: each shows the same
application in the same state, and so each says the same, in whatever order they come.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from domain.names import CLOSED_STAGES, Stage, digest
from domain.reducers.applications import NO_MORE
from domain.state.model import Application
from integrations.arrivals import (
    Entry,
    Known,
    NotUnderstood,
    NotYet,
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
    full_name,
    holder_of,
    is_second,
    job_closed,
    offer_stands_no_more,
    stands,
    state_of,
    told,
    with_position,
)
from integrations.ats.interviews import Interviewer, ScheduleEntry, interviews_told, visits
from integrations.ats.payload import Said, entry_of, filled, kept, opened, read_object
from integrations.ats.records import Deletions, gone, merged, not_listed
from integrations.ats.signatures import SignedBody, secrets_of
from integrations.ats.stage_names import closing
from ledger.queries.positions import PositionHeard

SOURCE = "ashby"
DELETED_APPLICATION = "Application deleted"
"""Stands in for a stage's name: what the deletion of an application means is for the company to say in `ats.yaml`."""

PERSON_LISTED = "candidate_listed"
"""The kind of what a list shows of a person: Ashby has no hook for that."""
OFFER_LISTED = "offer_listed"
SCHEDULE_LISTED = "schedule_listed"
APPLICATION_DELETED = "delete_application"
"""The kind of what is told of an application that is not there any more; Ashby has no hook for that either."""

_WHOLE = ("applicationSubmit", "applicationUpdate", "candidateHire", "candidateStageChange", "pushToHRIS")
_SCHEDULES = ("interviewScheduleCreate", "interviewScheduleUpdate")
_OFFERS = ("offerCreate", "offerUpdate")
_STATUSES = ("Active", "Archived", "Hired", "Lead")

# Names of Ashby's own, all of those that its reference lists.
_EXTENDED = "WaitingOnCandidateResponse"
_ANSWERS = {"CandidateAccepted": "accepted", "CandidateRejected": "declined"}
_CANCELLED_OFFER = "OfferCancelled"
_NOT_EXTENDED = ("", "WaitingOnApprovalStart", "WaitingOnOfferApproval", "WaitingOnApprovalDefinition")
_PLANNED = (
    "NeedsScheduling",
    "WaitingOnCandidateBooking",
    "WaitingOnCandidateAvailability",
    "CandidateAvailabilitySubmitted",
    "Scheduled",
    "WaitingOnFeedback",
    "Complete",
)
"""Statuses of a schedule in which those of its interviews stand that it lists."""
_CALLED_OFF = "Cancelled"
_UNSEEN = "shadow"
"""The role of an interviewer who only learns: not whom the candidate meets."""
_JOB = {"open": False, "closed": True, "archived": True}
_CONSENT = "CandidateDataConsent"
_ON_THE_WAY = timedelta(days=1)

_PERSON = (
    ("data", "application", "candidate", "id"),
    ("data", "mergedCandidate", "id"),  # whoever stays
    ("data", "candidate", "id"),
    ("data", "surveySubmission", "candidateId"),
    ("data", "offer", "candidateId"),  # in a list alone
    ("data", "interviewSchedule", "candidateId"),  # in an update; who creates one names the application alone
)
_APPLICATION = (
    ("data", "application", "id"),
    ("data", "interviewSchedule", "applicationId"),
    ("data", "offer", "applicationId"),
)
_SUBJECT = (
    ("data", "interviewSchedule", "id"),
    ("data", "application", "id"),
    ("data", "offer", "id"),
    ("data", "deletedCandidate", "id"),
    ("data", "candidate", "id"),
)


def door(secret: str) -> Ashby:
    """The door of this installation. Raises ValueError, naming the setting."""
    return Ashby(secrets_of(secret, "FOLLOWUP_ASHBY_SECRET"))


class Ashby(SignedBody):
    """The door of `/hooks/ashby`. `Ashby-Signature: sha256=<hex>`."""

    source = SOURCE
    header, separator = "ashby-signature", "="

    def entries(self, request: Request) -> list[Entry]:
        said = read_object(request.body)
        if said is None:
            return unreadable(request)
        action, ident = Said(said).text("action", limit=100), Said(said).text("webhookActionId", limit=100)
        person = Said(said).first_ident(*_PERSON)
        # A click fires several actions under one id, and some clicks are about several people. A ping has none.
        subject = Said(said).first_ident(*_SUBJECT)
        return [
            entry_of(
                request,
                said,
                key=f"{ident}/{action}/{subject}" if ident and action else body_digest(request.body),
                kind=action,
                about=f"{SOURCE}:{person}" if person else "",
                application=Said(said).first_ident(*_APPLICATION),
            )
        ]

    def read(self, entry: Entry, known: Known) -> Reading:
        said, heard_at = opened(entry)
        action, data = said.text("action"), said.at("data")
        if action in _WHOLE:
            return _application(action, data, entry, known, heard_at)
        if action in _SCHEDULES:
            return _interviews(data.at("interviewSchedule"), known, heard_at)
        if action in _OFFERS:
            return _offer(data.at("offer"), known, heard_at)
        match action:
            case "ping":
                return Reading(note="a ping")
            case one if one == LISTED:
                return _listed(data, entry, known, heard_at)
            case one if one == PERSON_LISTED:
                return _person_listed(data.at("candidate"), entry, known, heard_at)
            case one if one == SCHEDULE_LISTED:
                return _schedule_listed(data.at("interviewSchedule"), known, heard_at)
            case one if one == OFFER_LISTED:
                return _offer_listed(data.at("offer"), known, heard_at)
            case one if one == APPLICATION_DELETED:
                return _application_deleted(data.at("application"), known, heard_at)
            case "offerDelete":
                application_id = data.ident("offer", "applicationId")
                return offer_stands_no_more(known, SOURCE, application_id, heard_at, "called_off", "")
            case "jobUpdate":
                return _job(data.at("job"), known, heard_at)
            case "surveySubmit":
                return _survey(data.at("surveySubmission"))
            case "signatureRequestUpdate":
                return _signature(data.at("signatureRequest") or data, known, heard_at)
            case "candidateMerge":
                return _merged(data, known, heard_at)
            case "candidateDelete":
                return _deleted(data.at("candidate"), data, known, heard_at)
            case _:
                return Reading(note=f"nothing follows from {action or 'an event without a name'}")


def entry_about(action: str, data: dict[str, Any], at: datetime) -> Entry:
    """An entry that says this of `data`, as the door keeps a request that does."""
    said = {"action": action, "data": data}
    person = Said(said).first_ident(*_PERSON)
    about, application = f"{SOURCE}:{person}" if person else "", Said(said).first_ident(*_APPLICATION)
    return Entry(key="", kind=action, about=about, body=kept(said, at), application=application)


# ---------------------------------------------------------------- what lists show


def _listed(data: Said, entry: Entry, known: Known, heard_at: datetime) -> Reading:
    """An application of a list: where it stands, and nothing says that anything happened to it."""
    person, ident = data.ident("application", "candidate", "id"), data.ident("application", "id")
    if not person or not ident:
        raise NotUnderstood("A list carries no application with an id and a candidate.")
    about = f"{SOURCE}:{person}"
    if _DELETIONS.happened(known, about, heard_at):
        return Reading(note="they were deleted in Ashby; this came late")
    shown = _shown(data, known, heard_at)
    here = application_of(known, about, ident)
    if is_second(here, ident, entry):
        return Reading(note=SECOND)
    if here is None:
        if shown.closed_as is not None:
            return Reading(note="closed before they were followed up")
        if shown.stage is Stage.PROSPECT:
            return Reading(note="a prospect; only a webhook brings them in")
        if not shown.job_id:
            raise NotUnderstood(f"The application {ident} names no job; give it one in Ashby.")
    elif not shown.job_id:
        shown = replace(shown, job_id=here.job_id)  # what is on record serves as well (R3)
    if here is not None and here.stage is Stage.OFFER and shown.closed_as is None and _has_offer(here):
        shown = replace(shown, stage=Stage.OFFER)  # whatever the stage's name: the offer says where they stand
    tells = as_listed(shown, here, entry.key)
    return Reading(tells=tuple(tells), note="" if tells else "as it is on record")


def _has_offer(app: Application) -> bool:
    return app.offer_now is not None and app.offer_now.answer not in NO_MORE


def _person_listed(candidate: Said, entry: Entry, known: Known, heard_at: datetime) -> Reading:
    """Somebody's name and addresses as they are now."""
    about = f"{SOURCE}:{candidate.ident('id')}"
    state = state_of(known, about)
    if state is None:
        return Reading(note=NOBODY_HERE)
    fields: dict[str, Any] = {"candidate": _contact(candidate)}
    if removed := _not_there(candidate, known, about, heard_at):
        fields["removed"] = removed
    tell = told(SOURCE, about, "candidate_updated", f"updated:{digest(entry.key)}", heard_at, **fields)
    return Reading(tells=(tell,))


def _schedule_listed(schedule: Said, known: Known, heard_at: datetime) -> Reading:
    """An interview schedule of somebody who is followed up; in a state that nobody knows it says nothing."""
    if schedule.text("status") not in (*_PLANNED, _CALLED_OFF):
        return Reading(note="a schedule of which nobody knows whether it takes place")
    app = _theirs(schedule, known, heard_at)
    if app is None or app.is_closed:
        return Reading(note=NOBODY_HERE)
    return _interviews(schedule, known, heard_at)


def _offer_listed(offer: Said, known: Known, heard_at: datetime) -> Reading:
    """An offer as it is now, where that isn't on record."""
    status = offer.text("offerStatus")
    if status in _ANSWERS or status == _EXTENDED:
        app = _theirs(offer, known, heard_at)
    else:
        app = application_of(known, f"{SOURCE}:{offer.ident('candidateId')}", offer.ident("applicationId"))
    if app is None or app.is_closed:
        return Reading(note=NOBODY_HERE)
    made, mine = app.offer_now, f"{offer.ident('id')}.{_latest(offer).ident('id')}"
    as_it_is = status == _EXTENDED or (made is not None and made.answer == _ANSWERS.get(status))
    if made is not None and made.offer_id in ("", mine) and as_it_is:
        return Reading(note="the offer is as it is on record")
    if made is None and status in _ANSWERS:
        return Reading(note="an offer that was answered before anybody heard of it")
    return _offer(offer, known, heard_at)


def _theirs(said: Said, known: Known, heard_at: datetime) -> Application | None:
    """The application that a list's schedule or offer is of; None where it isn't followed up. Raises NotYet while it
    may be on its way here: on a first day they come in with the same list.
    """
    ident = said.ident("applicationId")
    app = application_of(known, f"{SOURCE}:{said.ident('candidateId')}", ident)
    if app is None and known.now - heard_at < _ON_THE_WAY:
        raise NotYet("It waits until their application is on record.", ident)
    return app


def _application_deleted(app: Said, known: Known, heard_at: datetime) -> Reading:
    """An application that Ashby does not have any more, of somebody whom it still has."""
    person, ident = app.ident("candidate", "id"), app.ident("id")
    if not person or not ident:
        raise NotUnderstood("An application that was deleted is of nobody, or has no id.")
    about = f"{SOURCE}:{person}"
    here = application_of(known, about, ident)
    if here is None or here.is_closed:
        return Reading(note=NOBODY_HERE if here is None else "an application that was closed before")
    stage = known.playbook.ats.stage(SOURCE, DELETED_APPLICATION)
    return Reading(tells=(stands(SOURCE, about, ident, heard_at, stage, DELETED_APPLICATION),))


# ---------------------------------------------------------------- events that carry the whole application


def _application(action: str, data: Said, entry: Entry, known: Known, heard_at: datetime) -> Reading:
    app = data.at("application")
    person, ident = app.ident("candidate", "id"), app.ident("id")
    if not person or not ident:
        raise NotUnderstood(f"{action} carries no application with an id and a candidate.")
    about = f"{SOURCE}:{person}"
    if _DELETIONS.happened(known, about, heard_at):
        return Reading(note="they were deleted in Ashby; this came late")
    shown = _shown(data, known, heard_at)
    here = application_of(known, about, ident)
    if not shown.job_id:
        if here is None and shown.closed_as is not None:
            return Reading(note="closed before they were followed up, and without a job")
        if here is None:
            raise NotUnderstood(f"The application {ident} names no job; give it one in Ashby, which sends it again.")
        shown = replace(shown, job_id=here.job_id)  # what is on record serves as well (R3)
    if here is None and shown.closed_as is not None and shown.stage is Stage.PROSPECT:
        return Reading(note="a prospect who was closed before they were followed up; they never applied")
    tells = [shown.application()]
    if action == "applicationUpdate" and here is not None:  # a transfer to another job, another recruiter, …
        tells = [shown.application(f"details:{digest(entry.key)}")]
        tells += _removed(app.at("candidate"), entry, known, about, shown)
    if shown.closed_as is None and here is not None and here.stage in (Stage.REJECTED, Stage.HIRED):
        tells.append(shown.reopened("rejection_withdrawn" if here.stage is Stage.REJECTED else "hire_withdrawn"))
    if not (action == "applicationSubmit" and here is None and (shown.stage or shown.closed_as)):
        tells.append(shown.standing(moved=action not in ("applicationUpdate", "pushToHRIS")))
    return Reading(tells=tuple(tells))


def _shown(data: Said, known: Known, heard_at: datetime) -> Shown:
    app, names = data.at("application"), known.playbook.ats
    status, stage_name = app.text("status"), app.text("currentInterviewStage", "title")
    stage = names.stage(SOURCE, stage_name, app.text("currentInterviewStage", "type"))
    stage = Stage.PROSPECT if status == "Lead" else stage
    if status and status not in _STATUSES:  # of which nobody knows whether it is open: for a person to say
        stage_name, stage = status, names.stage(SOURCE, status)
    at = app.instant("updatedAt") or heard_at
    reason = app.text("archiveReason", "text")
    closed_as = None
    if status == "Hired":
        closed_as = Stage.HIRED
    elif status == "Archived":
        closed_as = closing(names, SOURCE, reason, app.text("archiveReason", "reasonType"))
        at = app.instant("archivedAt") or at
    elif stage in CLOSED_STAGES:
        closed_as = stage
    candidate = app.at("candidate")
    return Shown(
        source=SOURCE,
        candidate_id=candidate.ident("id"),
        application_id=app.ident("id"),
        heard_at=heard_at,
        at=min(at, heard_at),
        job_id=app.ident("job", "id"),
        stage_name=stage_name or status or "no stage",
        stage=stage,
        closed_as=closed_as,
        reason=reason,
        start_date=_latest(data.at("offer")).day("startDate"),
        applied_at=app.instant("createdAt"),
        candidate=_contact(candidate),
        job={"job_title": app.text("job", "title"), "application_source": app.text("source", "title")},
        recruiter=_colleague(app, "recruiter", "coordinator"),
        hiring_manager=_colleague(app, "hiring manager"),
    )


def _contact(candidate: Said) -> dict[str, str]:
    return filled(
        **full_name(candidate.text("name")),
        email=candidate.text("primaryEmailAddress", "value"),
        phone=candidate.text("primaryPhoneNumber", "value"),
    )


def _colleague(app: Said, *roles: str) -> dict[str, str]:
    """The first member of the hiring team in one of the roles, in their order."""
    for role in roles:
        for member in app.all("hiringTeam"):
            if role in member.text("role").lower():
                name = f"{member.text('firstName')} {member.text('lastName')}".strip()
                return filled(name=name, email=member.text("email"), role=member.text("role"))
    return {}


# ---------------------------------------------------------------- interviews, offers, persons


def _interviews(schedule: Said, known: Known, heard_at: datetime) -> Reading:
    group, application_id = schedule.ident("id"), schedule.ident("applicationId")
    if not group or not application_id:
        raise NotUnderstood("An interview schedule without an id or an application cannot be understood.")
    status, candidate = schedule.text("status"), schedule.ident("candidateId")
    if status not in (*_PLANNED, _CALLED_OFF):
        raise NotUnderstood(
            f"The interviews of the application {application_id} are in the state {status or 'that is not said'!r}, of "
            "which nobody knows whether they take place; move or cancel them yourself (`followup interview`)."
        )
    about = f"{SOURCE}:{candidate}" if candidate else holder_of(known, SOURCE, application_id, heard_at)
    slots = []
    if status != _CALLED_OFF:
        for event in schedule.all("interviewEvents"):
            at = event.instant("startTime")
            if at is None:
                continue
            seen = (one for one in event.all("interviewers") if one.text("trainingRole").lower() != _UNSEEN)
            people = (
                Interviewer(f"{one.text('firstName')} {one.text('lastName')}".strip(), one.text("email"))
                for one in seen
            )
            slots.append(
                ScheduleEntry(
                    group=group,
                    at=at,
                    ends_at=event.instant("endTime") or at + timedelta(hours=1),
                    location=event.text("location"),
                    link=event.text("meetingLink", limit=1000),
                    with_whom=tuple(one for one in people if one.name),
                )
            )
    at = min(schedule.instant("updatedAt") or heard_at, heard_at)
    tells = interviews_told(known, SOURCE, about, application_id, at, visits(SOURCE, slots), group=group)
    return Reading(tells=tuple(tells), note="" if tells else "nothing about the interview's time has changed")


def _latest(offer: Said) -> Said:
    """The version of an offer that counts."""
    if version := offer.at("latestVersion"):
        return version
    versions = list(offer.all("versions"))
    return versions[-1] if versions else Said(None)


def _offer(offer: Said, known: Known, heard_at: datetime) -> Reading:
    """An offer counts once it lies with the candidate; before that it waits for somebody in the company."""
    ident, application_id, status = offer.ident("id"), offer.ident("applicationId"), offer.text("offerStatus")
    version = _latest(offer)
    if status == _CANCELLED_OFFER:
        return offer_stands_no_more(known, SOURCE, application_id, heard_at, "called_off", "")
    offer_id = f"{ident}.{version.ident('id')}"
    if status in _NOT_EXTENDED:  # a version that is new, where an older one lies with them
        return offer_stands_no_more(known, SOURCE, application_id, heard_at, "replaced", "", newer_than=offer_id)
    if not ident or (status != _EXTENDED and status not in _ANSWERS):
        raise NotUnderstood(
            f"An offer in the state {status!r} is not known here; if they have it, record it with `followup offer`."
        )
    about = holder_of(known, SOURCE, application_id, heard_at)
    name = f"offer:{ident}:{version.ident('id')}:{status}"
    fields: dict[str, Any] = {"application_id": application_id}
    at = min(offer.instant("updatedAt") or heard_at, heard_at)
    if answer := _ANSWERS.get(status):
        at = min(offer.instant("decidedAt") or at, heard_at)
        return Reading(tells=(told(SOURCE, about, "offer_answered", name, at, answer=answer, **fields),))
    fields["offer_id"] = offer_id
    if start := version.day("startDate"):
        fields["start_date"] = start.isoformat()
    return Reading(tells=(told(SOURCE, about, "offer_extended", name, at, **fields),))


def _signature(asked: Said, known: Known, heard_at: datetime) -> Reading:
    """A letter was sent for signature: where it is an offer's, that is the sign that the offer lies with them."""
    status, offer_id = asked.text("status").lower(), asked.ident("offerId")
    if asked.text("relatedEntityType").lower() not in ("offer", "") or not offer_id:
        return Reading(note="a signature that is about no offer")
    if "sent" not in status:
        return Reading(note=f"a signature that was not just asked for ({status or 'no status'})")
    for body in known.reader.said_about(SOURCE, _OFFERS, offer_id, known.now):
        offer = Said(read_object(body)).at("said", "data", "offer")
        if offer.ident("id") == offer_id:
            return _offer(Said({**offer.value, "offerStatus": _EXTENDED}), known, heard_at)
    raise NotUnderstood(
        f"The offer {offer_id} was sent for signature, and nothing was told about it before; put it on record with "
        "`followup offer`, and choose offerCreate and offerUpdate among Ashby's webhooks."
    )


def _survey(survey: Said) -> Reading:
    """What a form asked is the company's own, so that only a person can say what an answer means."""
    if survey.text("surveyType") != _CONSENT:
        return Reading(note="a form that says nothing about how they are followed up")
    candidate = survey.ident("candidateId")
    raise NotUnderstood(
        f"ashby:{candidate or 'somebody'} has answered a form about consent to keep their data: read it in Ashby, and "
        "where they refuse, `followup stop` or `followup withdraw` them here."
    )


def _job(job: Said, known: Known, heard_at: datetime) -> Reading:
    closed = _JOB.get(job.text("status").lower())
    if closed is None:
        return Reading(note="nothing about the job that its candidates would have to hear of")
    about = {"title": job.text("title"), "employment_type": job.text("employmentType")}
    told = {name: value for name, value in about.items() if value}
    is_open = not closed and job.flag("confidential") is not True  # nobody is told of one that is confidential
    heard = PositionHeard(SOURCE, job.ident("id"), is_open, heard_at, told)
    return with_position(heard, lambda: job_closed(known, SOURCE, job.ident("id"), heard_at, closed=closed))


def _removed(candidate: Said, entry: Entry, known: Known, about: str, shown: Shown) -> list[OutgoingSignal]:
    """That an address of theirs is not there any more: Ashby shows it as null, and tells it in no other way."""
    removed = _not_there(candidate, known, about, shown.heard_at)
    name = f"removed:{digest(entry.key)}"
    return [told(SOURCE, about, "candidate_updated", name, shown.heard_at, removed=removed)] if removed else []


def _not_there(candidate: Said, known: Known, about: str, heard_at: datetime) -> list[str]:
    """Which of their addresses are shown as null."""
    state = state_of(known, about)
    if state is None:
        return []
    shows = candidate.value if isinstance(candidate.value, dict) else {}
    emails: list[str] | None = [] if "primaryEmailAddress" in shows and shows["primaryEmailAddress"] is None else None
    phones: list[str] | None = [] if "primaryPhoneNumber" in shows and shows["primaryPhoneNumber"] is None else None
    return not_listed(known, SOURCE, about, state, emails, phones, heard_at)


def _merged(data: Said, known: Known, heard_at: datetime) -> Reading:
    lost, stays = data.ident("deletedCandidate", "id"), data.ident("mergedCandidate", "id")
    if not lost or not stays or lost == stays:
        raise NotUnderstood("candidateMerge does not say who was merged into whom.")
    return merged(known, SOURCE, lost, stays, heard_at)


def _deleted(candidate: Said, data: Said, known: Known, heard_at: datetime) -> Reading:
    """A look names the applications that went with the record: they may be somebody's who goes on under another."""
    ident = candidate.ident("id")
    if not ident:
        raise NotUnderstood("candidateDelete names nobody.")
    emails = [email] if (email := candidate.text("primaryEmailAddress", "value")) else []
    phones = [phone] if (phone := candidate.text("primaryPhoneNumber", "value")) else []
    lost = [one for each in data.all("applicationIds") if (one := each.ident())] or None
    return gone(known, SOURCE, f"{SOURCE}:{ident}", lost, heard_at, _DELETIONS, emails=emails, phones=phones)


_DELETIONS = Deletions(
    deleted=("candidateDelete",), merged=("candidateMerge",), lost=("data", "deletedCandidate", "id")
)
