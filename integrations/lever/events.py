"""Lever: a signature that covers neither the event nor its data, and data that holds ids alone.

So nothing of the data is believed but ids, and what is told is what Lever's API shows of them now. Whoever replays a
signature with other data changes nothing: the inbox takes each token once, and the token is signed. Whoever is quicker
than Lever itself can make us look at another id, and cannot make us believe anything of it.

What our own look at Lever's lists found (`listing.py`) is believed as it stands there, under kinds of its own that no
request can have.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from domain.names import CLOSED_STAGES, Stage, digest
from domain.state.model import CandidateState
from integrations.arrivals import (
    Entry,
    Known,
    NotNow,
    NotUnderstood,
    OutgoingSignal,
    Reading,
    Request,
    UnverifiedRequest,
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
    is_second,
    job_closed,
    stands,
    state_of,
    told,
)
from integrations.ats.interviews import interviews_listed, interviews_told, visits
from integrations.ats.payload import Said, entry_of, filled, opened, read_object
from integrations.ats.records import gone, merged, not_listed
from integrations.ats.signatures import is_signed, secrets_of
from integrations.ats.stage_names import closing
from integrations.lever.client import (
    AT_THE_DOOR,
    Contact,
    LeverApi,
    Opportunity,
    Posting,
    Reason,
    contact_in,
    opportunity_in,
    paced,
    posting_in,
    reason_in,
)
from integrations.lever.offers import offers_told

SOURCE = "lever"
DELETED_OPPORTUNITY = "Opportunity deleted"
"""Stands in for a stage's name, as with Greenhouse: what it means is for the company to say in `ats.yaml`."""

OLDEST = timedelta(days=14)
"""So long Lever itself can send an event again, with its old time: by retries, or by Rerun in its settings."""

_SKEW = timedelta(minutes=5)
_ABOUT_AN_OPPORTUNITY = ("applicationCreated", "candidateHired", "candidateStageChange", "candidateArchiveChange")
_INTERVIEWS = ("interviewCreated", "interviewUpdated", "interviewDeleted")
_CONTACTS = ("contactCreated", "contactUpdated")

CONTACT_LISTED = "contact_listed"
CONTACT_MERGED = "contact_merged"
ANONYMIZED = "contact_anonymized"
POSTING_CLOSED = "posting_closed"
OURS = frozenset({LISTED, CONTACT_LISTED, CONTACT_MERGED, ANONYMIZED, POSTING_CLOSED})
"""Kinds of what our own look found. No request is stored under one of these: its event is not signed."""

_CHANGED = timedelta(days=3)
"""What belongs to an opportunity and stands in no list, offers and interviews, is asked for in the nights after it has
changed, so that a night without changes costs nothing.
"""
_FIRST = timedelta(days=14)
"""The same of somebody who comes in by a look."""


def door(secret: str, api_key: str, api_url: str) -> Lever:
    """The door of this installation. Raises ValueError, naming the setting."""
    never = threading.Event()
    return Lever(secrets_of(secret, "FOLLOWUP_LEVER_SECRET"), paced(api_key, api_url, AT_THE_DOOR, never.wait))


