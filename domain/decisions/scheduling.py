"""When and how each open touch can really go: the order of "When rules meet", applied to all of them together.

First to last: stop, doubt and consent, hours for texts, the offer check, decent hours, caps, `by` and promises, waiting
for a note. What must go first is placed first; the rest is fitted around it (R4).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Literal

from domain.decisions.caps import Contacts, Slot, first_slot
from domain.decisions.catch_up import is_catch_up
from domain.decisions.channel_choice import choose_channel
from domain.decisions.context import DecisionContext
from domain.decisions.due_step import DueStep
from domain.decisions.due_steps import find_due_steps
from domain.decisions.peace import in_peace, is_held, why_in_peace
from domain.decisions.surveys import why_not_asked
from domain.decisions.thanks_first import NEAR, room_for_thanks
from domain.delivery.retries import next_look, pending_words
from domain.events import Reason
from domain.messages.files import file_for, parts_of
from domain.names import MANUAL_CHANNELS, Channel
from domain.playbook.model import LAST_CONTACT, Rank
from domain.state.model import CandidateState, DeliveryAttemptState
from domain.time.business_hours import Calendar, local_date
from domain.time.their_time import their_time

_DAYS_EARLIER = 3
"""How many open days ahead word on a promise, or that ends a silence, may go where the caps leave no room (R1, R2)."""

_MOMENT = timedelta(seconds=1)
_DAY = timedelta(days=1)

HELD = Reason(rule="R3", text="they may be asking us to stop, so nothing goes out until a person says what they meant")

_SPREADABLE = (Rank.UPDATE, Rank.NUDGE, Rank.SURVEY, Rank.NURTURE)

StepOutcome = Literal[
    "send", "expired", "task", "unreachable", "forbidden", "parked", "paused", "unapproved", "declined"
]


@dataclass(frozen=True, slots=True)
class ScheduledStep:
    """What will become of one open touch, and when."""

    due: DueStep
    outcome: StepOutcome
    at: datetime
    why: tuple[Reason, ...]
    channel: Channel | None = None
    attempt: int = 1


def scheduled(state: CandidateState, context: DecisionContext) -> list[ScheduledStep]:
    """What will become of every open touch of theirs, as things stand."""
    return schedule_steps(find_due_steps(state, context), state, context)


def schedule_steps(
    due_steps: Sequence[DueStep], state: CandidateState, context: DecisionContext
) -> list[ScheduledStep]:
    """Every open touch in the order in which it may claim its time."""
    doubts = [t.unknown_since for t in state.tries.values() if t.unknown_since]  # they may have reached them
    off_week = [contact.at for contact in state.contacts if not contact.week]
    off_week += [t.unknown_since for t in state.tries.values() if t.unknown_since and t.off_week]
    taken = Contacts([*(contact.at for contact in state.contacts), *doubts], off_week)
    placed: list[ScheduledStep] = []
    for due in sorted(due_steps, key=_precedence):
        if _is_said_by_others(due, placed):
            continue
        one = _place(due, state, context, _others(due, state, taken), alone=not _joined(due, placed))
        if one.outcome == "send":
            taken.append(one.at)
            if due.step.hours == "extended":
                taken.off_week.add(one.at)
        placed.append(one)
    return placed


def _others(due: DueStep, state: CandidateState, taken: Contacts) -> Contacts:
    """What a touch keeps its distance from; one that is sent again when in doubt does not wait for its own doubt."""
    attempt = state.tries.get(due.key)
    if attempt is None or attempt.unknown_since is None or due.step.on_unknown != "resend":
        return taken
    own = taken.index(attempt.unknown_since)
    return Contacts([*taken[:own], *taken[own + 1 :]], taken.off_week)


def _joined(due: DueStep, placed: Sequence[ScheduledStep]) -> bool:
    """Does other word about the same application go within a day of its deadline, so that it breaks the silence too?"""
    if due.by_at is None:
        return False
    others = [p.at for p in placed if p.outcome == "send" and p.due.app.application_id == due.app.application_id]
    return any(at <= due.by_at + timedelta(days=1) for at in others)


def _is_said_by_others(due: DueStep, placed: Sequence[ScheduledStep]) -> bool:
    """Does other word about the application go in time, so that they are not told twice where they stand (S20)?"""
    if not is_catch_up(due.step) or due.by_at is None:
        return False
    others = [p for p in placed if p.outcome == "send" and p.due.app.application_id == due.app.application_id]
    return any(p.at <= due.by_at and p.due.step.kind != "nudge" and not p.due.before_us for p in others)


def _precedence(due: DueStep) -> tuple[bool, int, bool, datetime, str]:
    return is_catch_up(due.step), due.rank.order, due.step.before != "promise", due.by_at or due.due_at, due.key


def _place(
    due: DueStep, state: CandidateState, context: DecisionContext, taken: Sequence[datetime], *, alone: bool
) -> ScheduledStep:
    attempt = state.tries.get(due.key)
    if attempt is None or attempt.unknown_since is None:
        return _placed(due, state, context, taken, alone=alone)
    if attempt.pending_until is not None:
        look = next_look(attempt.unknown_since, attempt.pending_until, context.now)
        why = (*due.why, Reason(rule="delivery", text=pending_words(look, context.tz)))
        return ScheduledStep(due, "parked", look, why)
    if due.step.on_unknown == "resend":
        again = _placed(due, state, context, taken, alone=alone)
        if again.outcome == "send":  # else what may have gone out would be told as skipped or expired
            return again
    reason = Reason(rule="delivery", text="we don't know whether it went out, so it isn't sent again")
    return ScheduledStep(due, "parked", attempt.ask_at or context.now, (*due.why, reason))


def _placed(
    due: DueStep, state: CandidateState, context: DecisionContext, taken: Sequence[datetime], *, alone: bool
) -> ScheduledStep:
    attempt = state.tries.get(due.key)
    number = attempt.attempt + 1 if attempt else 1
    if due.overtaken is not None and due.overtaken.too_late:
        return ScheduledStep(due, "expired", due.due_at, (*due.why, due.overtaken.why))
    wanted, waits = _wanted(due, state, context, attempt)
    if due.step.manual:
        if _refused(due, state, context):
            refused = Reason(rule="R7", text=f"{why_in_peace(state)}, so nobody is asked to reach them this way")
            return ScheduledStep(due, "forbidden", due.due_at, (*due.why, refused))
        why = (*due.why, Reason(rule="R6", text="a colleague handles this step"), *waits)
        return ScheduledStep(due, "task", wanted, why) if wanted else ScheduledStep(due, "paused", due.due_at, why)
    choice = choose_channel(
        due.step,
        state,
        context.about(due.app).playbook,
        suppressed=context.suppressed,
        excluded=attempt.excluded if attempt else (),
    )
    why = (*due.why, *choice.why, *_words_for_some(due, choice.channel, state, context))
    if wanted is None:
        return ScheduledStep(due, "paused", due.due_at, (*why, *waits))
    if (unasked := why_not_asked(due, max(wanted, context.now), state, context)) is not None:
        return ScheduledStep(due, "forbidden", due.due_at, (*why, *waits, unasked), attempt=number)
    if choice.channel is None:
        return ScheduledStep(
            due, "forbidden" if choice.forbidden else "unreachable", wanted, (*why, *waits), attempt=number
        )
    if due.approval is not None:
        answer = state.approvals.get(due.approval.task_id)
        why = (*why, due.approval.why)
        if answer is None:
            at = wanted if wanted > context.now else due.expires_at + _MOMENT
            return ScheduledStep(due, "unapproved", at, (*why, *waits), attempt=number)
        if not answer.yes:
            said = Reason(rule=due.approval.why.rule, text="a colleague decided not to send it")
            return ScheduledStep(due, "declined", wanted, (*why, said), attempt=number)
        why = (*why, Reason(rule=due.approval.why.rule, text="a colleague approved it"))
    wanted = max(wanted, context.now)
    wanted, calendar = _calendar(due, choice.channel, wanted, context)
    room = _Room(due, calendar, context, taken)
    days = _DAYS_EARLIER if due.step.before == "promise" or (due.step.after == LAST_CONTACT and alone) else 1
    earliest = _earliest(due, state, context, attempt)
    slot, near_from = room.slot(wanted), _near_from(due, calendar, context)
    kept = _kept_deadline(slot, room, earliest=max(earliest, near_from), days=days)
    if near_from > earliest and due.by_at is not None and kept.at > due.by_at:
        decent = replace(room, calendar=context.calendar.for_texts())  # no deadline is worth a Sunday before (R5)
        kept = _kept_deadline(slot, decent, earliest=earliest, days=days)
    slot = _for_a_note(_same_day(kept, room, earliest=earliest), room)
    why = (*why, *waits, *slot.why)
    if slot.at > due.expires_at:
        earliest_is = f"the earliest it can go out is {_day(slot.at, context)}"
        late = Reason(rule="R16", text=f"{earliest_is}, which is too late to be useful")
        return ScheduledStep(due, "expired", due.due_at, (*why, late))
    return ScheduledStep(due, "send", slot.at, why, choice.channel, number)


def _words_for_some(
    due: DueStep, channel: Channel | None, state: CandidateState, context: DecisionContext
) -> Iterator[Reason]:
    """That they read words which are for some applications only (R22)."""
    playbook, name = context.about(due.app).playbook, due.step.message or ""
    if channel is None or name not in playbook.words_for:
        return
    path = file_for(playbook, name, sms=channel is Channel.SMS, locale=state.candidate.locale or None, variant="")
    parts = parts_of(path) if path else None
    if parts is not None and parts.label:
        whom = next(one for one, label in playbook.labels[name] if label == parts.label)
        yield Reason(rule="R22", text=f"its words are those for {whom}")


def _wanted(
    due: DueStep, state: CandidateState, context: DecisionContext, attempt: DeliveryAttemptState | None
) -> tuple[datetime | None, tuple[Reason, ...]]:
    """The earliest instant that pauses, snoozes and retries allow; None while paused without an end."""
    wanted, why = due.due_at, []
    if is_held(state, context) and not _is_internal(due):
        return None, (HELD,)
    # A pause holds what was said before it; what a colleague says during it is meant to go, and no snooze is about it.
    meant = due.is_own_words and not state.paused_by_ops
    if state.paused_since is not None and not (meant and due.due_at >= state.paused_since):
        if state.paused_until is None:
            return None, (Reason(rule="R3", text="the follow-up is paused"),)
        if state.paused_until > max(wanted, context.now):
            wanted = state.paused_until
            why.append(Reason(rule="R3", text=f"the follow-up is paused until {_day(wanted, context)}"))
    if state.snoozed_until is not None and state.snoozed_until > wanted and not due.is_own_words:
        wanted = state.snoozed_until
        why.append(Reason(rule="R3", text=f"a colleague put it off until {_day(wanted, context)}"))
    if due.overtaken is not None and due.overtaken.until is not None and due.overtaken.until > wanted:
        wanted = due.overtaken.until
        why.append(due.overtaken.why)
    if (left := room_for_thanks(due, max(wanted, context.now), state, context)) is not None:
        wanted = left
        text = f"the interview thank-you goes first, so this waits until {_day(left, context)}"
        why.append(Reason(rule="S8", text=text))
    if attempt and attempt.not_before and attempt.not_before > wanted:
        wanted = attempt.not_before
        text = attempt.turn or f"attempt {attempt.attempt} didn't go through; this is the next one"
        why.append(Reason(rule="delivery", text=text))
    return wanted, tuple(why)


def _is_internal(due: DueStep) -> bool:
    """Is it work of a colleague by which nobody is reached?"""
    return due.step.manual and due.step.channel not in MANUAL_CHANNELS


def _refused(due: DueStep, state: CandidateState, context: DecisionContext) -> bool:
    """Would a colleague reach somebody who wants to be left in peace, or in a way that they closed (R7)?"""
    return not _is_internal(due) and (due.step.channel in state.closed_channels or in_peace(state, context))


def _earliest(
    due: DueStep, state: CandidateState, context: DecisionContext, attempt: DeliveryAttemptState | None
) -> datetime:
    """No deadline makes it go before this: what it follows, a pause, a snooze, the next try, a grace time, an edit."""
    ends = (
        state.paused_until if state.paused_since else None,
        state.snoozed_until,
        attempt.not_before if attempt else None,
        due.not_before,
        due.overtaken.floor if due.overtaken else None,
    )
    return max(due.anchor_at, context.now, *(end for end in ends if end is not None))


def _calendar(due: DueStep, channel: Channel, wanted: datetime, context: DecisionContext) -> tuple[datetime, Calendar]:
    """The hours in which it may go, and from when on in these.

    Word on an interview goes 08:00-20:00 on any day only where the interview is within 48 hours; what tells of a later
    one goes in the next decent hour ("When rules meet"), or as those 48 hours begin, whichever comes first.
    """
    calendar = context.calendar.for_texts() if channel is Channel.SMS else context.calendar
    if due.step.hours != "extended":
        return wanted, calendar
    extended = context.calendar.extended().for_texts()
    if due.interview_at is None:
        return wanted, extended
    decent = context.calendar.for_texts()
    near_from = max(wanted, due.interview_at - NEAR)
    if due.interview_at < wanted or decent.next_open(wanted) < extended.next_open(near_from):
        return wanted, decent
    return near_from, extended


def _near_from(due: DueStep, calendar: Calendar, context: DecisionContext) -> datetime:
    """Where it goes in the extended hours because the interview is near, when it begins to be; else long ago."""
    if due.step.hours != "extended" or due.interview_at is None or calendar == context.calendar.for_texts():
        return context.now
    return due.interview_at - NEAR


@dataclass(frozen=True, slots=True)
class _Room:
    """The hours in which one touch may go, less what others take."""

    due: DueStep
    calendar: Calendar
    context: DecisionContext
    taken: Sequence[datetime]

    @property
    def is_spread(self) -> bool:
        """May it wait for its minute of the first hour (R19)?"""
        return self.due.rank in _SPREADABLE and self.due.step.before != "promise"

    def day_of(self, at: datetime) -> date:
        return local_date(at, self.calendar.tz)

    def minute_of(self, day: date) -> datetime:
        """The candidate's own minute of the first hour of that day (R19)."""
        return self.calendar.opening_of(day) + timedelta(seconds=self.context.offset)

    def first(self, wanted: datetime) -> Slot:
        """The first instant within hours and caps, which do not hold what may go in extended hours."""
        taken = () if self.due.step.hours == "extended" else self.taken
        return first_slot(wanted, taken, self.context.about(self.due.app).playbook.limits, self.calendar)

    def slot(self, wanted: datetime) -> Slot:
        """The same, spread over the first hour where it may wait (R19)."""
        slot = self.first(wanted)
        if self.due.step.hours == "extended" or not self.is_spread:
            return slot
        spread = self.minute_of(self.day_of(slot.at))
        if spread <= slot.at or not self.calendar.is_open(spread):
            return slot
        return Slot(spread, (*slot.why, _SPREAD))


