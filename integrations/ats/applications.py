"""What an ATS shows of one application, and the facts that tell it: the same for every ATS.

The ids of the facts hang on what they say and not on the request that brought them: however often an ATS says so, and
under whichever number, it is one fact.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any, Literal

from domain.names import Stage, digest
from domain.people.person_names import halves_of
from domain.state.model import Application, CandidateState
from domain.tags import MOST
from integrations.arrivals import Entry, Known, NotNow, NotOnRecord, NotUnderstood, NotYet, OutgoingSignal, Reading
from integrations.ats.payload import filled, stands_in
from ledger.queries.positions import PositionHeard

_SIGNAL_OF = {Stage.HIRED: "hired", Stage.REJECTED: "rejected", Stage.WITHDRAWN: "withdrawn"}
_CATCHING_UP = timedelta(days=1)
"""So long an application of which nobody has heard may still be on its way here."""

SETTLES_WITHIN = timedelta(days=14)
"""So long what was told is waited for, to be on record: a worker that is away for longer is no worker."""

LISTED = "listed"
"""The kind of what a list of an ATS shows of an application, where nothing says that anything happened to it."""

SECOND = "a further application for a job that they are in the running for; the first counts"

NOBODY_HERE = "about someone who isn't followed up here"


@dataclass(frozen=True, slots=True)
class Shown:
    """An application as an ATS shows it at one instant."""

    source: str
    candidate_id: str  # the ATS's own
    application_id: str
    heard_at: datetime  # when the hook came in
    at: datetime  # since when it stands where it stands, by the ATS's clock
    job_id: str
    stage_name: str = ""  # the ATS's word for it
    stage: Stage | None = None  # ours; None where the playbook does not know it
    closed_as: Stage | None = None  # None while it is open
    reason: str = ""
    start_date: date | None = None
    applied_at: datetime | None = None
    can_email: bool | None = None
    candidate: dict[str, str] = field(default_factory=dict)
    job: dict[str, str] = field(default_factory=dict)  # job_title, department, location, employment_type, level
    recruiter: dict[str, str] = field(default_factory=dict)
    hiring_manager: dict[str, str] = field(default_factory=dict)
    tags: tuple[str, ...] | None = None  # all of them; None where it does not show any
    tags_of: str = ""  # the record that has them, as `source:id`

    @property
    def about(self) -> str:
        """The ATS's record of them, as an id of ours."""
        return f"{self.source}:{self.candidate_id}"

    def tell(self, signal: str, ident: str, at: datetime, /, **fields: Any) -> OutgoingSignal:
        """One fact about this application."""
        return told(self.source, self.about, signal, ident, at, application_id=self.application_id, **fields)

    def application(self, ident: str = "") -> OutgoingSignal:
        """That there is such an application, where it stands now: what somebody who is not here yet begins with.

        Told before all else that is said about it, always under the same id, so that it is a repeat for those who are
        here. `ident` makes it a fact of its own, of newer details.
        """
        details = filled(
            candidate=self.candidate,
            job_id=self.job_id,
            **self.job,
            recruiter=self.recruiter,
            hiring_manager=self.hiring_manager,
            known_as=self.about,
        )
        if self.tags:
            details |= {"tags": list(self.tags), "tags_of": self.tags_of}
        if self.can_email is False:
            details["can_email"] = False
        ident = ident or f"application:{self.application_id}"
        if self.applied_at is not None:
            details["applied_at"] = min(self.applied_at, self.heard_at).isoformat()
        # Heard of now, so that nothing is dated before (R15). The ATS's own instant stands in applied_at. Of one that
        # is closed nothing may be sent as if it were still open.
        stage = self.closed_as or self.stage or Stage.APPLIED
        return self.tell("application_received", ident, self.heard_at, stage=str(stage), **details)

    def standing(self, *, moved: bool = True) -> OutgoingSignal:
        """Where it stands: closed and as what, or in which stage. A stage that is not known is told by its own name.

        Not `moved`: the event shows it, and does not say that it was moved there just now (R20).
        """
        stage = self.closed_as or self.stage
        fields: dict[str, Any] = {}
        if stage is Stage.HIRED and self.start_date:
            fields["start_date"] = self.start_date.isoformat()
        elif stage in (Stage.REJECTED, Stage.WITHDRAWN) and self.reason:
            fields["reason"] = self.reason
        elif stage not in _SIGNAL_OF and not moved:
            fields["moved"] = False
        return stands(self.source, self.about, self.application_id, self.at, stage, self.stage_name, **fields)

    def other_tags(self, known: Known) -> list[OutgoingSignal]:
        """That the record has other tags now than are on record: for those who are here, since they hear of the
        application but once. While something waits to be on record, nobody knows, and tags are told in any case.
        """
        if self.tags is None:
            return []
        snapshot = known.reader.snapshot(known.reader.owner_of(self.about))
        other = snapshot is not None and has_other_tags(snapshot["candidate"], self.tags_of, self.tags)
        settled = not self.tags or known.reader.is_on_record(self.about, known.now - SETTLES_WITHIN)
        if settled and not other:
            return []
        fields = {"tags": list(self.tags), "tags_of": self.tags_of}
        name = f"tags:{self.tags_of}:{digest(self.heard_at.isoformat(), *self.tags)}"
        return [told(self.source, self.about, "candidate_updated", name, self.heard_at, **fields)]

    def reopened(self, signal: str) -> OutgoingSignal:
        """That a rejection or hire was undone."""
        return self.tell(signal, f"{signal}:{self.application_id}:{self.at.isoformat()}", self.at)


