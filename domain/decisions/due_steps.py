"""What the playbook owes this person: every touch that is open in the present stages, and when it falls due.

This knows the steps and their anchors; hours, caps and channels are for `domain.decisions.scheduling` to add.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Final, NamedTuple

from domain.decisions import calling_off, catch_up
from domain.decisions.announced import was_announced
from domain.decisions.approvals import Approval, approval_for
from domain.decisions.asked_people import is_for_recruiter
from domain.decisions.context import DecisionContext, profile_of
from domain.decisions.due_step import DueStep, key_of_touch
from domain.decisions.own_words import step_of
from domain.decisions.wordings import wording
from domain.events import Reason
from domain.names import CAME_IN, RECEIPT_STEP, Stage, digest
from domain.playbook import conditions
from domain.playbook.audience import Profile
from domain.playbook.model import LAST_CONTACT, Rank, Step
from domain.playbook.rule_history import RECEIPT, Overtaken, breaks_silence, overtaken, step_key
from domain.playbook.step_words import the_step
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
    dues = [due for app in state.applications for due in _of_application(app, state, context.about(app))]
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
    message, owed = context.playbook.receipt_message, state.owed
    if owed is None or own_words.is_answered(state) or not context.playbook.has_message(message):
        return None
    app = about(state, owed.application_id)
    if app is None or (app.is_closed and owed.since < app.entry.entered_at):
        return None  # R3: after a rejection nothing goes but its own message, which answers them
    context = context.about(app)
    step = Step(step=RECEIPT_STEP, after="reply_received", message=message, hours="extended", rank=Rank.UPDATE)
    of_stay, occurrence = _StepOfStay(step, app, state, context, Rank.UPDATE), digest(owed.event_id, size=10)
    if occurrence in of_stay.log.done:
        return None
    due_at = context.office.add(owed.since, context.playbook.receipt_after)
    text = f"{context.playbook.receipt_after} after their message, with no answer from us"
    key = of_stay.key(occurrence)
    return DueStep(
        key=key,
        app=app,
        step=step,
        occurrence=occurrence,
        due_at=due_at,
        anchor_at=owed.since,
        expires_at=context.calendar.add(due_at, step.expires),
        rank=Rank.UPDATE,
        why=(Reason(rule="R9", text=text),),
        overtaken=_overtaken(of_stay, key, owed.since, due_at, rule=RECEIPT),
    )


def _own_words(state: CandidateState, context: DecisionContext) -> Iterator[DueStep]:
    """What colleagues wrote to them themselves and has not gone yet (R3, R5, R9)."""
    for key, said, app in own_words.waiting(state):
        step = step_of(said)
        text = "a colleague's answer to what they wrote" if said.answer else "a colleague's message to them"
        yield DueStep(
            key=key,
            app=app,
            step=step,
            occurrence=key.rpartition("/")[2],
            due_at=said.at,
            anchor_at=said.at,
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


class Facts(dict[str, bool]):
    """What the words of `when:` mean for one application. Those with another one behind them are found as they are
    asked; `at` is the instant for which those count that hold from some time on.
    """

    def __init__(
        self, plain: dict[str, bool], app: Application, reply: datetime | None, context: DecisionContext, at: datetime
    ) -> None:
        super().__init__(plain)
        self.at = at
        self._app, self._reply, self._context = app, reply, context

    @cached_property
    def profile(self) -> Profile:
        return profile_of(self._app, self._context.candidate)

    @cached_property
    def since(self) -> datetime | None:
        """When a message of this stage first asked for an answer that has not come; of a step that goes again, its
        last.
        """
        steps = self._context.about(self._app).playbook.rules(self._app.stage).steps
        asking = (self._app.entry.steps.get(s.step) for s in steps if (s.asks or s.kind == "nudge") and not s.manual)
        asked = [log.sent_at for log in asking if log is not None and log.sent_at is not None]
        return min((at for at in asked if self._reply is None or at > self._reply), default=None)

    def __missing__(self, name: str) -> bool:
        term = conditions.term_of(name)
        if term is None:
            raise KeyError(name)
        if term.word == conditions.NO_ANSWER_FOR:
            wait = Duration.parse(term.value)
            return self.since is not None and self._context.calendar.add(self.since, wait) <= self.at
        return term.value in self.profile.tags if term.word == "tag" else self.profile.value(term.word) == term.value

    def holding_from(self, when: str, due_at: datetime) -> datetime | None:
        """From when on, not before `due_at`, the condition holds as things stand: since when without a break, where it
        does; None where it never will.
        """
        waits = conditions.waits_of(when)
        since, calendar = self.since, self._context.calendar
        changes = [calendar.add(since, wait) for wait in waits] if since is not None else []
        times = [due_at, *sorted(at for at in changes if at > due_at)]
        here = max(place for place, at in enumerate(times) if at <= max(due_at, self.at))
        holds = [conditions.holds(when, self._as_at(at)) for at in times]
        if not holds[here]:
            return next((at for at, does in zip(times[here:], holds[here:], strict=True) if does), None)
        while here > 0 and holds[here - 1]:
            here -= 1
        return times[here]

    def _as_at(self, at: datetime) -> Facts:
        return Facts(self, self._app, self._reply, self._context, at)


def facts_of(app: Application, state: CandidateState, context: DecisionContext) -> Facts:
    """What the words of `when:` mean for this application (`domain.playbook.conditions.WORDS`)."""
    now, lapsed = context.now, has_lapsed(app, context)
    upcoming = any(i.held_at is None and i.cancelled_at is None and i.ends_at > now for i in app.interviews)
    held = any(i.held_at is not None and _is_of_stay(i.held_at, app) for i in app.interviews)
    offer = app.offer_now
    offer_out = offer is not None and offer.has_terms and offer.answer in ("", "discuss") and app.stage is Stage.OFFER
    reply = app.last_reply_at or state.last_reply_at
    plain = {
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
        "replied": reply is not None,
        "bounced": bool(state.bad_channels),
        "surveyed": app.survey_answered,
    }
    return Facts(plain, app, reply, context, now)


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
        waits = bool(conditions.waits_of(step.when))
        if not waits and not conditions.holds(step.when, facts):
            continue  # also where a colleague asked for it: no covering note for an offer that was declined
        rank = rank_of(step, app.stage)
        if catch_up.is_written_nothing(rank, app, context):
            continue
        one = _StepOfStay(step, app, state, context, rank)
        if step.kind == "nudge" and step.every is not None and _was_answered(one):
            continue  # they stop the moment they answer, all that are still to come
        for occurrence in _occurrences(one):
            if occurrence.name in one.log.done:
                continue
            if step.to is not None and not is_for_recruiter(step, app, occurrence.name):
                continue
            if caught_up and catch_up.waits_for_it(step, app, occurrence.anchor_at):
                continue
            if waits:
                due_at = facts.holding_from(step.when, occurrence.due_at)
                if due_at is None:
                    continue
                occurrence = occurrence._replace(due_at=due_at)
            yield _due(one, occurrence)


def _lacks_terms(step: Step, app: Application) -> bool:
    """Is it about an offer whose terms nobody has told (R13)?"""
    about_offer = step.after == "offer_extended" or step.before == "offer_expiry"
    return about_offer and app.offer_now is not None and not app.offer_now.has_terms


# ---------------------------------------------------------------- one step of a stay


class _StepOfStay(NamedTuple):
    """One step in the stay of an application in its stage, with all that bears on when it falls due."""

    step: Step
    app: Application
    state: CandidateState
    context: DecisionContext
    rank: Rank

    @property
    def log(self) -> StepLog:
        """What has become of it in this stay."""
        return self.app.entry.steps.get(self.step.step, _NOTHING_YET)

    @property
    def repeats_since_contact(self) -> bool:
        return self.step.after == LAST_CONTACT and self.step.every is not None

    @property
    def requested_at(self) -> datetime | None:
        """When a colleague asked to send it; not what was asked for in a stage before, where a step had its name."""
        at = self.state.requested.get(f"{self.app.application_id}/{self.step.step}")
        return at if at is not None and at >= self.app.entry.entered_at else None

    def key(self, occurrence: str) -> str:
        return key_of_touch(self.step.step, occurrence, self.app, self.state)


_NOTHING_YET = StepLog()


class _Occurrence(NamedTuple):
    """One time that a step may go."""

    name: str
    anchor_at: datetime  # what it hangs on
    due_at: datetime
    limit: datetime | None = None  # after this it makes no sense


def _was_answered(one: _StepOfStay) -> bool:
    """Have they answered since what the nudges follow? Not every contact asks anew: a receipt or an update does not."""
    app = one.app
    asked_at = _anchor(one)
    if one.step.after == LAST_CONTACT:
        asking = [s.step for s in one.context.playbook.rules(app.stage).steps if s.asks or s.kind == "nudge"]
        asked = [log.sent_at for name in asking if (log := app.entry.steps.get(name)) and log.sent_at]
        asked_at = max([app.entry.entered_at, *asked])
    answered_at = max((at for at in (app.last_reply_at, one.state.last_reply_at) if at), default=None)
    return asked_at is not None and answered_at is not None and answered_at > asked_at


def _due(one: _StepOfStay, occurrence: _Occurrence) -> DueStep:
    app, state, context, calendar = one.app, one.state, one.context, one.context.calendar
    step, requested, anchor_at, due_at = _worded(one), one.requested_at, occurrence.anchor_at, occurrence.due_at
    why = [Reason(rule="playbook", text=_because(step, app, due_at, calendar))]
    if step.for_ is not None:
        why.append(Reason(rule="R22", text=f"this is the step for {step.for_}"))
    note_until = not_before = None
    if step.wait_for_note is not None and not app.note:
        note_until = calendar.add(anchor_at, step.wait_for_note)
        if anchor_at == app.came_in_at and not app.had_word:  # word within two days of coming in, note or not (S20)
            note_until = min(note_until, catch_up.word_by(app, context) - SILENCE_TOLERANCE)
    for until, reason in _put_off(one):
        not_before = until
        if until > due_at:
            due_at = until
            why.append(reason)
    if step.to is not None:  # in the recruiter's own hours, since nobody else can be asked
        due_at = context.office.next_open(due_at)
    if requested is not None:
        due_at, note_until = min(due_at, requested), None
        why = [Reason(rule="asked", text="a colleague asked to send it now")]
    key, before_us = one.key(occurrence.name), catch_up.belongs_before_us(step, app, anchor_at, context)
    approval = approval_for(step, app, state, key)
    return DueStep(
        key=key,
        app=app,
        step=step,
        occurrence=occurrence.name,
        due_at=due_at,
        anchor_at=anchor_at,
        expires_at=_expires_at(one, due_at, occurrence.limit, approval),
        by_at=_deadline(one, anchor_at, due_at),
        rank=one.rank,
        note_until=note_until,
        not_before=not_before,
        interview_at=_interview_at(step, app, occurrence.name, one.context.now),
        why=tuple(why),
        approval=approval,
        before_us=requested is None and before_us,
        overtaken=None if requested else _overtaken(one, key, anchor_at, due_at),
    )


def _put_off(one: _StepOfStay) -> Iterator[tuple[datetime, Reason]]:
    """Until when nothing makes it go, and why."""
    app, state = one.app, one.state
    if app.stage is Stage.REJECTED and one.step.after == "entered":
        grace = one.context.playbook.rejection_grace
        until = app.entry.entered_at + grace.rough
        yield until, Reason(rule="R3", text=f"rejections wait {grace} in case of a mistake")
    if one.step.kind == "nudge" and state.away_until:
        yield state.away_until, _AWAY


_AWAY = Reason(rule="R8", text="they're away, according to their automatic reply")


def _expires_at(one: _StepOfStay, due_at: datetime, limit: datetime | None, approval: Approval | None) -> datetime:
    """When it's too late to be useful."""
    step, calendar, never = one.step, one.context.calendar, one.context.now + _NEVER
    found = [calendar.add(at, step.expires) for at in (due_at, one.requested_at) if at is not None]
    if one.repeats_since_contact and step.kind == "update" and one.app.is_open:
        # It says that there is no news yet, which is never too late: letting it expire would prolong the very silence
        # that it is to break (R1 before R16). There is only ever one of it.
        found.append(never)
    if step.after == CAME_IN:  # owed until they have had word, as an update is
        found.append(never)
    if approval is not None:  # the time that a colleague takes to say yes makes nothing too late
        answer = one.state.approvals.get(approval.task_id)
        found.append(calendar.add(answer.at, step.expires) if answer else never)
    return max(found) if limit is None else min(limit, max(found))


