"""How facts change the state: a fold that never fails and never decides (docs/architecture.md, "The loop").

It may change freely: no command of the workflow hangs on it. Personal details are normalised here, so that a person
is the same however they were typed; what cannot be read is left out and shows up as a colleague's task.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta

from domain.compact import unknown_of
from domain.delivery import undelivered
from domain.events import (
    ApplicationReceived,
    Approved,
    Assigned,
    AttentionCleared,
    AttentionRaised,
    CandidateMerged,
    CandidateUpdated,
    ClockRestarted,
    ColleagueAsked,
    Contacted,
    DeliveryPending,
    DeliveryReported,
    DeliveryUnknown,
    Erased,
    Event,
    EventBuffered,
    Expired,
    HandedOver,
    Held,
    HistoryJoined,
    MergeAwaited,
    MergeRefused,
    MessageRefused,
    NotAcceptedYet,
    Paused,
    PreferencesSet,
    Recovered,
    Redacted,
    RefusedForGood,
    ReplyReceived,
    Resumed,
    SayRequested,
    SendRequested,
    Sent,
    Skipped,
    Snoozed,
    TaskCompleted,
    TaskDropped,
    TaskEscalated,
    TaskOpened,
    TaskReminded,
    Undone,
    Unknown,
)
from domain.events.envelope import field_of
from domain.events.releases import SCHEMA_NUMBER
from domain.names import SENDING_CHANNELS, TEMPORAL, Channel, digest
from domain.people.contact_details import told_by, with_details
from domain.reducers import applications as stages
from domain.reducers import changes, colleagues, coming_in, doubts, own_words, recruiters, tagging, touches
from domain.reducers import merge_handshake as merging
from domain.reducers import merged_history as histories
from domain.reducers import out_of_order as early
from domain.reducers import recovered as recovering
from domain.reducers.handlers import HANDLERS, MOVES
from domain.replies import recorded_reply
from domain.state import consent
from domain.state.model import (
    APPROVALS_LIMIT,
    DONE_TASKS_LIMIT,
    SEEN_LIMIT,
    TAIL_LIMIT,
    Answer,
    Candidate,
    CandidateState,
    DecisionResult,
    RecentEvent,
    Task,
)
from domain.state.reachability import wants_peace
from domain.state.unread_facts import is_read_in_part, skip, with_unread

AWAY_DEFAULT = timedelta(days=14)
"""How long an automatic reply pauses nudges where it names no date of return (R8)."""


def begin(candidate_id: str) -> CandidateState:
    """The state of a person of whom nothing is known yet."""
    return CandidateState(candidate=Candidate(candidate_id=candidate_id), schema_number=SCHEMA_NUMBER)


def evolve_all(state: CandidateState, events: Iterable[Event]) -> CandidateState:
    for event in events:
        state = evolve(state, event)
    return state


def evolve(state: CandidateState, event: Event) -> CandidateState:
    """The state after a fact. What this release cannot read changes nothing but the list of what was skipped."""
    if state.erased_at is not None or isinstance(event, Erased):
        return state.replace(erased_at=state.erased_at or event.occurred_at)  # nothing counts after it
    if isinstance(event, Unknown):
        return skip(state, event)
    if is_read_in_part(event):
        state = skip(state, event)
    ends_a_duplicate = coming_in.ends_a_duplicate(state, event)
    state, event = _remember(state, event), _canonical(state, event)
    if ends_a_duplicate:
        return state
    if state.merged_into and event.source != "system":
        return state  # it is said to the one who is followed up instead (R17)
    if key := colleagues.key_for_colleague(event):
        return colleagues.delivered(state, event, key)
    return HANDLERS.take_in(_with_consent(state, event), event)


def _with_consent(state: CandidateState, event: Event) -> CandidateState:
    """With the channels that the fact closes or opens, and what follows from that (R7)."""
    if (applied_at := consent.applied_anew(event)) and _is_only_deleted(state, applied_at):
        person = state.candidate.replace(sms_consent_at=None)  # that was of the record that is gone
        opened = _consent(state.replace(candidate=person), consent.REOPENED, event.occurred_at)
        state = doubts.consent_changed(state, opened, event, consent.REOPENED)
    for change in consent.change_of(event):
        state = doubts.consent_changed(state, _consent(state, change, event.occurred_at), event, change)
    return state


# ---------------------------------------------------------------- what the workflow needs around the fold


def is_repeat(state: CandidateState, event: Event) -> bool:
    """Was this fact told before, as far as is remembered? Repeats are harmless."""
    return _mark(event) in state.seen


def _mark(event: Event) -> str:
    return digest(event.event_id, size=10)


def accept(state: CandidateState, event: Event) -> CandidateState:
    """Take in a fact that somebody told: fold it in and keep it until it stands in the ledger."""
    seen = (*state.seen, _mark(event))[-SEEN_LIMIT:]
    state = state.replace(seen=seen, pending=(*state.pending, event))
    return state if state.catching_up else _told(state, (event,))  # history first; it is folded in after that


def answered(state: CandidateState, answer: Event) -> CandidateState:
    """Take in what was heard to a question of our own. A doubt that was settled while it was asked stays settled: then
    the answer is not put on record, behind how it ended.
    """
    if isinstance(answer, DeliveryReported | DeliveryUnknown) and touches.is_overtaken(state, answer):
        return state
    return accept(state, answer)


def _told(state: CandidateState, events: Sequence[Event]) -> CandidateState:
    """The state after facts that were told. At what only a newer release can read a colleague looks meanwhile: it may
    be something that cannot wait.
    """
    state = evolve_all(state, events)
    unknown = [event.event_id for event in events if isinstance(event, Unknown)]
    return state.with_refused(*unknown) if unknown else state


def catch_up(state: CandidateState, missing: Sequence[Event], *, more: bool = False) -> CandidateState:
    """Fold in facts of the ledger that the state did not have, and drop from `pending` what stands there already.

    A new run begins empty with what it was told meanwhile: then the history comes first, page by page (`more`: this is
    not the last), and what was told after it.
    """
    known = {event.event_id for event in state.pending}
    old = {event.event_id for event in missing}
    pending = tuple(event for event in state.pending if event.event_id not in old)
    if missing and (state.position.seq == 0 or state.catching_up):
        base = state
        if state.position.seq == 0:
            base = begin(state.candidate.candidate_id).replace(seen=state.seen, shown=state.shown)
        state = evolve_all(base, missing)
        state = (state if more else _told(state, pending)).replace(catching_up=more)
    else:
        state = evolve_all(state, [event for event in missing if event.event_id not in known])
        if _takes_back(missing):
            state = evolve_all(state, pending)  # told since, so it comes after what was taken back
    told = [_mark(event) for event in missing if event.source != "system"]
    # What waits comes last of all, so that no history pushes it out.
    waiting = [_mark(event) for event in pending]
    earlier = [one for one in state.seen if one not in waiting]
    seen = tuple(dict.fromkeys((*earlier, *told, *waiting)))[-SEEN_LIMIT:]
    return state.replace(pending=pending, seen=seen)


def fold(state: CandidateState, result: DecisionResult) -> CandidateState:
    """Take in what a decision or delivery gave back: missing and new facts, the position, the next decision."""
    taking_in = refold if result.refolds else catch_up
    state = evolve_all(taking_in(state, result.missing, more=result.more), result.events)
    state = with_unread(state, result.unread)
    pending = tuple(event for event in state.pending if event.event_id not in result.appended)
    if _takes_back(result.events):
        state = evolve_all(state, pending)  # told since, so it comes after what was taken back
    pending += tuple(event for event in result.events if event.event_id in result.unwritten)
    return state.replace(
        pending=pending,
        position=result.position,
        decision=result.next,
        shown={**state.shown, **result.shown},
        schema_number=max(state.schema_number, result.schema_number),
    )


def _takes_back(events: Iterable[Event]) -> bool:
    return any(isinstance(event, Undone) and event.changes for event in events)


def refold(state: CandidateState, missing: Sequence[Event], *, more: bool = False) -> CandidateState:
    """The state as the ledger tells it from the first fact on, `missing` being its first page: for a release that can
    read what an older one skipped. What is not on record there stays: what waits, was heard and is decided.
    """
    waiting, decision = tuple(_mark(event) for event in state.pending), state.decision
    empty = begin(state.candidate.candidate_id).replace(
        pending=state.pending, seen=waiting, shown=state.shown, **unknown_of(state)
    )
    state = catch_up(empty, missing, more=more) if missing else _told(empty, state.pending)
    return state.replace(decision=decision)


# ---------------------------------------------------------------- the parts


def _remember(state: CandidateState, event: Event) -> CandidateState:
    why = field_of(event, "why", ())
    text = why[-1].text if why else str(field_of(event, "stage", "") or field_of(event, "title", ""))
    tail = (*state.tail, RecentEvent(at=event.occurred_at, type=event.type, text=text[:120]))[-TAIL_LIMIT:]
    return state.replace(tail=tail)


def _is_only_deleted(state: CandidateState, before: datetime) -> bool:
    """Did an ATS delete them before that instant, and have they themselves refused nothing (R7)?"""
    stop = state.stop
    return stop is not None and stop.deleted and stop.by_ats and stop.at < before


def _consent(state: CandidateState, change: consent.ConsentChange, at: datetime) -> CandidateState:
    closed = set(state.closed_channels)
    if change.action == "close":
        closed |= {change.channel} if change.channel else set(SENDING_CHANNELS)
        stopped = state.stopped or change.channel is None
    else:
        closed -= {change.channel} if change.channel else set(Channel)
        stopped = False if change.channel is None else state.stopped and closed >= set(SENDING_CHANNELS)
        person = state.candidate
        if change.channel is Channel.SMS and person.sms_consent_at is None:
            person = person.replace(sms_consent_at=at)
        apps = tuple(a.replace(quiet=False) if a.quiet else a for a in state.applications)
        state = state.replace(candidate=person, consent_at=at, applications=apps)
    return state.replace(closed_channels=tuple(sorted(closed)), stopped=stopped)


# ---------------------------------------------------------------- the person


@HANDLERS.of(ApplicationReceived)
def _received(state: CandidateState, event: ApplicationReceived) -> CandidateState:
    return _application(_tagged(_with_details(state, event), event), event)


@HANDLERS.of(Redacted)
def _redacted(state: CandidateState, _event: Redacted) -> CandidateState:
    """Nothing by itself: all is folded again from what is left of the record (`activities.transaction`)."""
    return state


@HANDLERS.of(CandidateUpdated)
def _updated(state: CandidateState, event: CandidateUpdated) -> CandidateState:
    if event.snoozed_until is not None:
        state = state.replace(snoozed_until=event.snoozed_until)
    return _tagged(_with_details(state, event), event)


@HANDLERS.of(PreferencesSet)
def _preferences(state: CandidateState, event: PreferencesSet) -> CandidateState:
    old = state.candidate
    person = old.replace(
        channel=event.channel or old.channel,
        timezone=old.timezone if event.timezone is None else event.timezone,
        locale=old.locale if event.locale is None else event.locale,
    )
    return state.replace(candidate=person)


def _with_details(state: CandidateState, event: ApplicationReceived | CandidateUpdated) -> CandidateState:
    told = told_by(event)
    old, new = state.candidate, with_details(state.candidate, told)
    # A new address has not bounced; what is said later about one that was removed is about somebody else's.
    changed = {
        Channel.EMAIL: new.email != old.email or "email" in told.removed,
        Channel.SMS: new.phone != old.phone or "phone" in told.removed,
    }
    bad = (channel for channel in state.bad_channels if not changed.get(channel))
    return state.replace(candidate=new, bad_channels=tuple(sorted(bad)))


def _tagged(state: CandidateState, event: ApplicationReceived | CandidateUpdated) -> CandidateState:
    return state.replace(candidate=tagging.told(state.candidate, event))


def _application(state: CandidateState, event: ApplicationReceived) -> CandidateState:
    app = state.meant(event.application_id)
    if app is not None:
        return state.with_application(stages.apply_again(app, event))
    if event.last_contact_at and (state.last_contact_at is None or event.last_contact_at > state.last_contact_at):
        state = state.replace(last_contact_at=event.last_contact_at)
    if (other := coming_in.told_elsewhere(state, event)) is not None:
        return state.with_application(stages.also_told(other, event))
    app = stages.begin(event)
    state = state.replace(applications=(*state.applications, app))
    if state.consent_at is None:
        state = state.replace(consent_at=app.applied_at)
    return state


def _canonical(state: CandidateState, event: Event) -> Event:
    """A fact about an application that was joined into another of the same job is about that one (R17)."""
    app = state.meant(event.application_id)
    if app is None or app.application_id == event.application_id or isinstance(event, ApplicationReceived):
        return event  # by which id somebody tells of an application anew counts
    return event.replace(application_id=app.application_id)


about = CandidateState.find_application


def _moved(state: CandidateState, event: Event) -> CandidateState:
    """Something about one application, which may not be known yet."""
    if (app := state.find_application(event.application_id)) is None:
        return early.keep(state, event)
    return doubts.placed(state.with_application(stages.move(app, event)), app.application_id, event)


# ---------------------------------------------------------------- words, theirs and ours


@HANDLERS.of(ReplyReceived)
def _reply(state: CandidateState, event: ReplyReceived) -> CandidateState:
    state = undelivered.heard_from(state, event)
    if event.erasure:  # not a message to be answered, but a task of its own
        asked_at = state.erasure_asked_at if any(t.kind == "erasure" for t in state.tasks) else event.occurred_at
        return state.replace(erasure_asked_at=asked_at)
    reading = recorded_reply.read(event)
    if reading.kind == "reaction":  # a liked message is no reply (R8)
        return state
    if reading.kind == "automatic":
        until = event.occurred_at + AWAY_DEFAULT
        if reading.returns_on is not None:
            until = datetime.combine(reading.returns_on, datetime.min.time(), UTC)
        return state.replace(away_until=until)
    apps = tuple(
        stages.anchor(a, "reply_received", event.occurred_at).replace(last_reply_at=event.occurred_at, quiet=False)
        if event.application_id is None or event.application_id == a.application_id
        else a
        for a in state.applications
    )
    state = state.replace(last_reply_at=event.occurred_at, away_until=None, applications=apps)
    if reading.kind == "stop" and reading.certain:
        return doubts.owing(state, event, reading) if reading.withdraws and not wants_peace(state) else state
    if reading.kind == "stop" and not wants_peace(state):
        return doubts.doubted(state, event, reading)
    return doubts.owing(state, event, reading)


@HANDLERS.of(Contacted)
def _contacted(state: CandidateState, event: Contacted) -> CandidateState:
    """We have answered them: they are not owed anything now (R9). Its task is dropped by the next decision."""
    state = touches.received(state, event.application_id, event.occurred_at, "update")
    answered = state.owed is not None and state.owed.since <= event.occurred_at
    return doubts.reached(state.replace(owed=None) if answered else state)


@HANDLERS.of(SayRequested)
def _say(state: CandidateState, event: SayRequested) -> CandidateState:
    app = state.find_application(event.application_id)
    if app is None:  # nobody to write to about anything: a colleague looks, for nothing is dropped in silence
        return state.with_refused(event.event_id)
    return own_words.asked(state, event, app)


@HANDLERS.of(SendRequested)
def _request(state: CandidateState, event: SendRequested) -> CandidateState:
    app = state.find_application(event.application_id)
    if app is None:
        return state
    return state.replace(requested={**state.requested, f"{app.application_id}/{event.step}": event.occurred_at})


@HANDLERS.of(Assigned)
def _assigned(state: CandidateState, event: Assigned) -> CandidateState:
    app = state.find_application(event.application_id)
    return recruiters.assigned(state, app, event) if app else state


@HANDLERS.of(MessageRefused)
def _refused(state: CandidateState, event: MessageRefused) -> CandidateState:
    return state.with_refused(event.event_id)


# ---------------------------------------------------------------- pauses


@HANDLERS.of(Paused)
def _paused(state: CandidateState, event: Paused) -> CandidateState:
    by_ops = event.source == TEMPORAL
    return state.replace(
        paused_since=event.occurred_at,
        paused_until=event.until,
        paused_by_ops=by_ops,
        paused_before_until=(state.paused_until or state.paused_before_until) if by_ops else None,
    )


@HANDLERS.of(Resumed)
def _resumed(state: CandidateState, event: Resumed) -> CandidateState:
    until = state.paused_before_until
    goes_on = until is not None and until > event.occurred_at  # theirs, on which the cancellation came
    return state.replace(
        paused_since=event.occurred_at if goes_on else None,
        paused_until=until if goes_on else None,
        paused_by_ops=False,
        paused_before_until=None,
        # A colleague's word ends a snooze too; the end of a pause that had one does not.
        snoozed_until=state.snoozed_until if event.source == "system" else None,
    )


@HANDLERS.of(Snoozed)
def _snoozed(state: CandidateState, event: Snoozed) -> CandidateState:
    return state.replace(snoozed_until=event.until)


# ---------------------------------------------------------------- what ops see


@HANDLERS.of(ClockRestarted)
def _restarted(state: CandidateState, event: ClockRestarted) -> CandidateState:
    return state.replace(restarted_at=event.occurred_at)


@HANDLERS.of(AttentionRaised)
def _attention_raised(state: CandidateState, event: AttentionRaised) -> CandidateState:
    return state.replace(attention=event.why[0].text if event.why else "look at this candidate")


@HANDLERS.of(AttentionCleared)
def _attention_cleared(state: CandidateState, _event: AttentionCleared) -> CandidateState:
    return state.replace(attention="", tasks=tuple(task for task in state.tasks if task.kind != "ledger"))


# ---------------------------------------------------------------- what colleagues are asked


@HANDLERS.of(Approved)
def _approved(state: CandidateState, event: Approved) -> CandidateState:
    """The answer stands for whatever hangs on it; the task is done (R13)."""
    if event.answer is not None:
        return doubts.answered(state, event).without_task(event.task_id)
    answers = {k: v for k, v in state.approvals.items() if k != event.task_id}
    answers[event.task_id] = Answer(yes=event.yes, at=event.occurred_at)
    return state.replace(approvals=dict(list(answers.items())[-APPROVALS_LIMIT:])).without_task(event.task_id)


@HANDLERS.of(TaskOpened)
def _task_opened(state: CandidateState, event: TaskOpened) -> CandidateState:
    if event.kind == "refused":
        state = state.replace(refused=())
    if event.kind == "restarted":
        state = state.replace(restarted_at=None)
    state = doubts.task_opened(state, event)
    if state.task(event.task_id) is None:
        names = ("task_id", "kind", "title", "due_at", "assignee", "application_id", "touch_key")
        task = Task(opened_at=event.occurred_at, **{name: getattr(event, name) for name in names})
        state = state.replace(tasks=(*state.tasks, task))
    return touches.given_to_colleague(state, event)


def _task_reminded(state: CandidateState, event: TaskReminded | TaskEscalated) -> CandidateState:
    escalated = isinstance(event, TaskEscalated)
    tasks = (
        one.replace(reminded=True, escalated=one.escalated or escalated) if one.task_id == event.task_id else one
        for one in state.tasks
    )
    return state.replace(tasks=tuple(tasks))


@HANDLERS.of(TaskDropped)
def _task_dropped(state: CandidateState, event: TaskDropped) -> CandidateState:
    return state.without_task(event.task_id)


@HANDLERS.of(TaskCompleted)
def _task_completed(state: CandidateState, event: TaskCompleted) -> CandidateState:
    task = state.task(event.task_id)
    if task is None:
        return state
    state = doubts.task_completed(state, event).without_task(event.task_id)
    state = state.replace(done_tasks=(*state.done_tasks, event.task_id)[-DONE_TASKS_LIMIT:])
    if task.kind == "answer":
        state = state.replace(owed=None)
    if task.kind in ("answer", "call", "silence", "reach"):  # a person has spoken to them
        state = doubts.reached(touches.received(state, task.application_id, event.occurred_at, "update"))
        if task.touch_key is not None:
            state = touches.heard(state, task.touch_key, event.occurred_at)
    return state


# ---------------------------------------------------------------- facts that share a function, or are handled elsewhere

HANDLERS.of(TaskReminded)(_task_reminded)
HANDLERS.of(TaskEscalated)(_task_reminded)
for _type in MOVES.types:
    HANDLERS.of(_type)(_moved)
HANDLERS.of(Sent)(touches.sent)
HANDLERS.of(ColleagueAsked)(colleagues.asked)
HANDLERS.of(Held)(touches.held)
HANDLERS.of(Skipped)(touches.given_up)
HANDLERS.of(Expired)(touches.given_up)
HANDLERS.of(NotAcceptedYet)(touches.not_accepted)
HANDLERS.of(RefusedForGood)(touches.refused)
HANDLERS.of(DeliveryUnknown)(touches.unknown)
HANDLERS.of(DeliveryPending)(touches.pending)
HANDLERS.of(DeliveryReported)(touches.reported)
HANDLERS.of(EventBuffered)(early.settle)
HANDLERS.of(HistoryJoined)(histories.join)
HANDLERS.of(CandidateMerged)(merging.told)
HANDLERS.of(HandedOver)(merging.gone)
HANDLERS.of(MergeRefused)(merging.stays)
HANDLERS.of(MergeAwaited)(merging.asked)
HANDLERS.of(Recovered)(recovering.taken_from)
HANDLERS.of(Undone)(changes.undone)
