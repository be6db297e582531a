"""What the playbook owes this person: every touch that is open in the present stages, and when it falls due.

This knows the steps and their anchors; hours, caps and channels are for `domain.decisions.scheduling` to add.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Final

from domain.decisions import calling_off, catch_up
from domain.decisions.announced import was_announced
from domain.decisions.approvals import approval_for
from domain.decisions.context import DecisionContext
from domain.decisions.due_step import DueStep
from domain.decisions.own_words import step_of
from domain.decisions.wordings import wording
from domain.events import Reason
from domain.names import CAME_IN, RECEIPT_STEP, Stage, digest, touch_key
from domain.playbook import conditions
from domain.playbook.model import LAST_CONTACT, Rank, Step
from domain.playbook.rule_history import RECEIPT, Overtaken, breaks_silence, overtaken, step_key
from domain.reducers import interviews, own_words
from domain.reducers.applications import known_at
from domain.reducers.evolve import about
from domain.state.model import Application, CandidateState, Entry, Interview, StepLog
from domain.state.reachability import wants_peace
from domain.time.business_hours import Calendar, local_date, to_utc
from domain.time.durations import Duration
from domain.time.their_time import their_time

_ZERO = Duration()
_NEVER = timedelta(days=3650)

SILENCE_TOLERANCE = timedelta(hours=1)
"""A contact that goes out in the hour in which the longest silence ends is no breach (R1, R19)."""


def find_due_steps(state: CandidateState, context: DecisionContext) -> list[DueStep]:
    """Every open touch of every application, in the playbook's order."""
    dues = [due for app in state.applications for due in _of_application(app, state, context)]
    dues += _own_words(state, context)
    dues += calling_off.called_off(state, context, dues)
    if wants_peace(state, context.suppressed):
        # R7: nothing is sent. What would have gone is put on record as skipped, but not again and again.
        return [due for due in dues if due.step.manual or due.step.every is None]
    if receipt := _receipt(state, context):
        dues.append(receipt)
    return dues


def _receipt(state: CandidateState, context: DecisionContext) -> DueStep | None:
    """The short receipt for a reply that has waited for too long (R9)."""
    message = context.playbook.receipt_message
    if state.owed is None or own_words.is_answered(state) or not context.playbook.has_message(message):
        return None
    app = about(state, state.owed.application_id)
    if app is None or (app.is_closed and state.owed.since < app.entry.entered_at):
        return None  # R3: after a rejection nothing goes but its own message, which answers them
    step = Step(step=RECEIPT_STEP, after="reply_received", message=message, hours="extended", rank=Rank.UPDATE)
    occurrence = digest(state.owed.event_id, size=10)
    if occurrence in app.entry.steps.get(RECEIPT_STEP, StepLog()).done:
        return None
    due_at = context.office.add(state.owed.since, context.playbook.receipt_after)
    text = f"their reply has gone unanswered for {context.playbook.receipt_after}, so they get a short receipt"
    key = touch_key(state.keyed_as(app), app.application_id, app.stage, app.entry.number, RECEIPT_STEP, occurrence)
    since = state.owed.since
    return DueStep(
        key=key,
        app=app,
        step=step,
        occurrence=occurrence,
        due_at=due_at,
        anchor_at=since,
        by_at=None,
        expires_at=context.calendar.add(due_at, step.expires),
        rank=Rank.UPDATE,
        why=(Reason(rule="R9", text=text),),
        overtaken=_overtaken(step, app.stage, Rank.UPDATE, key, since, due_at, state, context, rule=RECEIPT),
    )


def _own_words(state: CandidateState, context: DecisionContext) -> Iterator[DueStep]:
    """What colleagues wrote to them themselves and has not gone yet (R3, R5, R9)."""
    for key, said, app in own_words.waiting(state):
        step = step_of(said)
        text = "a colleague answers what they wrote" if said.answer else "a colleague wrote to them"
        yield DueStep(
            key=key,
            app=app,
            step=step,
            occurrence=key.rpartition("/")[2],
            due_at=said.at,
            anchor_at=said.at,
            by_at=None,
            expires_at=context.calendar.add(said.at, step.expires),
            rank=Rank.UPDATE,
            why=(Reason(rule="R9" if said.answer else "asked", text=text),),
        )