class Lever:
    """The door of `/hooks/lever`."""

    source = SOURCE

    def __init__(self, secrets: Sequence[str], api: LeverApi) -> None:
        self._secrets = tuple(secrets)
        self._api = api

    def verify(self, request: Request) -> None:
        """`signature` is the hex HMAC of token and triggeredAt, written one after the other."""
        said = Said(read_object(request.body))
        token, triggered_at = said.text("token"), said.at("triggeredAt").value
        if not token or isinstance(triggered_at, bool) or not isinstance(triggered_at, int):
            raise UnverifiedRequest("The body holds no token and time that could be signed.")
        message = f"{token}{said.text('triggeredAt')}".encode()
        if not is_signed(self._secrets, message, said.text("signature")):
            raise UnverifiedRequest("The signature is missing or does not fit.")
        at = said.instant("triggeredAt")
        if at is None or not -_SKEW <= request.received_at - at <= OLDEST:
            raise UnverifiedRequest("The event's time is too long ago, or lies ahead.")

    def entries(self, request: Request) -> list[Entry]:
        said = Said(read_object(request.body))
        if said.value is None:
            return unreadable(request)
        contact, event = said.ident("data", "contactId"), said.text("event", limit=100)
        return [
            entry_of(
                request,
                said.value,
                key=said.text("token") or body_digest(request.body),
                kind="" if event in OURS else event,
                about=f"{SOURCE}:{contact}" if contact else "",
                application=_opportunity_of(said.at("data")),
            )
        ]

    def read(self, entry: Entry, known: Known) -> Reading:
        said, heard_at = opened(entry)
        if entry.kind in OURS:
            return self._found(entry, said.at("data"), known, heard_at)
        event, data = said.text("event"), said.at("data")
        at = min(said.instant("triggeredAt") or heard_at, heard_at)
        if not data:
            return Reading(note="a test from Lever's settings")
        if event in _CONTACTS:
            return self._contact(data, entry, known, at)
        if event == "candidateDeleted":
            return self._deleted(data, known, at)
        if event not in (*_ABOUT_AN_OPPORTUNITY, *_INTERVIEWS):
            return Reading(note=f"nothing follows from {event or 'an event without a name'}")
        ident = _opportunity_of(data)
        if not ident:
            raise NotUnderstood(f"{event} names no opportunity.")
        opportunity = self._api.opportunity(ident)
        if opportunity is None or opportunity.deleted:
            return Reading(note="Lever does not have this opportunity any more")
        if not opportunity.contact:
            raise NotUnderstood(f"Lever shows no contact for the opportunity {ident}.")
        if opportunity.anonymized:
            about = f"{SOURCE}:{opportunity.contact}"
            return self._gone(about, opportunity.contact, opportunity.id, known, at)
        return self._shown(event, opportunity, known, heard_at, at)

    # ------------------------------------------------------------ an opportunity

    def _shown(self, event: str, opportunity: Opportunity, known: Known, heard_at: datetime, at: datetime) -> Reading:
        stage_name = opportunity.stage_name
        if not stage_name and opportunity.stage_id:
            stage_name = self._api.stage_name(opportunity.stage_id)
        stage = known.playbook.ats.stage(SOURCE, stage_name)
        about = f"{SOURCE}:{opportunity.contact}"
        here = application_of(known, about, opportunity.id)
        if opportunity.posting:
            posting = self._api.posting(opportunity.posting) or Posting(opportunity.posting)
        elif here is not None:
            posting = Posting(here.job_id)  # what is on record serves as well (R3)
        elif stage is Stage.PROSPECT:
            return Reading(note="a lead without a job; they are followed up once there is one to write about")
        elif opportunity.archived_at is not None:
            return Reading(note="archived before they were followed up, and without a job")
        else:
            raise NotUnderstood(
                f"The opportunity {opportunity.id} has no job posting; add one in Lever, then try this again."
            )
        reason = None
        if opportunity.archived_at is not None and opportunity.archive_reason:
            reason = self._api.archive_reason(opportunity.archive_reason)
        shown = _application(opportunity, posting, reason, stage_name, known, heard_at, at)
        if here is None and shown.closed_as is not None and stage is Stage.PROSPECT:
            return Reading(note="a lead who was closed before they were followed up; they never applied")
        tells = [shown.application(), *self._merged(opportunity, known, at)]
        if event == "candidateArchiveChange" and shown.closed_as is None:
            shown = replace(shown, at=at)  # they came into this stage long before they were archived
            was_hired = here is not None and here.stage is Stage.HIRED
            tells.append(shown.reopened("hire_withdrawn" if was_hired else "rejection_withdrawn"))
        if not (event == "applicationCreated" and here is None and (shown.stage or shown.closed_as)):
            tells.append(shown.standing())
        if shown.stage is Stage.OFFER and shown.closed_as is None:
            tells += offers_told(self._api.offers(opportunity.id), known, about, opportunity.id, at)
        tells += _snoozed(opportunity, known, at)
        if event in _INTERVIEWS:
            planned = visits(SOURCE, self._api.interviews(opportunity.id))
            tells += interviews_told(known, SOURCE, about, opportunity.id, at, planned)
        return Reading(tells=(*tells, *shown.other_tags(known)))

    # ------------------------------------------------------------ what our own look found

    def _found(self, entry: Entry, data: Said, known: Known, at: datetime) -> Reading:
        """What follows from an entry of `listing.py`."""
        contact, ident = data.ident("contactId"), data.ident("opportunityId")
        about = f"{SOURCE}:{contact}"
        match entry.kind:
            case kind if kind == POSTING_CLOSED:
                return job_closed(known, SOURCE, data.ident("postingId"), at, closed=True)
            case kind if kind == CONTACT_MERGED:
                lost = data.ident("mergedId")
                if self._api.contact(lost) is not None:
                    return Reading(note="Lever still has this contact, so that nothing is believed of its merge")
                return merged(known, SOURCE, lost, contact, at)
            case kind if kind == ANONYMIZED:
                if state_of(known, about) is None:
                    return Reading(note=NOBODY_HERE)
                return self._gone(about, contact, ident, known, at)
            case kind if kind == CONTACT_LISTED:
                state = state_of(known, about)
                if state is None:
                    return Reading(note=NOBODY_HERE)
                allowed = data.flag("mayBeContacted")
                return _details(contact_in(data.at("contact")), allowed, about, state, entry, known, at)
            case _:
                return self._listed(entry, data, known, at)

    def _listed(self, entry: Entry, data: Said, known: Known, at: datetime) -> Reading:
        """What a list shows of an opportunity, where nothing says that anything happened."""
        opportunity = opportunity_in(data.at("opportunity"))
        about = f"{SOURCE}:{opportunity.contact}"
        here = application_of(known, about, opportunity.id)
        stage = known.playbook.ats.stage(SOURCE, opportunity.stage_name)
        if is_second(here, opportunity.id, entry):
            return Reading(note=SECOND)
        if here is not None and here.application_id != opportunity.id:
            first = self._api.opportunity(here.application_id)
            if first is not None and not first.deleted:
                return Reading(note=SECOND)
        if here is None:
            if opportunity.archived_at is not None:
                return Reading(note="archived before they were followed up")
            if stage is Stage.PROSPECT:
                return Reading(note="a lead; only Lever's webhooks bring them in, once there is a job to write about")
            if not opportunity.posting:
                raise NotUnderstood(f"The opportunity {opportunity.id} has no job posting; add one in Lever.")
        posting = posting_in(data.at("posting"), opportunity.posting)
        if not posting.id and here is not None:
            posting = Posting(here.job_id)  # what is on record serves as well (R3)
        reason = reason_in(data.at("reason")) if data.at("reason") else None
        shown = _application(opportunity, posting, reason, opportunity.stage_name, known, at, at)
        tells = as_listed(shown, here, entry.key)
        changed_at = data.instant("opportunity", "updatedAt") or opportunity.moved_at or at
        if shown.closed_as is None:
            if at - changed_at <= (_FIRST if here is None else _CHANGED):
                tells += self._of_its_own(opportunity, stage, known, at, is_here=here is not None)
            tells += _snoozed(opportunity, known, at)
        if here is not None:
            tells += shown.other_tags(known)
        return Reading(tells=tuple(tells), note="" if tells else "as it is on record")

    def _of_its_own(
        self, opportunity: Opportunity, stage: Stage | None, known: Known, at: datetime, *, is_here: bool
    ) -> Sequence[OutgoingSignal]:
        """What belongs to an opportunity at this stage and stands in no list."""
        about = f"{SOURCE}:{opportunity.contact}"
        if stage is Stage.OFFER:
            return offers_told(self._api.offers(opportunity.id), known, about, opportunity.id, at)
        if stage is not Stage.INTERVIEW:
            return ()
        try:
            planned = visits(SOURCE, self._api.interviews(opportunity.id))
        except NotNow as error:
            if error.ours:  # our key may not read them; where they stand is told all the same
                return ()
            raise
        if not is_here:  # what took place before we knew of it is told to nobody
            ahead = [visit for visit in planned if visit.ends_at > at]
            return interviews_told(known, SOURCE, about, opportunity.id, at, ahead)
        over = {visit.interview_id for visit in planned if visit.ends_at <= at}
        return interviews_listed(known, SOURCE, about, opportunity.id, at, planned, over).tells

    # ------------------------------------------------------------ a person

    def _contact(self, data: Said, entry: Entry, known: Known, at: datetime) -> Reading:
        ident = data.ident("contactId") or data.ident("id")
        if not ident:
            raise NotUnderstood("An event about a contact names none.")
        about = f"{SOURCE}:{ident}"
        state = state_of(known, about)
        if state is None:
            return Reading(note=NOBODY_HERE)
        contact = self._api.contact(ident)
        if contact is None:
            return self._record_gone(about, known, at)
        return _details(contact, None, about, state, entry, known, at)

    def _deleted(self, data: Said, known: Known, at: datetime) -> Reading:
        """Believed only where Lever's API does not show them (any more)."""
        ident = _opportunity_of(data)
        if not ident:
            raise NotUnderstood("candidateDeleted names no opportunity.")
        contact = data.ident("contactId")
        holders = [str(row["candidate_id"]) for row in known.reader.holders(ident)]
        about = next((one for one in holders if one.startswith(f"{SOURCE}:")), "") or next(iter(holders), "")
        about = about or known.reader.last_said_of(SOURCE, ident)
        if not about and (not contact or state_of(known, f"{SOURCE}:{contact}") is None):
            return Reading(note=NOBODY_HERE)
        opportunity = self._api.opportunity(ident)
        if opportunity is not None and not opportunity.deleted:
            return Reading(note="Lever still has this opportunity, so that nothing is believed of its deletion")
        if about.startswith(f"{SOURCE}:"):
            contact = about.partition(":")[2]
        return self._gone(about or f"{SOURCE}:{contact}", contact, ident, known, at)

    def _gone(self, about: str, contact: str, opportunity: str, known: Known, at: datetime) -> Reading:
        """The whole record where Lever has it no more, else what was open about this one opportunity."""
        app = application_of(known, about, opportunity)
        if contact and self._api.contact(contact) is None:
            return self._record_gone(f"{SOURCE}:{contact}", known, at)
        if app is None:
            return Reading(note=NOBODY_HERE)
        if app.stage in CLOSED_STAGES:
            return Reading(note="an application that was closed before")
        stage = known.playbook.ats.stage(SOURCE, DELETED_OPPORTUNITY)
        return Reading(tells=(stands(SOURCE, about, opportunity, at, stage, DELETED_OPPORTUNITY),))

    def _record_gone(self, about: str, known: Known, at: datetime) -> Reading:
        """A contact that Lever has no more was deleted, unless what was theirs is another's now: then it was merged."""
        state = state_of(known, about)
        for app in state.applications if state else ():
            if app.known_as not in ("", about):
                continue  # of another record of theirs
            opportunity = self._api.opportunity(app.application_id)
            if opportunity is None or opportunity.deleted or not opportunity.contact:
                continue
            if (other := f"{SOURCE}:{opportunity.contact}") != about:
                ident = f"merged:{about.partition(':')[2]}:{opportunity.contact}"
                return Reading(tells=(told(SOURCE, other, "candidate_merged", ident, at, merged_id=about),))
        return gone(known, SOURCE, about, None, at, self)

    def happened(self, known: Known, about: str, at: datetime) -> bool:
        """Has Lever no such contact (any more)? Its events do not say it for certain."""
        source, _, contact = about.partition(":")
        return source == SOURCE and self._api.contact(contact) is None

    def went_into_another(self, known: Known, about: str, at: datetime) -> bool:
        return False  # that has been looked at: see `_record_gone`

    def _merged(self, opportunity: Opportunity, known: Known, at: datetime) -> list[OutgoingSignal]:
        """Lever tells no merges. One shows when an opportunity has another contact than before, who is gone (R17)."""
        about, tells = f"{SOURCE}:{opportunity.contact}", []
        for row in known.reader.holders(opportunity.id):
            other = str(row["candidate_id"])
            source, _, contact = other.partition(":")
            moved = source == SOURCE and other not in (about, known.reader.owner_of(about))
            if moved and self._api.contact(contact) is None:
                ident = f"merged:{contact}:{opportunity.contact}"
                tells.append(told(SOURCE, about, "candidate_merged", ident, at, merged_id=other))
        return tells