def _worded(one: _StepOfStay) -> Step:
    """The step with the wording that goes next (R2)."""
    step = one.step
    if not step.further_messages:
        return step
    name = wording(step, one.app, one.state)
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
    one: _StepOfStay, key: str, anchor_at: datetime, due_at: datetime, *, rule: str = ""
) -> Overtaken | None:
    """What edits of the playbook mean for a touch that began before them (R18); nothing once it was tried."""
    attempt, stage, context = one.state.tries.get(key), one.app.stage, one.context
    if attempt is not None and attempt.attempt:
        return None
    return overtaken(
        context.standing,
        rule or step_key(stage, one.step.step),
        one.step,
        one.rank,
        anchor_at=anchor_at,
        due_at=due_at,
        breaks_silence=breaks_silence(stage, one.step),
        calendar=context.calendar,
        offset=context.offset,
    )


def _deadline(one: _StepOfStay, anchor_at: datetime, due_at: datetime) -> datetime | None:
    """By when it should have gone: the step's service level, the promised day (R2), or the end of a silence (R1)."""
    step, app, context = one.step, one.app, one.context
    if step.after == CAME_IN:
        return catch_up.word_by(app, context, step.by or catch_up.WITHIN)
    if step.by is not None:  # what had happened before we knew them is served from then on (R15)
        return context.calendar.add(max(anchor_at, app.came_in_at or anchor_at), step.by)
    if step.before == "promise":
        return to_utc(local_date(due_at, context.tz), context.calendar.closes, context.tz)
    if step.after != LAST_CONTACT or step.kind != "update" or not app.is_open:
        return None
    # An update that breaks a silence goes before the longest silence is over, not on the next open day (R1).
    since = max(anchor_at, app.known_since, one.state.silence_from or app.known_since)
    return context.calendar.add(since, longest_silence(app, context)) + SILENCE_TOLERANCE


