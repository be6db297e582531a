"""How one application moves through its stages: entering, undoing, and what each stage event leaves behind."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from domain.compact import unknown_of
from domain.events import (
    ApplicationReceived,
    CameInSilent,
    Event,
    Hired,
    HireWithdrawn,
    Instant,
    InterviewCancelled,
    InterviewHeld,
    InterviewScheduled,
    Noted,
    OfferAnswered,
    OfferExtended,
    Person,
    Promised,
    Rejected,
    RejectionWithdrawn,
    SilenceBreached,
    StageChanged,
    SurveyAnswered,
    SurveyCompleted,
    WentQuiet,
    Withdrawn,
)
from domain.events.envelope import ERASED
from domain.names import CLOSED_STAGES, DECIDED_STAGES, OPEN_STAGES, Stage
from domain.reducers import coming_in, recruiters
from domain.reducers import interviews as told_of
from domain.reducers.handlers import MOVES
from domain.state.model import INTERVIEWS_LIMIT, Application, Entry, Hire, Interview, Offer

_OVER_LIMIT = 3

_LOW_SCORE = 2

_TERMS = ("job_title", "location", "employment_type", "pay_range")
"""What was promised is what is offered: these (R13)."""

_OF_JOB = ("department", "level", "location", "employment_type", "pay_range", "application_source")

NO_MORE = ("replaced", "called_off")
"""What became of an offer that stands no more, without a word of theirs."""

_UNDONE_CLICK = timedelta(days=1)

HELD_EARLIER = timedelta(hours=12)
"""So long before its time an interview may have been held that is told of without its number: that day, not days."""

_HELD_ALREADY = timedelta(days=2)
"""For so long after its end what is told to have been held may be the one that was taken to have been held."""

INTERVIEW_LENGTH = timedelta(hours=1)
"""How long an interview takes where nobody said."""


def begin(event: ApplicationReceived) -> Application:
    """A new application, as it came in."""
    return Application(
        application_id=event.application_id,
        note=event.notes[:2000],
        job_closed_at=event.occurred_at if event.job_closed else None,
        **coming_in.first_entry(event),
        **_details(event),
    )


def _details(event: ApplicationReceived) -> dict[str, Any]:
    names = ("job_id", "job_title", *_OF_JOB)
    return {name: getattr(event, name) for name in names} | {
        "recruiter": event.recruiter,
        "hiring_manager": event.hiring_manager,
        "known_as": event.known_as,
    }


def apply_again(app: Application, event: ApplicationReceived) -> Application:
    """The same application told once more: a re-application where the old one had ended, else newer details."""
    empty = ("", Person())
    new = {k: v for k, v in _details(event).items() if v not in empty} | recruiters.as_told(app, event)
    told = {k: old for k in _TERMS if k in new and (old := getattr(app, k)) and old != new[k]}
    if event.job_closed is not None:
        new["job_closed_at"] = (app.job_closed_at or event.occurred_at) if event.job_closed else None
    elif new.get("job_id", app.job_id) != app.job_id:
        new["job_closed_at"] = None
    app = app.replace(**new, first_told=told | app.first_told)
    if app.unplaced and not event.unplaced and event.job_closed is None:
        return _placed(app, event.stage, coming_in.heard_at(event))
    if coming_in.has_applied_again(app, event) and event.stage is not app.stage:
        app = enter(app, event.stage, event.occurred_at)
        by_job = coming_in.is_told_by_job(event)
        app = app.replace(first_told={}, offer=None, hire=None, unnumbered=by_job)  # what counts is of now (R13)
        return coming_in.begin_again(anchor(app, "application_received", event.occurred_at), event)
    return app


def also_told(app: Application, event: ApplicationReceived) -> Application:
    """The same application told by a second system, under an id of its own (R17, R20)."""
    if not app.is_closed or (event.applied_at is not None and coming_in.has_applied_again(app, event)):
        further, was_open = coming_in.stands_further_on(app, event), app.is_open
        details = event
        if coming_in.is_told_by_job(event):  # a file is older than what an ATS says: it fills what is missing
            mine = {name: getattr(app, name) for name in _details(event)}
            kept: dict[str, Any] = {name: one for name, one in mine.items() if one not in ("", Person())}
            kept |= {"recruiter": Person()} if "recruiter" in kept else {}  # not said anew: it stays whose it is
            details = event.replace(**kept)
        app = apply_again(app, details)
        if not was_open and app.is_open:
            app = app.replace(unnumbered=coming_in.is_told_by_job(event))
        if further and was_open:
            # Nobody says since when; a closing, or a move, that is told as it happens is told by a fact of its own.
            at, closed, midway = coming_in.heard_at(event), event.stage in CLOSED_STAGES, not app.had_word
            app = enter(app, event.stage, at, keep=closed)
            app = app.replace(entry=app.entry.replace(midway=midway))
    return coming_in.joined(app, event)


def enter(app: Application, stage: Stage, at: Instant, *, keep: bool = False, moved: bool = True) -> Application:
    """Enter a stage anew. `keep` remembers the present one, for a rejection or hire that may be undone; not `moved`:
    nobody says that they came there just now.
    """
    number = app.entries + 1
    if app.is_closed:
        app = told_of.anew(app, at)
    elif app.stage is Stage.NETWORK:
        app = told_of.stands_again(app, app.entry, at)
    midway = coming_in.is_before_us(app, at) or (not moved and not app.had_word)
    at, said = known_at(app, at), told_of.said_before(app.entry, app.interviews)
    return app.replace(
        entry=Entry(stage=stage, number=number, entered_at=at, midway=midway, steps=said),
        entries=number,
        before=app.entry if keep else None,
        quiet=False,
        unplaced="",
        closed_silently=False,
        breached_at=None,
        decision_told_at=app.decision_told_at if stage in DECIDED_STAGES else None,
        promise_by=None if not app.is_open and _has_passed(app, at) else app.promise_by,
        known_since=app.known_since if _is_owed(app) else max(app.known_since, at),
    )


def _placed(app: Application, stage: Stage, at: Instant) -> Application:
    """Now it is known where they stand, and had stood before anybody could read it: as if they came in now (R20)."""
    app = app.replace(came_in_at=max(at, app.came_in_at or at), known_since=max(at, app.known_since))
    return enter(app, stage, at, moved=False).replace(catch_up=stage in OPEN_STAGES)


def _has_passed(app: Application, at: Instant) -> bool:
    """Is the day over that they were promised word by? What passed while nothing was owed is no miss later (R2)."""
    return app.promise_by is not None and app.promise_by < at.date()


def known_at(app: Application, at: Instant) -> Instant:
    """The instant, and not before we knew them (R15)."""
    return at if app.came_in_at is None else max(at, app.came_in_at)


def _is_owed(app: Application) -> bool:
    """Do we owe them word where they are? What was silent in a closed stage or the network is no breach later (R1)."""
    return app.is_open and (app.stage is not Stage.PROSPECT or app.has_replied)


def anchor(app: Application, name: str, at: Instant) -> Application:
    """Put an event's instant on record for steps that come after it."""
    anchors = {**app.entry.anchors, name: at}
    return app.replace(entry=app.entry.replace(anchors=anchors))