def has_lapsed(app: Application, context: DecisionContext) -> bool:
    """Is the last day over on which they could accept the offer, without an answer of theirs (S12)?"""
    offer = app.offer_now
    if offer is None or offer.expires_on is None or offer.answer not in ("", "discuss") or app.stage is not Stage.OFFER:
        return False
    return local_date(context.now, context.tz) > offer.expires_on


def facts_of(app: Application, state: CandidateState, context: DecisionContext) -> dict[str, bool]:
    """What the words of `when:` mean for this application (`domain.playbook.conditions.WORDS`)."""
    now, lapsed = context.now, has_lapsed(app, context)
    upcoming = any(i.held_at is None and i.cancelled_at is None and i.ends_at > now for i in app.interviews)
    held = any(i.held_at is not None and _is_of_stay(i.held_at, app) for i in app.interviews)
    offer = app.offer_now
    offer_out = offer is not None and offer.has_terms and offer.answer in ("", "discuss") and app.stage is Stage.OFFER
    reply = app.last_reply_at or state.last_reply_at
    return {
        "decision_pending": app.is_open and not upcoming and not offer_out,
        "interview_upcoming": upcoming,
        "interview_held": held,
        "answered": reply is not None and reply >= app.entry.entered_at,
        "offer_open": offer_out and not lapsed,
        "promise_open": app.promise_by is not None,
        "feedback": bool(app.feedback),
        "keep_in_touch": bool(app.keep_in_touch),
        "survey_open": not app.survey_answered,
        "note": bool(app.note),
        "start_date_known": bool(app.hire and app.hire.start_date),
        "contacted": app.last_contact_at is not None and app.last_contact_at >= app.entry.entered_at,
        "midway": app.entry.midway,
        "only_sourced": app.is_closed and app.before is not None and _left_unanswered(app.before, reply),
    }


def _is_of_stay(at: datetime, app: Application) -> bool:
    """Does it belong to the present stay in the stage? Of a stay that began before we knew them, all of it does."""
    return (app.entry.midway and app.is_open) or at >= app.entry.entered_at - timedelta(days=1)


def _left_unanswered(stay: Entry, reply: datetime | None) -> bool:
    """Was this a prospect who did not answer? They asked us nothing: a decision would answer no question (S2)."""
    return stay.stage is Stage.PROSPECT and (reply is None or reply < stay.entered_at)


def rank_of(step: Step, stage: Stage) -> Rank:
    """What must go first: the step's own word, else what its stage and kind suggest (R4)."""
    if step.rank is not None:
        return step.rank
    if step.after == CAME_IN:
        return Rank.UPDATE  # for many at once, and spread (R19)
    if step.kind == "nudge":
        return Rank.NUDGE
    if stage in (Stage.OFFER, Stage.HIRED):
        return Rank.OFFER
    if stage in (Stage.REJECTED, Stage.WITHDRAWN):
        return Rank.REJECTION
    if stage is Stage.NETWORK:
        return Rank.NURTURE
    return Rank.INTERVIEW if "interview" in (step.after or step.before or "") else Rank.UPDATE