def _details(
    contact: Contact,
    may_be_contacted: bool | None,
    about: str,
    state: CandidateState,
    entry: Entry,
    known: Known,
    at: datetime,
) -> Reading:
    """What Lever has of a person now."""
    fields: dict[str, Any] = {"candidate": full_name(contact.name) | contact.details}
    if may_be_contacted is False:  # true opens nothing: only they themselves do (R7)
        fields["can_email"] = False
    if removed := not_listed(known, SOURCE, about, state, contact.emails, contact.phones, at):
        fields["removed"] = removed
    return Reading(tells=(told(SOURCE, about, "candidate_updated", f"updated:{digest(entry.key)}", at, **fields),))


def _snoozed(opportunity: Opportunity, known: Known, at: datetime) -> list[OutgoingSignal]:
    """That a recruiter has put the opportunity off until later."""
    if opportunity.snoozed_until is None or opportunity.snoozed_until <= known.now:
        return []
    until = opportunity.snoozed_until.isoformat()
    about, name = f"{SOURCE}:{opportunity.contact}", f"snoozed:{opportunity.id}:{until}"
    return [told(SOURCE, about, "candidate_updated", name, at, snoozed_until=until)]


def _opportunity_of(data: Said) -> str:
    """Lever's older word for the id of an opportunity is candidateId."""
    return data.first_ident(("opportunityId",), ("candidateId",))