def longest_silence(app: Application, context: DecisionContext) -> Duration:
    """How long this stage may be silent (R1); a prospect who has answered is in a conversation like any other."""
    context = context.about(app)
    if app.stage is Stage.PROSPECT and app.has_replied:
        return context.playbook.max_silence
    return context.playbook.longest_silence(app.stage)


def _because(step: Step, app: Application, due_at: datetime, calendar: Calendar) -> str:
    when = their_time(due_at, calendar.tz)
    after = step.before or step.after or ""
    entered = _ENTERED.get(app.stage, f"they reached the {app.stage} stage")
    anchor = entered if after == "entered" else _IN_WORDS.get(after) or the_step(after)
    if step.before:
        on_the_day = "on the promised day" if step.before == "promise" else f"on the day of {anchor}"
        lead = f"{step.lead} before {anchor}" if step.lead != _ZERO else on_the_day
        return f"step {step.step} of {app.stage}: {lead}, due {when}"
    if step.after == CAME_IN:
        text = "they were added mid-process and need to hear where they stand"
        return f"step {step.step} of {app.stage}: {text}, due {when}"
    delay = step.every if step.after == LAST_CONTACT and step.every else step.delay
    return f"step {step.step} of {app.stage}: {'right' if delay == _ZERO else delay} after {anchor}, due {when}"