_STOPS = (Rejected, Withdrawn)
_PLACING = (StageChanged, Rejected, RejectionWithdrawn, Hired, HireWithdrawn, Withdrawn)
"""Facts that say where an application stands."""


def is_overtaken(app: Application, event: Event) -> bool:
    """Did something newer say where it stands, so that this, which arrives late, is only for the record?

    A stop counts unless the same sender said otherwise later: clocks may differ, and no stop is lost to that (R3).
    """
    placed_at, entered_at = app.placed_at, app.entry.entered_at
    # Of an entry that began before we knew them nobody knows when that was: any date may be that of the move.
    known = not app.entry.midway and entered_at != app.came_in_at
    if isinstance(event, StageChanged) and app.entries > 1 and known:
        placed_at = max(placed_at or entered_at, entered_at)
    if placed_at is None or event.occurred_at >= placed_at:
        return False
    if isinstance(event, _STOPS):
        return event.source == app.placed_by
    return isinstance(event, _PLACING) or (isinstance(event, OfferExtended) and app.is_closed)


def move(app: Application, event: Event) -> Application:
    """What an event about one application does to it."""
    if is_overtaken(app, event):
        return app
    if isinstance(event, _PLACING) and (app.placed_at is None or event.occurred_at >= app.placed_at):
        app = app.replace(placed_at=event.occurred_at, placed_by=event.source)
    return MOVES.take_in(app, event)