def as_listed(shown: Shown, app: Application | None, key: str) -> list[OutgoingSignal]:
    """What follows from how a list shows an application: nothing new where it says what is on record.

    The list is the newest word of its ATS, whatever its events said before. What was closed here by a colleague or by
    the candidate stays closed: an ATS that has not heard of it says nothing against it.
    """
    if app is None:
        return [shown.application(), *([] if shown.stage and not shown.closed_as else [shown.standing(moved=False)])]
    stage = shown.closed_as or shown.stage
    # What it shows of the person is told by itself: of two records of theirs, it is one that counts.
    details = replace(shown, candidate={}, can_email=None, tags=None)
    tells = [] if app.unplaced and stage is None else [details.application(f"details:{digest(key)}")]
    if app.placed_by in ("", shown.source):
        newest = max(filter(None, (shown.at, app.placed_at, app.entry.entered_at)))
        shown = replace(shown, at=min(newest, shown.heard_at))
    if app.is_closed and shown.closed_as is None:
        if app.placed_by not in ("", shown.source):
            return tells
        tells.append(
            _anew(shown.reopened("hire_withdrawn" if app.stage is Stage.HIRED else "rejection_withdrawn"), key)
        )
        if app.stage is not Stage.WITHDRAWN and app.before is not None and app.before.stage is stage:
            return tells  # that restores it
    starts_otherwise = shown.start_date is not None and (app.hire is None or app.hire.start_date != shown.start_date)
    if stage is not app.stage or app.unplaced or (stage is Stage.HIRED and starts_otherwise):
        tells.append(_anew(shown.standing(), key))
    return tells


def is_second(app: Application | None, application_id: str, entry: Entry) -> bool:
    """Is it a further application for a job that they are in the running for here? The first counts while it is shown:
    what a list shows of the other was read as news, and meanwhile a hook has told of it.
    """
    return app is not None and app.application_id != application_id and not stands_in(entry)


def _anew(tell: OutgoingSignal, key: str) -> OutgoingSignal:
    """Under an id of its own: what a hook said in the same words has not led there, or it would be on record."""
    return tell._replace(fact=tell.fact | {"event_id": f"{tell.fact['event_id'][:150]}:{digest(key)}"})


def stands(
    source: str, about: str, application_id: str, at: datetime, stage: Stage | None, name: str, **fields: Any
) -> OutgoingSignal:
    """That an application stands in this stage since then; where the stage is not known, under the ATS's own name."""
    said = (str(value) for _, value in sorted(fields.items()))
    ident = f"stands:{application_id}:{digest(str(stage or name), at.isoformat(), *said)}"
    if stage not in _SIGNAL_OF:
        fields["stage"] = str(stage or name)
    signal = _SIGNAL_OF.get(stage, "stage_changed") if stage else "stage_changed"
    return told(source, about, signal, ident, at, application_id=application_id, **fields)


def told(source: str, candidate_id: str, signal: str, ident: str, at: datetime, /, **fields: Any) -> OutgoingSignal:
    """One fact about a person. `ident` names it within its source."""
    fact = {"event_id": f"{source}:{ident}"[:200], "occurred_at": at.isoformat(), "source": source, **fields}
    return OutgoingSignal(candidate_id, signal, fact)


def has_other_tags(candidate: Mapping[str, Any], record: str, tags: Sequence[str]) -> bool:
    """Does somebody (of a snapshot) have other tags on record of this one than these, as far as there is room?"""
    given: Mapping[str, Sequence[str]] = candidate.get("tags") or {}
    mine, full = {*given.get(record, ())}, len({tag for theirs in given.values() for tag in theirs}) >= MOST
    return not mine <= {*tags} if full else mine != {*tags}


def full_name(text: str) -> dict[str, str]:
    """First and last name, where an ATS has but one field for both: certain in `Dam, Ann` alone (R10)."""
    first, last = halves_of(text)
    return {"first_name": first, "last_name": last} if last else {}