_SPREAD = Reason(rule="R19", text="spread over the first hour, so messages don't all go out at once")


def _kept_deadline(slot: Slot, room: _Room, *, earliest: datetime, days: int) -> Slot:
    """Where a closed window makes a deadline impossible, go earlier if the text allows it ("When rules meet").

    `days` is how many open days are tried, backwards from the last one before the deadline.
    """
    due, calendar = room.due, room.calendar
    if due.by_at is None or slot.at <= due.by_at:
        return slot
    latest, by = calendar.last_open(min(due.due_at, due.by_at)), _day(due.by_at, room.context)
    for _ in range(days):
        # Not all in the last minute of that day (R19). Asked again a moment after the time that was chosen, the answer
        # must be "now" and not the next opening.
        sooner = min(room.minute_of(room.day_of(latest)), latest) if room.is_spread else latest
        sooner = max(sooner, earliest)
        if calendar.is_open(sooner):
            early = room.slot(sooner)
            if early.at > due.by_at:  # a deadline that falls before their minute of the hour comes before the spread
                early = room.first(sooner)
            if early.at <= due.by_at:
                rule = "R4" if any(reason.rule == "R4" for reason in slot.why) else "R5"
                text = f"moved up so it doesn't miss its deadline, {by}"
                return Slot(early.at, (Reason(rule=rule, text=text),))
        if latest < earliest:
            break
        latest = calendar.last_open(calendar.opening_of(room.day_of(latest)) - timedelta(seconds=1))
    late = Reason(rule="R2", text=f"past its deadline, {by}")
    return Slot(slot.at, (*slot.why, late))