@MOVES.of(StageChanged)
def _stage_changed(app: Application, event: StageChanged) -> Application:
    if app.unplaced:
        return _placed(app, event.stage, event.occurred_at)
    if event.stage is not app.stage:
        return enter(app, event.stage, event.occurred_at, moved=event.moved)
    return coming_in.told_of_move(app, event.occurred_at) if event.moved else app


@MOVES.of(Rejected)
def _rejected(app: Application, event: Rejected) -> Application:
    app = _closed_as(app, Stage.REJECTED, event.occurred_at)
    in_touch = app.keep_in_touch if event.keep_in_touch is None else event.keep_in_touch
    app = app.replace(
        reason=event.reason or app.reason, feedback=event.feedback or app.feedback, keep_in_touch=in_touch
    )
    return _without_promise(app)


@MOVES.of(RejectionWithdrawn)
def _rejection_withdrawn(app: Application, event: RejectionWithdrawn) -> Application:
    if app.stage is not Stage.REJECTED or app.before is None:
        return app
    return _stands_again(app, app.before, event.occurred_at).replace(reason="", feedback="", breached_at=None)


@MOVES.of(Hired)
def _hired(app: Application, event: Hired) -> Application:
    app = _closed_as(app, Stage.HIRED, event.occurred_at)
    old = app.hire or Hire(start_date=app.offer.start_date if app.offer else None)
    new: dict[str, Any] = {k: v for k in Hire.model_fields if (v := getattr(event, k))}
    return _without_promise(app.replace(hire=old.replace(**new)))


@MOVES.of(HireWithdrawn)
def _hire_withdrawn(app: Application, event: HireWithdrawn) -> Application:
    if app.stage is not Stage.HIRED or app.before is None:
        return app
    return _stands_again(app, app.before, event.occurred_at).replace(hire=None)


@MOVES.of(Withdrawn)
def _withdrawn(app: Application, event: Withdrawn) -> Application:
    silently = app.closed_silently if app.stage is Stage.WITHDRAWN else event.silently
    app = _closed_as(app, Stage.WITHDRAWN, event.occurred_at).replace(closed_silently=silently)
    return _without_promise(app.replace(reason=event.reason or app.reason))


@MOVES.of(Promised)
def _promised(app: Application, event: Promised) -> Application:
    told_at = known_at(app, event.occurred_at)
    return app.replace(promise_by=event.by, promise_told_at=told_at, promise_by_us=False)


@MOVES.of(SurveyAnswered)
def _survey_answered(app: Application, event: SurveyAnswered) -> Application:
    says_something = bool(event.comment.strip()) or event.score <= _LOW_SCORE
    return app.replace(survey_answered=True, feedback_at=event.occurred_at if says_something else app.feedback_at)


@MOVES.of(SurveyCompleted)
def _survey_completed(app: Application, event: SurveyCompleted) -> Application:
    """A low score alone opens no task: that would tell what it was."""
    comments = bool(event.comment.strip())
    return app.replace(survey_answered=True, feedback_at=event.occurred_at if comments else app.feedback_at)


@MOVES.of(Noted)
def _noted(app: Application, event: Noted) -> Application:
    said = "" if event.text == ERASED else event.text  # it was taken out of the record, and no message mentions it
    return app.replace(note=said, noted_at=event.occurred_at)


@MOVES.of(CameInSilent)
def _came_in_silent(app: Application, event: CameInSilent) -> Application:
    return app.replace(silent_since=event.since)


@MOVES.of(SilenceBreached)
def _breached(app: Application, event: SilenceBreached) -> Application:
    return app.replace(breached_at=event.occurred_at)