def _of_application(app: Application, state: CandidateState, context: DecisionContext) -> Iterator[DueStep]:
    if app.closed_silently or app.unplaced or state.is_duplicate(app):
        return
    facts = facts_of(app, state, context)
    caught_up = catch_up.is_coming(app, context, facts)
    for step in context.playbook.rules(app.stage).steps:
        if _lacks_terms(step, app):
            continue  # R13: whatever its condition says, and also where a colleague asked for it
        if not conditions.holds(step.when, facts):
            continue  # also where a colleague asked for it: no covering note for an offer that was declined
        if catch_up.is_written_nothing(rank_of(step, app.stage), app, context):
            continue
        if step.kind == "nudge" and step.every is not None and _was_answered(step, app, state, context):
            continue  # they stop the moment they answer, all that are still to come
        for occurrence, anchor_at, due_at, limit in _occurrences(step, app, state, context):
            if occurrence in app.entry.steps.get(step.step, StepLog()).done:
                continue
            if caught_up and catch_up.waits_for_it(step, app, anchor_at):
                continue
            requested = state.requested.get(f"{app.application_id}/{step.step}")
            if requested is not None and requested < app.entry.entered_at:
                requested = None  # it was asked for in a stage before, where a step had the same name
            yield _due(step, app, state, context, occurrence, anchor_at, due_at, limit, requested)


def _lacks_terms(step: Step, app: Application) -> bool:
    """Is it about an offer whose terms nobody has told (R13)?"""
    about_offer = step.after == "offer_extended" or step.before == "offer_expiry"
    return about_offer and app.offer_now is not None and not app.offer_now.has_terms


def _was_answered(step: Step, app: Application, state: CandidateState, context: DecisionContext) -> bool:
    """Have they answered since what the nudges follow? Not every contact asks anew: a receipt or an update does not."""
    asked_at = _anchor(step, app, state, context)
    if step.after == LAST_CONTACT:
        asking = [s.step for s in context.playbook.rules(app.stage).steps if s.asks or s.kind == "nudge"]
        asked = [log.sent_at for name in asking if (log := app.entry.steps.get(name)) and log.sent_at]
        asked_at = max([app.entry.entered_at, *asked])
    answered_at = max((at for at in (app.last_reply_at, state.last_reply_at) if at), default=None)
    return asked_at is not None and answered_at is not None and answered_at > asked_at


def _due(
    step: Step,
    app: Application,
    state: CandidateState,
    context: DecisionContext,
    occurrence: str,
    anchor_at: datetime,
    due_at: datetime,
    limit: datetime | None,
    requested: datetime | None,
) -> DueStep:
    calendar, step = context.calendar, _worded(step, app, state)
    why = [Reason(rule="playbook", text=_because(step, app, due_at, calendar))]
    note_until = not_before = None
    if step.wait_for_note is not None and not app.note:
        note_until = calendar.add(anchor_at, step.wait_for_note)
        if anchor_at == app.came_in_at and not app.had_word:  # word within two days of coming in, note or not (S20)
            note_until = min(note_until, catch_up.word_by(app, context) - SILENCE_TOLERANCE)
    if app.stage is Stage.REJECTED and step.after == "entered":
        not_before = app.entry.entered_at + context.playbook.rejection_grace.rough
        if not_before > due_at:
            due_at = not_before
            why.append(
                Reason(
                    rule="R3", text="a rejection waits out its grace period, so that a mistaken click reaches nobody"
                )
            )
    if step.kind == "nudge" and state.away_until:
        not_before = state.away_until
        if not_before > due_at:
            due_at = not_before
            why.append(Reason(rule="R8", text="they are away, as their automatic reply said"))
    if requested is not None:
        due_at, note_until = min(due_at, requested), None
        why = [Reason(rule="asked", text="a colleague asked to send it now")]
    expires_at = max(calendar.add(due_at, step.expires), calendar.add(requested or due_at, step.expires))
    if step.after == LAST_CONTACT and step.every is not None and step.kind == "update" and app.is_open:
        # It says that there is no news yet, which is never too late: letting it expire would prolong the very silence
        # that it is to break (R1 before R16). There is only ever one of it.
        expires_at = max(expires_at, context.now + _NEVER)
    key = touch_key(state.keyed_as(app), app.application_id, app.stage, app.entry.number, step.step, occurrence)
    if step.after == CAME_IN:  # owed until they have had word, as an update is
        expires_at = max(expires_at, context.now + _NEVER)
    rank = rank_of(step, app.stage)
    approval = approval_for(step, app, state, key)
    if approval is not None:  # the time that a colleague takes to say yes makes nothing too late
        answer = state.approvals.get(approval.task_id)
        expires_at = max(expires_at, calendar.add(answer.at, step.expires) if answer else context.now + _NEVER)
    if limit is not None:
        expires_at = min(expires_at, limit)
    return DueStep(
        key=key,
        app=app,
        step=step,
        occurrence=occurrence,
        due_at=due_at,
        anchor_at=anchor_at,
        by_at=_deadline(step, app, state, anchor_at, due_at, context),
        expires_at=expires_at,
        rank=rank,
        note_until=note_until,
        not_before=not_before,
        interview_at=_interview_at(step, app, occurrence, context.now),
        why=tuple(why),
        approval=approval,
        before_us=requested is None and catch_up.belongs_before_us(step, app, anchor_at, context),
        overtaken=None if requested else _overtaken(step, app.stage, rank, key, anchor_at, due_at, state, context),
    )