def _same_day(slot: Slot, room: _Room, *, earliest: datetime) -> Slot:
    """Thanks for a talk go on its day where anything may still go then (S8): a few hours' delay do not cost the day."""
    due, calendar, day = room.due, room.calendar, room.day_of(room.due.anchor_at)
    if due.step.after != "interview_held" or due.step.delay.rough >= _DAY or room.day_of(slot.at) <= day:
        return slot
    last = max(calendar.last_open(due.due_at), earliest)
    if room.day_of(last) != day or not calendar.is_open(last):
        return slot
    early = room.slot(last)
    if room.day_of(early.at) != day:
        return slot
    return Slot(early.at, (Reason(rule="S8", text="moved up so it goes out the same day as the interview"),))


def _for_a_note(slot: Slot, room: _Room) -> Slot:
    """It may wait for the recruiter's note up to its own deadline, and then goes without it rather than late (R10)."""
    due, context, calendar = room.due, room.context, room.calendar
    if due.note_until is None or due.note_until <= slot.at:
        return slot
    later, wait = room.slot(max(due.note_until, context.now)), due.step.wait_for_note
    if wait is not None and wait.rough < _DAY and room.day_of(later.at) > room.day_of(slot.at):
        last = calendar.last_open(due.note_until)  # hours of waiting end with the day: no note is worth the next one
        if last <= slot.at:
            return slot
        later = room.slot(last)
    if due.by_at is not None and later.at > due.by_at:
        last = calendar.last_open(due.by_at)
        if last <= slot.at:
            return slot
        later = room.slot(last)
        if later.at > due.by_at:
            return slot
    if later.at > due.expires_at:
        return slot
    text = f"it waits for the recruiter's note until {_day(later.at, context)} at the latest"
    return Slot(later.at, (*slot.why, Reason(rule="R10", text=text)))


def _day(at: datetime, context: DecisionContext) -> str:
    return their_time(at, context.tz)