@MOVES.of(WentQuiet)
def _went_quiet(app: Application, _event: WentQuiet) -> Application:
    return app.replace(quiet=True)


def _closed_as(app: Application, stage: Stage, at: Instant) -> Application:
    """In that closed stage: entered now, or as it came in, where it is told again."""
    return coming_in.told_of_move(app, at) if app.stage is stage else enter(app, stage, at, keep=True)


def _without_promise(app: Application) -> Application:
    """A decision keeps every promise to decide (R2)."""
    before = app.promise_by or app.promise_undone
    return app.replace(promise_by=None, promise_told_at=None, promise_undone=before)


def _stands_again(app: Application, before: Entry, at: Instant) -> Application:
    """Back in the stage that is restored, with the date that they were told (R2), and what is owed (R1).

    An undone click changes nothing. After a longer stay the silence begins now: nothing was owed meanwhile.
    """
    app = told_of.stands_again(app, app.entry, at)
    if at - app.entry.entered_at > _UNDONE_CLICK:
        app = app.replace(known_since=max(app.known_since, at))
    if app.promise_undone is not None:
        app = app.replace(promise_by=app.promise_undone, promise_told_at=at, promise_undone=None)
    told_at = app.decision_told_at if before.stage in DECIDED_STAGES else None
    return app.replace(entry=before, before=None, decision_told_at=told_at)


def _is_same(old: Offer, given: dict[str, Any]) -> bool:
    """Is it the same offer told again, so that there is nothing to announce?"""
    return all(getattr(old, name) == value for name, value in given.items() if name != "offer_id")


@MOVES.of(OfferExtended)
def _offer_extended(app: Application, event: OfferExtended) -> Application:
    given = {name: getattr(event, name) for name in Offer.model_fields if name in OfferExtended.model_fields}
    if app.stage is not Stage.OFFER:
        app = enter(app, Stage.OFFER, event.occurred_at)
    elif (old := app.offer_now) is not None and old.answer not in NO_MORE:
        told_again = app.replace(offer=old.replace(offer_id=event.offer_id or old.offer_id))
        if _is_same(old, given):
            return told_again
        if old.answer in ("", "discuss"):
            filled = given | {name: getattr(old, name) for name, value in given.items() if value in ("", None)}
            if _is_same(old, filled):  # told again with less, as by an ATS that knows no pay
                return told_again
            if not old.has_terms:
                given = filled  # one tells the dates and another the terms: together they are the offer
    number, at = (app.offer.number + 1 if app.offer else 1), known_at(app, event.occurred_at)
    app = app.replace(offer=Offer(extended_at=at, number=number, **given))
    if app.offer is not None and app.offer.has_terms:  # without them it is not sent, and they have heard nothing (R13)
        app = _without_promise(app)
    return anchor(app, "offer_extended", at)


@MOVES.of(OfferAnswered)
def _offer_answered(app: Application, event: OfferAnswered) -> Application:
    if app.offer is None or (event.answer in NO_MORE and not _stands_no_more(app, event)):
        return app
    return app.replace(offer=app.offer.replace(answer=event.answer))


def _stands_no_more(app: Application, event: OfferAnswered) -> bool:
    """Is it about the offer that lies with them? Of one that they have answered the stages tell."""
    offer = app.offer_now
    if offer is None or offer.answer in ("accepted", "declined"):
        return False
    return not event.offer_id or not offer.offer_id or event.offer_id == offer.offer_id