def _worded(step: Step, app: Application, state: CandidateState) -> Step:
    """The step with the wording that goes next (R2)."""
    if not step.further_messages:
        return step
    name = wording(step, app, state)
    return step if name == step.message else step.model_copy(update={"message": name, "further_messages": ()})


def _interview_at(step: Step, app: Application, occurrence: str, now: datetime) -> datetime | None:
    """When it is; of one that was moved the time that they know, where that comes first: they may be on their way."""
    if step.hours != "extended" or step.after == "interview_held":
        return None
    interview = next((i for i in app.interviews if i.occurrence == occurrence), None)
    if interview is None:
        return None
    known = interview.told_for
    return min(interview.at, known) if known is not None and known > now else interview.at


def _overtaken(
    step: Step,
    stage: Stage,
    rank: Rank,
    key: str,
    anchor_at: datetime,
    due_at: datetime,
    state: CandidateState,
    context: DecisionContext,
    *,
    rule: str = "",
) -> Overtaken | None:
    """What edits of the playbook mean for a touch that began before them (R18); nothing once it was tried."""
    attempt = state.tries.get(key)
    if attempt is not None and attempt.attempt:
        return None
    return overtaken(
        context.standing,
        rule or step_key(stage, step.step),
        step,
        rank,
        anchor_at=anchor_at,
        due_at=due_at,
        breaks_silence=breaks_silence(stage, step),
        calendar=context.calendar,
        offset=context.offset,
    )


def _deadline(
    step: Step, app: Application, state: CandidateState, anchor_at: datetime, due_at: datetime, context: DecisionContext
) -> datetime | None:
    """By when it should have gone: the step's service level, the promised day (R2), or the end of a silence (R1)."""
    if step.after == CAME_IN:
        return catch_up.word_by(app, context, step.by or catch_up.WITHIN)
    if step.by is not None:  # what had happened before we knew them is served from then on (R15)
        return context.calendar.add(max(anchor_at, app.came_in_at or anchor_at), step.by)
    if step.before == "promise":
        return to_utc(local_date(due_at, context.tz), context.calendar.closes, context.tz)
    return _silence_ends(step, app, state, anchor_at, context)


def longest_silence(app: Application, context: DecisionContext) -> Duration:
    """How long this stage may be silent (R1); a prospect who has answered is in a conversation like any other."""
    rules = context.playbook.rules(app.stage)
    default = context.playbook.max_silence
    if app.stage is Stage.PROSPECT and app.has_replied:
        return default
    return rules.max_silence or default


def _silence_ends(
    step: Step, app: Application, state: CandidateState, anchor_at: datetime, context: DecisionContext
) -> datetime | None:
    """An update that breaks a silence goes before the longest silence is over, not on the next open day (R1)."""
    if step.after != LAST_CONTACT or step.kind != "update" or not app.is_open:
        return None
    since = max(anchor_at, app.known_since, state.silence_from or app.known_since)
    return context.calendar.add(since, longest_silence(app, context)) + SILENCE_TOLERANCE