def anchor_words(step: Step, app: Application) -> str:
    """What a step hangs on, and how far: `PT24H after the interview`."""
    word = step.before or step.after or ""
    entered = _ENTERED.get(app.stage, f"they reached the {app.stage} stage")
    anchor = entered if word == "entered" else _IN_WORDS.get(word) or the_step(word)
    if step.before:
        return f"{step.lead} before {anchor}" if step.lead != _ZERO else f"on the day of {anchor}"
    return f"{'right' if step.delay == _ZERO else step.delay} after {anchor}"


_ENTERED: Final = {
    Stage.PROSPECT: "they were added as a prospect",
    Stage.NETWORK: "they joined your network",
    Stage.HIRED: "they were hired",
    Stage.REJECTED: "the rejection",
    Stage.WITHDRAWN: "they withdrew",
}
"""What it is called that somebody came to a stage, where it is an event of its own."""

_IN_WORDS: Final = {
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
    "consent": "they agreed to stay in touch",
    "promise": "the promised day",
}
"""What a step comes after or before, as a colleague would say it; else it is another step."""


# ---------------------------------------------------------------- when it falls due

_OF_INTERVIEWS = ("interview_scheduled", "interview_held", "interview_cancelled")


def occurrences(
    step: Step, app: Application, state: CandidateState, context: DecisionContext
) -> Iterator[tuple[str, datetime, datetime, datetime | None]]:
    """Each time that a step may go: its name, what it hangs on, when it is due, and after when it makes no sense."""
    yield from _occurrences(_StepOfStay(step, app, state, context, Rank.UPDATE))