@MOVES.of(InterviewScheduled)
def _interview_scheduled(app: Application, event: InterviewScheduled) -> Application:
    if app.stage in (Stage.PROSPECT, Stage.APPLIED):
        app = enter(app, Stage.INTERVIEW, event.occurred_at)
    old = next((i for i in app.interviews if i.interview_id == event.interview_id), None)
    if old is not None and event.occurred_at < old.told_at:
        return app  # it was moved since, and this arrives late
    held_at = old.held_at if old is not None and old.at == event.at else None  # told again afterwards: it was held
    interviewers = event.interviewers or (old.interviewers if old is not None else ())
    names = ("interview_id", "at", "title", "format", "location", "with_whom", "link", "notes")
    given = {name: getattr(event, name) for name in names}
    length = INTERVIEW_LENGTH
    if old is not None:  # whoever moves it says when, and not all the rest again
        given |= {name: getattr(old, name) for name, value in given.items() if value == ""}
        length = old.ends_at - old.at
    interview = Interview(
        **(unknown_of(old) if old else {}),
        **given,
        ends_at=event.ends_at or event.at + length,
        revision=old.revision + 1 if old else 1,
        told_at=event.occurred_at,
        held_at=held_at,
        announced=old.announced if old else 0,
        told_for=old.told_for if old else None,
        calendar_id=old.calendar_id if old else "",
        interviewers=interviewers,
    )
    if old is not None and old.cancelled_at is None and (held_at is not None or told_of.is_same(old, interview)):
        # The same told again: there is nothing to announce.
        interview = interview.replace(revision=old.revision, told_at=old.told_at)
    others = tuple(i for i in app.interviews if i.interview_id != event.interview_id)
    # Of those that are over the last few are enough; the ledger has them all.
    over = [i for i in others if i.held_at is not None or i.cancelled_at is not None]
    kept = tuple(i for i in others if i not in over[:-_OVER_LIMIT])
    app = app.replace(interviews=(*kept, interview)[-INTERVIEWS_LIMIT:])
    return anchor(app, "interview_scheduled", event.occurred_at)


def _one(app: Application, interview_id: str | None) -> Interview | None:
    """The interview that is meant: by its id, else the first that is neither held nor cancelled."""
    waiting = [i for i in app.interviews if i.held_at is None and i.cancelled_at is None]
    if interview_id is not None:
        return next((i for i in app.interviews if i.interview_id == interview_id), None)
    return min(waiting, key=lambda i: i.at, default=None)


def held_one(interviews: Sequence[Interview], ended: datetime) -> Interview | None:
    """The interview that had been held by then, where nobody says which: the last that lies in the past, else one that
    was to begin later that day; never one that lies days ahead.
    """
    meant = [i for i in interviews if i.cancelled_at is None]
    begun = [i for i in meant if i.at <= ended and (i.held_at is None or ended - i.ends_at <= _HELD_ALREADY)]
    soon = [i for i in meant if ended < i.at <= ended + HELD_EARLIER and i.held_at is None]
    return max(begun, key=lambda i: i.at, default=None) or min(soon, key=lambda i: i.at, default=None)


def _replace(app: Application, interview: Interview) -> Application:
    interviews = tuple(interview if i.interview_id == interview.interview_id else i for i in app.interviews)
    return app.replace(interviews=interviews)


@MOVES.of(InterviewHeld)
def _interview_held(app: Application, event: InterviewHeld) -> Application:
    if event.interview_id is not None:
        interview = _one(app, event.interview_id)
    else:
        interview = held_one(app.interviews, event.ended_at or event.occurred_at)
    ended = event.ended_at or (min(interview.ends_at, event.occurred_at) if interview else event.occurred_at)
    if interview is None:  # nobody told us that it was scheduled
        interview_id = event.interview_id or f"told-{len(app.interviews) + 1}"
        interview = Interview(interview_id=interview_id, at=ended, ends_at=ended, told_at=ended, held_at=ended)
        app = app.replace(interviews=(*app.interviews, interview)[-INTERVIEWS_LIMIT:])
    elif interview.held_at is None and interview.cancelled_at is None:
        app = _replace(app, interview.replace(held_at=ended))
    else:
        return app
    return anchor(app, "interview_held", ended)


@MOVES.of(InterviewCancelled)
def _interview_cancelled(app: Application, event: InterviewCancelled) -> Application:
    interview = _one(app, event.interview_id)
    if interview is None or interview.held_at is not None or interview.cancelled_at is not None:
        return app
    if event.interview_id is not None and event.occurred_at < interview.told_at:
        return app  # it was scheduled anew since
    app = _replace(app, interview.replace(cancelled_at=event.occurred_at))
    return anchor(app, "interview_cancelled", event.occurred_at)