def _application(
    opportunity: Opportunity,
    posting: Posting,
    reason: Reason | None,
    stage_name: str,
    known: Known,
    heard_at: datetime,
    triggered_at: datetime,
) -> Shown:
    names = known.playbook.ats
    stage = names.stage(SOURCE, stage_name)
    at, closed_as = opportunity.moved_at or triggered_at, None
    if opportunity.archived_at is not None:
        at = opportunity.archived_at
        closed_as = Stage.HIRED if reason and reason.hired else closing(names, SOURCE, reason.name if reason else "")
    elif stage in CLOSED_STAGES:
        closed_as = stage
    return Shown(
        source=SOURCE,
        candidate_id=opportunity.contact,
        application_id=opportunity.id,
        heard_at=heard_at,
        at=min(at, heard_at),
        job_id=posting.id,
        stage_name=stage_name or "no stage",
        stage=stage,
        closed_as=closed_as,
        reason=reason.name if reason and closed_as is not Stage.HIRED else "",
        applied_at=opportunity.created_at,
        can_email=opportunity.may_be_contacted,
        candidate=filled(**full_name(opportunity.name), email=opportunity.email, phone=opportunity.phone),
        job={**posting.details, "application_source": opportunity.source},
        recruiter=opportunity.owner.fields() or posting.owner.fields(),
        hiring_manager=posting.hiring_manager.fields(),
        tags=opportunity.tags,
        tags_of=f"{SOURCE}:{opportunity.id}",
    )