def _occurrences(one: _StepOfStay) -> Iterator[_Occurrence]:
    """A step hangs on interviews, on a date ahead, on the last contact again and again, or on an event."""
    step = one.step
    if step.before == "interview" or step.after in _OF_INTERVIEWS:
        return _around_interviews(one)
    if step.before is not None:
        return _ahead_of_a_date(one, step.before)
    anchor_at = _anchor(one)
    if anchor_at is None or (step.times is not None and step.to is None and one.log.count >= step.times):
        return iter(())
    if one.repeats_since_contact:
        return _since_last_contact(one, anchor_at)
    return _after_an_event(one, anchor_at)


def _around_interviews(one: _StepOfStay) -> Iterator[_Occurrence]:
    step, app, calendar = one.step, one.app, one.context.calendar
    for interview in app.interviews:
        told_at = known_at(app, interview.told_at)
        at = _interview_anchor(step, interview, told_at)
        if step.after == "interview_cancelled" and not was_announced(interview, app, one.state, one.context):
            continue  # nobody told them of it, so there is nothing to call off
        if step.after == "interview_cancelled" and calling_off.is_called_off(interview, app, one.context.playbook):
            continue
        if at is None or not (step.before or step.after == "interview_scheduled" or _is_of_stay(at, app)):
            continue  # what became of it belongs to the stay; that it is ahead belongs to the interview (S6)
        if step.after == "interview_scheduled" and interviews.is_told_before(interview, app):
            continue  # it would say the same twice
        if step.before == "interview":
            due_at = calendar.subtract(interview.at, step.lead)
            if due_at > told_at:  # else the details went out later than the reminder would have: it would say it twice
                yield _Occurrence(interview.occurrence, told_at, due_at, interview.at)
        else:
            limit = interview.at if step.after == "interview_scheduled" else None
            yield _Occurrence(interview.occurrence, at, calendar.add(at, step.delay), limit)