def _because(step: Step, app: Application, due_at: datetime, calendar: Calendar) -> str:
    when = their_time(due_at, calendar.tz)
    anchor = _IN_WORDS.get(step.before or step.after or "", step.after or "")
    if step.before:
        on_the_day = "on the promised day" if step.before == "promise" else f"on the day of {anchor}"
        lead = f"{step.lead} before {anchor}" if step.lead != _ZERO else on_the_day
        return f"step {step.step} of {app.stage}: {lead}, due {when}"
    if step.after == CAME_IN:
        return f"step {step.step} of {app.stage}: they came in midway and are told where they stand, due {when}"
    delay = step.every if step.after == LAST_CONTACT and step.every else step.delay
    return f"step {step.step} of {app.stage}: {'right' if delay == _ZERO else delay} after {anchor}, due {when}"


_IN_WORDS: Final = {
    "entered": "they entered this stage",
    "application_received": "they applied",
    "interview_scheduled": "the interview was scheduled",
    "interview_held": "the interview",
    "interview_cancelled": "the interview was canceled",
    "offer_extended": "the offer",
    "reply_received": "their reply",
    "last_contact": "the last contact",
    "interview": "the interview",
    "offer_expiry": "the offer expires",
    "start_date": "their first day",
    "consent": "their consent",
    "promise": "the promised day",
}
"""What a step comes after or before, as a colleague would say it; another step has its own name."""


Occurrence = tuple[str, datetime, datetime, datetime | None]
"""Its name, the instant it hangs on, when it is due, and the instant after which it makes no sense."""


def _occurrences(step: Step, app: Application, state: CandidateState, context: DecisionContext) -> Iterator[Occurrence]:
    calendar = context.calendar
    if step.before == "interview" or step.after in ("interview_scheduled", "interview_held", "interview_cancelled"):
        yield from _around_interviews(step, app, state, context)
        return
    if step.before is not None:
        day = _date_of(step.before, app)
        if day is not None:
            yield _before(step, day, calendar, app)
        return
    log = app.entry.steps.get(step.step, StepLog())
    anchor_at = _anchor(step, app, state, context)
    if anchor_at is None or (step.times is not None and log.count >= step.times):
        return
    if app.stage is Stage.OFFER and "offer_open" in step.when and step.after == LAST_CONTACT and step.every is not None:
        base = max(anchor_at, log.last_at) if log.last_at else anchor_at
        yield str(log.count + 1), base, calendar.add(base, step.every), _offer_ends(app, calendar)
    elif step.after == "offer_extended" and app.offer is not None:
        # Another offer is announced anew (S11); the one before was about other terms.
        yield str(app.offer.number), anchor_at, calendar.add(anchor_at, step.delay), None
    elif step.after == CAME_IN:
        if log.count == 0:
            yield "1", anchor_at, catch_up.due_at(step, app, context), None
    elif step.every is None:
        if log.count == 0:
            yield "1", anchor_at, calendar.add(anchor_at, step.delay), None
    elif step.after == LAST_CONTACT:
        # The occurrence before may have expired without a contact: the next one counts from there.
        base = max(anchor_at, log.last_at) if log.last_at else anchor_at
        yield str(log.count + 1), base, calendar.add(base, step.every), None
    else:
        due_at = calendar.add(anchor_at, step.delay)
        for _ in range(log.count):
            due_at = calendar.add(due_at, step.every)
        yield str(log.count + 1), due_at, due_at, None


def _offer_ends(app: Application, calendar: Calendar) -> datetime | None:
    """After the last day of an offer nothing makes sense that says that it is open."""
    day = _date_of("offer_expiry", app)
    return to_utc(day + timedelta(days=1), time(0), calendar.tz) if day else None