# ---------------------------------------------------------------- who is here


def state_of(known: Known, candidate_id: str) -> CandidateState | None:
    """Where they stand, under whichever id they are followed up (R17); None where nobody is here.

    Raises NotOnRecord while something that was told before is not on record: what is said now is about all of it.
    """
    if not known.reader.is_on_record(candidate_id, known.now - SETTLES_WITHIN):
        raise NotOnRecord
    snapshot = known.reader.snapshot(known.reader.owner_of(candidate_id))
    return CandidateState.model_validate(snapshot) if snapshot else None


def application_of(known: Known, candidate_id: str, application_id: str) -> Application | None:
    state = state_of(known, candidate_id)
    return state.meant(application_id) if state else None


def holder_of(known: Known, source: str, application_id: str, heard_at: datetime) -> str:
    """Whose application it is, for an ATS that names no person.

    Raises NotYet while it may still be on its way here, then NotUnderstood.
    """
    theirs = _holders(known, source, application_id)
    if len(theirs) == 1:
        return theirs[0]
    if theirs:
        raise NotUnderstood(
            f"Several people have an application {application_id}; record it for the right one yourself."
        )
    if application_id and known.now - heard_at < _CATCHING_UP:
        raise NotYet(f"Nobody here has the application {application_id} yet; it is looked for again.", application_id)
    raise NotUnderstood(
        f"Nobody here has the application {application_id or 'that it is about'}; "
        f"move it in {source.capitalize()} or change it there, so that it is told, and try this again."
    )


def offer_stands_no_more(
    known: Known,
    source: str,
    application_id: str,
    at: datetime,
    answer: Literal["replaced", "called_off"],
    ident: str,
    *,
    newer_than: str = "",
) -> Reading:
    """What follows where an offer was replaced or called off: a colleague's task, where it lies with the candidate.

    `ident` is the offer's, with its version, where it is that one that does; `newer_than` one that replaces all others.
    """
    theirs = _holders(known, source, application_id) or [known.reader.last_said_of(source, application_id)]
    for holder in filter(None, theirs):
        app = application_of(known, holder, application_id)
        made = app.offer_now if app is not None and app.stage is Stage.OFFER else None
        if made is None or made.answer not in ("", "discuss"):
            continue
        if made.offer_id and (made.offer_id == newer_than or (ident and made.offer_id != ident)):
            continue
        fields = {"application_id": application_id, "answer": answer, "offer_id": made.offer_id}
        name = f"offer:{made.offer_id or application_id}:{answer}:{made.number}"
        return Reading(tells=(told(source, holder, "offer_answered", name, at, **fields),))
    return Reading(note="no offer that lies with a candidate here")


def _holders(known: Known, source: str, application_id: str) -> list[str]:
    found = [str(row["candidate_id"]) for row in known.reader.holders(application_id)] if application_id else []
    return [one for one in found if one.startswith(f"{source}:")] or found


def job_closed(known: Known, source: str, job_id: str, at: datetime, *, closed: bool) -> Reading:
    """A job was closed, or is open again: told to everybody who is in the running for it (S19)."""
    if not job_id:
        raise NotUnderstood("An event about a job names none.")
    # Who applied before may wait to be told, or have been told and not be on record; looked at in this order.
    waits = known.reader.others_wait_to_be_told(source, "", at)
    if waits or not known.reader.all_on_record(source, known.now - SETTLES_WITHIN, at):
        raise NotOnRecord
    tells = []
    for row in known.reader.in_the_running(job_id):
        about, ident = str(row["candidate_id"]), str(row["application_id"])
        ours = about if about.startswith(f"{source}:") else known.reader.last_said_of(source, ident)
        app = application_of(known, about, ident) if ours else None
        if app is None or not app.is_open or closed is (app.job_closed_at is not None):
            continue
        applied_at = (app.applied_at or app.entry.entered_at).isoformat()
        fields = {"job_id": job_id, "stage": str(app.stage), "applied_at": applied_at, "job_closed": closed}
        name = f"job:{ident}:{digest(job_id, str(closed), at.isoformat())}"
        tells.append(told(source, about, "application_received", name, at, application_id=ident, **fields))
    return Reading(tells=tuple(tells), note="" if tells else "nobody here is in the running for this job")


def with_position(heard: PositionHeard, read: Callable[[], Reading]) -> Reading:
    """What follows for candidates, with what is said of the position itself: that holds although it has to be asked
    again later what follows for them (S18).
    """
    if not heard.job:
        return read()
    try:
        return replace(read(), positions=(heard,))
    except NotNow as error:
        error.positions = (heard,)
        raise