def _interview_anchor(step: Step, interview: Interview, told_at: datetime) -> datetime | None:
    if step.after == "interview_held":
        return interview.held_at
    if step.after == "interview_cancelled":
        return interview.cancelled_at
    waiting = interview.held_at is None and interview.cancelled_at is None
    return told_at if waiting else None


def _ahead_of_a_date(one: _StepOfStay, name: str) -> Iterator[_Occurrence]:
    """Due when the window opens that much earlier, senseless after the date."""
    step, app, calendar, day = one.step, one.app, one.context.calendar, _date_of(name, one.app)
    if day is None:
        return
    if step.lead.business_days:
        due_day = calendar.add_business_days(day, -step.lead.business_days)
    else:
        due_day = day - timedelta(days=step.lead.days)
    told_at, end = app.entry.entered_at, None if name == "promise" else _end_of(day, calendar)
    if name == "promise":
        # On the promised date at the latest (S10): where that day is closed, on the last open day before it.
        while not calendar.is_open_day(due_day) and (day - due_day).days < 14:
            due_day -= timedelta(days=1)
        told_at = app.promise_told_at or told_at
    elif name == "offer_expiry" and app.offer:
        told_at = app.offer.extended_at
    yield _Occurrence(day.isoformat(), told_at, to_utc(due_day, calendar.opens, calendar.tz), end)


def _since_last_contact(one: _StepOfStay, anchor_at: datetime) -> Iterator[_Occurrence]:
    step, app, log, calendar = one.step, one.app, one.log, one.context.calendar
    assert step.every is not None
    # The occurrence before may have expired without a contact: the next one counts from there.
    base, limit = max(anchor_at, log.last_at or anchor_at), None
    if app.stage is Stage.OFFER and "offer_open" in conditions.words_of(step.when):
        last_day = _date_of("offer_expiry", app)  # after it nothing makes sense that says that the offer is open
        limit = _end_of(last_day, calendar) if last_day else None
    yield _Occurrence(str(log.count + 1), base, calendar.add(base, step.every), limit)


def _after_an_event(one: _StepOfStay, anchor_at: datetime) -> Iterator[_Occurrence]:
    step, app, count, calendar = one.step, one.app, one.log.count, one.context.calendar
    due_at = calendar.add(anchor_at, step.delay)
    if step.after == "offer_extended" and app.offer is not None:
        # Another offer is announced anew (S11); the one before was about other terms.
        yield _Occurrence(str(app.offer.number), anchor_at, due_at)
    elif step.every is not None and step.after != CAME_IN and step.to is None:
        for _ in range(count):
            due_at = calendar.add(due_at, step.every)
        yield _Occurrence(str(count + 1), due_at, due_at)
    elif count == 0:
        yield _Occurrence("1", anchor_at, catch_up.due_at(step, app, one.context) if step.after == CAME_IN else due_at)


def _end_of(day: date, calendar: Calendar) -> datetime:
    return to_utc(day + timedelta(days=1), time(0), calendar.tz)


def _anchor(one: _StepOfStay) -> datetime | None:
    """The instant that `after:` names, or None while it has not come."""
    step, app, state, context = one.step, one.app, one.state, one.context
    entry, after = app.entry, step.after or ""
    match after:
        case "entered":
            return entry.entered_at
        case "came_in":
            return app.came_in_at if catch_up.is_owed(app) else None
        case "last_contact":
            if app.stage in (Stage.OFFER, Stage.NETWORK) or step.every is None:
                return max(entry.entered_at, app.last_contact_at or entry.entered_at)
            last = app.last_contact_at or entry.entered_at
            return catch_up.last_word(app) if catch_up.counts_from_before(app) else last
        case "start_date":
            day = _date_of("start_date", app)
            return to_utc(day, context.playbook.window.open, context.tz) if day else None
        case "consent":
            return max(state.consent_at or entry.entered_at, entry.anchors.get("consent", entry.entered_at))
    if after in entry.anchors:
        return entry.anchors[after]
    log = entry.steps.get(after)
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