def _anchor(step: Step, app: Application, state: CandidateState, context: DecisionContext) -> datetime | None:
    """The instant that `after:` names, or None while it has not come."""
    after = step.after or ""
    match after:
        case "entered":
            return app.entry.entered_at
        case "came_in":
            return app.came_in_at if catch_up.is_owed(app) else None
        case "last_contact":
            times = [app.entry.entered_at, *([app.last_contact_at] if app.last_contact_at else [])]
            if app.stage in (Stage.OFFER, Stage.NETWORK) or step.every is None:
                return max(times)
            return catch_up.last_word(app) if catch_up.counts_from_before(app) else app.last_contact_at or times[0]
        case "start_date":
            day = _date_of("start_date", app)
            return to_utc(day, context.playbook.window.open, context.tz) if day else None
        case "consent":
            return max(state.consent_at or app.entry.entered_at, app.entry.anchors.get("consent", app.entry.entered_at))
    if after in app.entry.anchors:
        return app.entry.anchors[after]
    log = app.entry.steps.get(after)
    if step.kind == "nudge" and (log is None or log.sent_at is None):
        log = catch_up.asked_in_its_place(app, context) or log
    if log is None:
        return None
    return log.sent_at if step.kind == "nudge" else log.last_at


def _date_of(name: str, app: Application) -> date | None:
    match name:
        case "offer_expiry":
            offer = app.offer_now
            return offer.expires_on if offer and offer.answer in ("", "discuss") else None
        case "start_date":
            return app.hire.start_date if app.hire else None
        case "promise":
            return app.promise_by
    return None


def _before(step: Step, day: date, calendar: Calendar, app: Application) -> Occurrence:
    """A touch that leads up to a date: due when the window opens that much earlier, senseless after the date."""
    if step.lead.business_days:
        due_day = calendar.add_business_days(day, -step.lead.business_days)
    else:
        due_day = day - timedelta(days=step.lead.days)
    opens = to_utc(due_day, calendar.opens, calendar.tz)
    if step.before == "promise":
        # On the promised date at the latest (S10): where that day is closed, on the last open day before it.
        while not calendar.is_open_day(due_day) and (day - due_day).days < 14:
            due_day -= timedelta(days=1)
        opens = to_utc(due_day, calendar.opens, calendar.tz)
        return day.isoformat(), app.promise_told_at or app.entry.entered_at, opens, None
    end = to_utc(day + timedelta(days=1), time(0), calendar.tz)
    told = app.offer.extended_at if app.offer and step.before == "offer_expiry" else app.entry.entered_at
    return day.isoformat(), told, opens, end


def _around_interviews(
    step: Step, app: Application, state: CandidateState, context: DecisionContext
) -> Iterator[Occurrence]:
    calendar = context.calendar
    for interview in app.interviews:
        told_at = known_at(app, interview.told_at)
        at = _interview_anchor(step, interview, told_at)
        if step.after == "interview_cancelled" and not was_announced(interview, app, state, context):
            continue  # nobody told them of it, so there is nothing to call off
        if step.after == "interview_cancelled" and calling_off.is_called_off(interview, app, context.playbook):
            continue
        if at is None or not (step.before or step.after == "interview_scheduled" or _is_of_stay(at, app)):
            continue  # what became of it belongs to the stay; that it is ahead belongs to the interview (S6)
        if step.after == "interview_scheduled" and interviews.is_told_before(interview, app):
            continue  # it would say the same twice
        if step.before == "interview":
            due_at = calendar.subtract(interview.at, step.lead)
            if due_at <= told_at:
                continue  # the details went out later than the reminder would have: it would say it twice
            yield interview.occurrence, told_at, due_at, interview.at
        else:
            limit = interview.at if step.after == "interview_scheduled" else None
            yield interview.occurrence, at, calendar.add(at, step.delay), limit


def _interview_anchor(step: Step, interview: Interview, told_at: datetime) -> datetime | None:
    if step.after == "interview_held":
        return interview.held_at
    if step.after == "interview_cancelled":
        return interview.cancelled_at
    waiting = interview.held_at is None and interview.cancelled_at is None
    return told_at if waiting else None
