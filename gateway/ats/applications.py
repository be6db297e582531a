"""What an ATS shows of one application, and the facts that tell it: the same for every ATS.

The ids of the facts hang on what they say and not on the request that brought them: however often an ATS says so, and
under whichever number, it is one fact.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from domain.names import CLOSED_STAGES, Stage, digest
from domain.person_names import halves_of
from domain.state import Application, CandidateState
from gateway.arrivals import Known, NotUnderstood, NotYet, Tell

_SIGNAL_OF = {Stage.HIRED: "hired", Stage.REJECTED: "rejected", Stage.WITHDRAWN: "withdrawn"}
_CATCHING_UP = timedelta(days=1)
"""So long an application of which nobody has heard may still be on its way here."""


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

    def tell(self, signal: str, ident: str, at: datetime, /, **fields: Any) -> Tell:
        """One fact about this application."""
        about = f"{self.source}:{self.candidate_id}"
        return told(self.source, about, signal, ident, at, application_id=self.application_id, **fields)

    def application(self, ident: str = "") -> Tell:
        """That there is such an application, where it stands now: what somebody who is not here yet begins with.

        Told before all else that is said about it, always under the same id, so that it is a repeat for those who are
        here. `ident` makes it a fact of its own, of newer details.
        """
        details: dict[str, Any] = {
            "candidate": self.candidate,
            "job_id": self.job_id,
            **self.job,
            "recruiter": self.recruiter,
            "hiring_manager": self.hiring_manager,
        }
        details = {name: value for name, value in details.items() if value}
        if self.can_email is False:
            details["can_email"] = False
        ident = ident or f"application:{self.application_id}"
        if self.applied_at is not None:
            details["applied_at"] = min(self.applied_at, self.heard_at).isoformat()
        # Heard of now, so that nothing is dated before (R15). The ATS's own instant stands in applied_at. Of one that
        # is closed nothing may be sent as if it were still open.
        stage = self.closed_as or self.stage or Stage.APPLIED
        return self.tell("application_received", ident, self.heard_at, stage=str(stage), **details)

    def standing(self, *, moved: bool = True) -> Tell:
        """Where it stands: closed and as what, or in which stage. A stage that is not known is told by its own name.

        Not `moved`: the event shows it, and does not say that it was moved there just now (R20).
        """
        stage = self.closed_as or self.stage
        about = f"{self.source}:{self.candidate_id}"
        fields: dict[str, Any] = {}
        if stage is Stage.HIRED and self.start_date:
            fields["start_date"] = self.start_date.isoformat()
        elif stage in (Stage.REJECTED, Stage.WITHDRAWN) and self.reason:
            fields["reason"] = self.reason
        elif stage not in _SIGNAL_OF and not moved:
            fields["moved"] = False
        return stands(self.source, about, self.application_id, self.at, stage, self.stage_name, **fields)

    def reopened(self, signal: str) -> Tell:
        """That a rejection or hire was undone."""
        return self.tell(signal, f"{signal}:{self.application_id}:{self.at.isoformat()}", self.at)


def stands(
    source: str, about: str, application_id: str, at: datetime, stage: Stage | None, name: str, **fields: Any
) -> Tell:
    """That an application stands in this stage since then; where the stage is not known, under the ATS's own name."""
    said = (str(value) for _, value in sorted(fields.items()))
    ident = f"stands:{application_id}:{digest(str(stage or name), at.isoformat(), *said)}"
    if stage not in _SIGNAL_OF:
        fields["stage"] = str(stage or name)
    signal = _SIGNAL_OF.get(stage, "stage_changed") if stage else "stage_changed"
    return told(source, about, signal, ident, at, application_id=application_id, **fields)


def told(source: str, candidate_id: str, signal: str, ident: str, at: datetime, /, **fields: Any) -> Tell:
    """One fact about a person. `ident` names it within its source."""
    fact = {"event_id": f"{source}:{ident}"[:200], "occurred_at": at.isoformat(), "source": source, **fields}
    return Tell(candidate_id, signal, fact)


def full_name(text: str) -> dict[str, str]:
    """First and last name, where an ATS has but one field for both: certain in `Dam, Ann` alone (R10)."""
    first, last = halves_of(text)
    return {"first_name": first, "last_name": last} if last else {}


# ---------------------------------------------------------------- who is here


def state_of(known: Known, candidate_id: str) -> CandidateState | None:
    """What the ledger last knew of them, under whichever id they are followed up (R17); None where nobody is here."""
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
            f"Several people have an application {application_id}; say it about the right one yourself."
        )
    if application_id and known.now - heard_at < _CATCHING_UP:
        raise NotYet(f"Nobody here has the application {application_id} yet; it is looked for again.", application_id)
    raise NotUnderstood(
        f"Nobody here has the application {application_id or 'that it is about'}; "
        f"move it in {source.capitalize()} or change it there, so that it is told, and try this again."
    )


def offer_called_off(known: Known, source: str, application_id: str) -> str:
    """Why nothing is told of an offer that was deleted or cancelled, which we have no word for.

    Raises NotUnderstood where it lies with a candidate here: nobody but a colleague can tell them, and stop the nudges.
    """
    for holder in _holders(known, source, application_id):
        app = application_of(known, holder, application_id)
        made = app.offer if app is not None and app.stage not in CLOSED_STAGES else None
        if made is not None and not made.answer:
            raise NotUnderstood(
                f"The offer that lies with {holder} was called off in {source.capitalize()}: tell them yourself, and "
                f"move them (`followup stage {holder} …`) or pause what follows (`followup pause {holder}`)."
            )
    return "an offer was called off that no candidate here waits with"


def _holders(known: Known, source: str, application_id: str) -> list[str]:
    found = [str(row["candidate_id"]) for row in known.reader.holders(application_id)] if application_id else []
    return [one for one in found if one.startswith(f"{source}:")] or found


def gone(known: Known, source: str, about: str, applications: Iterable[str] | None, at: datetime) -> list[Tell]:
    """They are deleted in the ATS: nothing is sent to them ever again, and what was open for them is closed.

    First of all every channel is closed, so that closing the applications sends nothing. `applications` None: all that
    they have here.
    """
    reason = f"deleted in {source.capitalize()}"
    state = state_of(known, about)
    theirs = {app.application_id: app for app in state.applications} if state else {}
    wanted = dict.fromkeys(theirs if applications is None else applications)
    tells = [told(source, about, "opted_out", f"deleted:{about}", at, reason=reason)]
    for application_id in wanted:
        app = theirs.get(application_id)
        if app is None or app.stage not in CLOSED_STAGES:
            ident = f"deleted:{about}:{application_id}"
            tells.append(told(source, about, "withdrawn", ident, at, application_id=application_id, reason=reason))
    return tells
