"""How facts change the state: a fold that never fails and never decides (docs/architecture.md, "The loop").

It may change freely: no command of the workflow hangs on it. Personal details are normalised here, so that a person
is the same however they were typed; what cannot be read is left out and shows up as a colleague's task.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from domain.addresses import BadAddress, normal_email, normal_phone
from domain.compact import unknown_of
from domain.delivery import undelivered
from domain.events import (
    ApplicationReceived,
    Approved,
    Assigned,
    AttentionCleared,
    AttentionRaised,
    CameInSilent,
    CandidateMerged,
    CandidateUpdated,
    ClockRestarted,
    Contactable,
    Contacted,
    DeliveryReported,
    Erased,
    Event,
    EventBuffered,
    HandedOver,
    HistoryJoined,
    MergeAwaited,
    MergeRefused,
    MessageRefused,
    Noted,
    Paused,
    PreferencesSet,
    Recovered,
    ReplyReceived,
    Resumed,
    SayRequested,
    SendRequested,
    SilenceBreached,
    Snoozed,
    TakenBack,
    TaskCompleted,
    TaskDropped,
    TaskEscalated,
    TaskOpened,
    TaskReminded,
    TouchEvent,
    Undone,
    Unknown,
    WentQuiet,
)
from domain.events.envelope import field_of
from domain.events.releases import SCHEMA_NUMBER
from domain.names import SENDING_CHANNELS, TEMPORAL, Channel, digest
from domain.people import person_names
from domain.reducers import applications as stages
from domain.reducers import changes, coming_in, doubts, own_words, recruiters, tagging, touches
from domain.reducers import merge as merging
from domain.reducers import merged_history as histories
from domain.reducers import out_of_order as early
from domain.reducers import recovered as recovering
from domain.replies import classify
from domain.state import consent
from domain.state.model import (
    APPROVALS_LIMIT,
    DONE_TASKS_LIMIT,
    SEEN_LIMIT,
    TAIL_LIMIT,
    Answer,
    Application,
    Candidate,
    CandidateState,
    DecisionResult,
    RecentEvent,
    Task,
)
from domain.state.reachability import wants_peace
from domain.state.unread_facts import is_read_in_part, skip, with_unread

_REFUSED_LIMIT = 5

AWAY_DEFAULT = timedelta(days=14)
"""How long an automatic reply pauses nudges where it names no date of return (R8)."""


def begin(candidate_id: str) -> CandidateState:
    """The state of a person of whom nothing is known yet."""
    return CandidateState(candidate=Candidate(candidate_id=candidate_id), schema_number=SCHEMA_NUMBER)


def evolve_all(state: CandidateState, events: Iterable[Event]) -> CandidateState:
    for event in events:
        state = evolve(state, event)
    return state


def evolve(state: CandidateState, event: Event) -> CandidateState:  # noqa: C901  one arm for each kind, which is easiest read in one place
    """The state after a fact. What this release cannot read changes nothing but the list of what was skipped."""
    if state.erased_at is not None or isinstance(event, Erased):
        return state.model_copy(update={"erased_at": state.erased_at or event.occurred_at})  # nothing counts after it
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
    if (applied_at := consent.applied_anew(event)) and _is_only_deleted(state, applied_at):
        person = state.candidate.model_copy(update={"sms_consent_at": None})  # that was of the record that is gone
        opened = _consent(state.model_copy(update={"candidate": person}), consent.REOPENED, event.occurred_at)
        state = doubts.consent_changed(state, opened, event, consent.REOPENED)
    for change in consent.change_of(event):
        state = doubts.consent_changed(state, _consent(state, change, event.occurred_at), event, change)
    match event:
        case ApplicationReceived():
            return _application(_tagged(_contactable(state, _named_as_here(state, event.candidate)), event), event)
        case CandidateUpdated(candidate=details, removed=removed):
            if event.snoozed_until is not None:
                state = state.model_copy(update={"snoozed_until": event.snoozed_until})
            return _tagged(_contactable(_without_addresses(state, removed), details), event)
        case PreferencesSet():
            given = {k: v for k in ("channel", "timezone", "locale") if (v := getattr(event, k)) is not None}
            return state.model_copy(update={"candidate": state.candidate.model_copy(update=given)})
        case ReplyReceived():
            return _reply(undelivered.heard_from(state, event), event)
        case Contacted():
            state = touches.received(state, event.application_id, event.occurred_at, "update")
            return doubts.reached(_answered(state, event.occurred_at))
        case Paused(until=until):
            by_ops = event.source == TEMPORAL
            before = (state.paused_until or state.paused_before_until) if by_ops else None
            paused = {"paused_since": event.occurred_at, "paused_until": until}
            return state.model_copy(update={**paused, "paused_by_ops": by_ops, "paused_before_until": before})
        case Resumed():
            # A colleague's word ends a snooze too; the end of a pause that had one does not.
            snoozed = state.snoozed_until if event.source == "system" else None
            ended = {"paused_since": None, "paused_until": None, "paused_by_ops": False, "snoozed_until": snoozed}
            if (until := state.paused_before_until) and until > event.occurred_at:  # theirs goes on
                ended |= {"paused_since": event.occurred_at, "paused_until": until}
            return state.model_copy(update={**ended, "paused_before_until": None})
        case Snoozed(until=until):
            return state.model_copy(update={"snoozed_until": until})
        case Approved():
            return _approved(state, event)
        case Noted(text=text):
            noted = {"note": text, "noted_at": event.occurred_at}
            return _about(state, event, lambda app: app.model_copy(update=noted))
        case Assigned():
            app = about(state, event.application_id)
            return recruiters.assigned(state, app, event) if app else state
        case SendRequested():
            return _request(state, event)
        case SayRequested():
            return _say(state, event)
        case MessageRefused(event_id=ident):
            return state.model_copy(update={"refused": (*state.refused, ident)[-_REFUSED_LIMIT:]})
        case TaskOpened() | TaskReminded() | TaskEscalated() | TaskCompleted() | TaskDropped():
            return _task(state, event)
        case TouchEvent() | DeliveryReported():
            return touches.touch(state, event)
        case SilenceBreached():
            return _about(state, event, lambda app: app.model_copy(update={"breached_at": event.occurred_at}))
        case CameInSilent(since=since):
            return _about(state, event, lambda app: app.model_copy(update={"silent_since": since}))
        case WentQuiet():
            return _about(state, event, lambda app: app.model_copy(update={"quiet": True}))
        case EventBuffered():
            return early.settle(state, event)
        case HistoryJoined():
            return histories.join(state, event)
        case TakenBack():
            return state  # the next decision puts on record what comes of it
        case Undone():
            return changes.undone(state, event)
        case Recovered():
            return recovering.taken_from(state, event)
        case CandidateMerged() | HandedOver() | MergeRefused() | MergeAwaited():
            return merging.merge(state, event)
        case ClockRestarted():
            return state.model_copy(update={"restarted_at": event.occurred_at})
        case AttentionCleared():
            tasks = tuple(task for task in state.tasks if task.kind != "ledger")
            return state.model_copy(update={"attention": "", "tasks": tasks})
        case AttentionRaised(why=why):
            return state.model_copy(update={"attention": why[0].text if why else "look at this candidate"})
    if (app := about(state, event.application_id)) is None:
        return early.keep(state, event)
    return doubts.placed(touches.replace_application(state, stages.move(app, event)), app.application_id, event)


# ---------------------------------------------------------------- what the workflow needs around the fold


def is_repeat(state: CandidateState, event: Event) -> bool:
    """Was this fact told before, as far as is remembered? Repeats are harmless."""
    return digest(event.event_id, size=10) in state.seen


def accept(state: CandidateState, event: Event) -> CandidateState:
    """Take in a fact that somebody told: fold it in and keep it until it stands in the ledger."""
    seen = (*state.seen, digest(event.event_id, size=10))[-SEEN_LIMIT:]
    state = state.model_copy(update={"seen": seen, "pending": (*state.pending, event)})
    return state if state.catching_up else _told(state, (event,))  # history first; it is folded in after that


def _told(state: CandidateState, events: Sequence[Event]) -> CandidateState:
    """The state after facts that were told. At what only a newer release can read a colleague looks meanwhile: it may
    be something that cannot wait.
    """
    state = evolve_all(state, events)
    unknown = [event.event_id for event in events if isinstance(event, Unknown)]
    return state.model_copy(update={"refused": (*state.refused, *unknown)[-_REFUSED_LIMIT:]}) if unknown else state


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
            base = begin(state.candidate.candidate_id).model_copy(update={"seen": state.seen, "shown": state.shown})
        state = evolve_all(base, missing)
        state = (state if more else _told(state, pending)).model_copy(update={"catching_up": more})
    else:
        state = evolve_all(state, [event for event in missing if event.event_id not in known])
        if _takes_back(missing):
            state = evolve_all(state, pending)  # told since, so it comes after what was taken back
    told = [digest(event.event_id, size=10) for event in missing if event.source != "system"]
    # What waits comes last of all, so that no history pushes it out.
    waiting = [digest(event.event_id, size=10) for event in pending]
    earlier = [one for one in state.seen if one not in waiting]
    seen = tuple(dict.fromkeys((*earlier, *told, *waiting)))[-SEEN_LIMIT:]
    return state.model_copy(update={"pending": pending, "seen": seen})


def fold(state: CandidateState, result: DecisionResult) -> CandidateState:
    """Take in what a decision or delivery gave back: missing and new facts, the position, the next decision."""
    taking_in = refold if result.refolds else catch_up
    state = evolve_all(taking_in(state, result.missing, more=result.more), result.events)
    state = with_unread(state, result.unread)
    pending = tuple(event for event in state.pending if event.event_id not in result.appended)
    if _takes_back(result.events):
        state = evolve_all(state, pending)  # told since, so it comes after what was taken back
    pending += tuple(event for event in result.events if event.event_id in result.unwritten)
    return state.model_copy(
        update={
            "pending": pending,
            "position": result.position,
            "decision": result.next,
            "shown": {**state.shown, **result.shown},
            "schema_number": max(state.schema_number, result.schema_number),
        }
    )


def _takes_back(events: Iterable[Event]) -> bool:
    return any(isinstance(event, Undone) and event.changes for event in events)


def refold(state: CandidateState, missing: Sequence[Event], *, more: bool = False) -> CandidateState:
    """The state as the ledger tells it from the first fact on, `missing` being its first page: for a release that can
    read what an older one skipped. What is not on record there stays: what waits, was heard and is decided.
    """
    waiting = tuple(digest(event.event_id, size=10) for event in state.pending)
    own = {"pending": state.pending, "seen": waiting, "shown": state.shown}
    empty = begin(state.candidate.candidate_id).model_copy(update={**own, **unknown_of(state)})
    if missing:
        state = catch_up(empty, missing, more=more).model_copy(update={"decision": state.decision})
    else:
        state = _told(empty, state.pending).model_copy(update={"decision": state.decision})
    return state


# ---------------------------------------------------------------- the parts


def _remember(state: CandidateState, event: Event) -> CandidateState:
    why = field_of(event, "why", ())
    text = why[-1].text if why else str(field_of(event, "stage", "") or field_of(event, "title", ""))
    tail = (*state.tail, RecentEvent(at=event.occurred_at, type=event.type, text=text[:120]))[-TAIL_LIMIT:]
    return state.model_copy(update={"tail": tail})


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
        candidate = state.candidate
        if change.channel is Channel.SMS and candidate.sms_consent_at is None:
            candidate = candidate.model_copy(update={"sms_consent_at": at})
        apps = tuple(a.model_copy(update={"quiet": False}) if a.quiet else a for a in state.applications)
        state = state.model_copy(update={"candidate": candidate, "consent_at": at, "applications": apps})
    return state.model_copy(update={"closed_channels": tuple(sorted(closed)), "stopped": stopped})


def _named_as_here(state: CandidateState, details: Contactable) -> Contactable:
    """Another application renames nobody (R17): a name stays as it is; the half that is missing comes from the same."""
    old = state.candidate
    whole = person_names.agree(f"{old.first_name} {old.last_name}", f"{details.first_name or ''} {details.last_name}")
    if not old.first_name and details.first_name and details.last_name and whole:
        return details  # the same name, and now it is certain which is the first
    halves = ((old.first_name, details.first_name or ""), (old.last_name, details.last_name or ""))
    if all(not ours or not theirs or ours.casefold() == theirs.casefold() for ours, theirs in halves):
        return details.model_copy(update={name: None for name in ("first_name", "last_name") if getattr(old, name)})
    return details.model_copy(update={"first_name": None, "last_name": None})


def _contactable(state: CandidateState, details: Contactable) -> CandidateState:
    old = state.candidate
    update: dict[str, Any] = {}
    for name in ("first_name", "last_name", "timezone", "locale", "channel", "sms_consent_at"):
        value = getattr(details, name)
        if value not in (None, ""):
            update[name] = value
    if details.first_name == "" and details.last_name:  # a name in one piece: which word is the first is not said
        known = person_names.agree(old.full_name, details.last_name)
        update |= {"last_name": old.last_name} if known else {"first_name": ""}
    if details.country:  # DE, or DE-BY: the region has holidays of its own (R5)
        update["country"], _, update["region"] = details.country.upper().partition("-")
    bad = set(state.bad_channels)
    if details.email:
        try:
            email = normal_email(details.email)
        except BadAddress:
            email = old.email
        update["email"] = email
        if email != old.email:
            bad.discard(Channel.EMAIL)  # a new address has not bounced
    if details.phone:
        try:
            phone = normal_phone(details.phone, details.country or old.country)
        except BadAddress:
            phone = old.phone
        update["phone"] = phone
        if phone != old.phone:
            bad.discard(Channel.SMS)
    return state.model_copy(update={"candidate": old.model_copy(update=update), "bad_channels": tuple(sorted(bad))})


def _without_addresses(state: CandidateState, removed: Sequence[str]) -> CandidateState:
    """They are not theirs, or not to be used any more: what is said about them later is about somebody else's."""
    gone = {name: "" for name in ("email", "phone") if name in removed}
    if not gone:
        return state
    ways = {"email": Channel.EMAIL, "phone": Channel.SMS}
    bad = tuple(channel for channel in state.bad_channels if channel not in [ways[name] for name in gone])
    return state.model_copy(update={"candidate": state.candidate.model_copy(update=gone), "bad_channels": bad})


def _tagged(state: CandidateState, event: ApplicationReceived | CandidateUpdated) -> CandidateState:
    return state.model_copy(update={"candidate": tagging.told(state.candidate, event)})


def _application(state: CandidateState, event: ApplicationReceived) -> CandidateState:
    app = state.meant(event.application_id)
    if app is not None:
        return touches.replace_application(state, stages.apply_again(app, event))
    if event.last_contact_at and (state.last_contact_at is None or event.last_contact_at > state.last_contact_at):
        state = state.model_copy(update={"last_contact_at": event.last_contact_at})
    if (other := coming_in.told_elsewhere(state, event)) is not None:
        return touches.replace_application(state, stages.also_told(other, event))
    app = stages.begin(event)
    state = state.model_copy(update={"applications": (*state.applications, app)})
    if state.consent_at is None:
        state = state.model_copy(update={"consent_at": app.applied_at})
    return state


def _canonical(state: CandidateState, event: Event) -> Event:
    """A fact about an application that was joined into another of the same job is about that one (R17)."""
    app = state.meant(event.application_id)
    if app is None or app.application_id == event.application_id or isinstance(event, ApplicationReceived):
        return event  # by which id somebody tells of an application anew counts
    return event.model_copy(update={"application_id": app.application_id})


def _about(state: CandidateState, event: Event, change: Any) -> CandidateState:
    """Change the application that the fact is about; the only open one, or the latest, where it names none."""
    app = about(state, event.application_id)
    return state if app is None else touches.replace_application(state, change(app))


def about(state: CandidateState, application_id: str | None) -> Application | None:
    """The application that is meant: by id or job, else the only open one, else the latest."""
    if application_id is not None:
        by_job = next((a for a in state.applications if a.job_id == application_id), None)
        return state.meant(application_id) or by_job
    candidates = [a for a in state.applications if not a.is_closed] or list(state.applications)
    return candidates[-1] if candidates else None


def _reply(state: CandidateState, event: ReplyReceived) -> CandidateState:
    if event.erasure:  # not a message to be answered, but a task of its own
        asked_at = state.erasure_asked_at if any(t.kind == "erasure" for t in state.tasks) else event.occurred_at
        return state.model_copy(update={"erasure_asked_at": asked_at})
    reading = classify.read(event)
    if reading.kind == "reaction":  # a liked message is no reply (R8)
        return state
    if reading.kind == "automatic":
        until = event.occurred_at + AWAY_DEFAULT
        if reading.returns_on is not None:
            until = datetime.combine(reading.returns_on, datetime.min.time(), UTC)
        return state.model_copy(update={"away_until": until})
    apps = tuple(
        stages.anchor(a, "reply_received", event.occurred_at).model_copy(
            update={"last_reply_at": event.occurred_at, "quiet": False}
        )
        if event.application_id is None or event.application_id == a.application_id
        else a
        for a in state.applications
    )
    state = state.model_copy(update={"last_reply_at": event.occurred_at, "away_until": None, "applications": apps})
    if reading.kind == "stop" and reading.certain:
        return doubts.owing(state, event, reading) if reading.withdraws and not wants_peace(state) else state
    if reading.kind == "stop" and not wants_peace(state):
        return doubts.doubted(state, event, reading)
    return doubts.owing(state, event, reading)


def _answered(state: CandidateState, at: datetime) -> CandidateState:
    """We have answered them: they are not owed anything now (R9). Its task is dropped by the next decision."""
    return state.model_copy(update={"owed": None}) if state.owed and state.owed.since <= at else state


def _say(state: CandidateState, event: SayRequested) -> CandidateState:
    app = about(state, event.application_id)
    if app is None:  # nobody to write to about anything: a colleague looks, for nothing is dropped in silence
        return state.model_copy(update={"refused": (*state.refused, event.event_id)[-_REFUSED_LIMIT:]})
    return own_words.asked(state, event, app)


def _request(state: CandidateState, event: SendRequested) -> CandidateState:
    app = about(state, event.application_id)
    if app is None:
        return state
    return state.model_copy(
        update={"requested": {**state.requested, f"{app.application_id}/{event.step}": event.occurred_at}}
    )


def _approved(state: CandidateState, event: Approved) -> CandidateState:
    """The answer stands for whatever hangs on it; the task is done (R13)."""
    if event.answer is not None:
        state = doubts.answered(state, event)
        tasks = tuple(task for task in state.tasks if task.task_id != event.task_id)
        return state.model_copy(update={"tasks": tasks})
    answers = {k: v for k, v in state.approvals.items() if k != event.task_id}
    answers[event.task_id] = Answer(yes=event.yes, at=event.occurred_at)
    kept = dict(list(answers.items())[-APPROVALS_LIMIT:])
    tasks = tuple(task for task in state.tasks if task.task_id != event.task_id)
    return state.model_copy(update={"approvals": kept, "tasks": tasks})


def _task(
    state: CandidateState, event: TaskOpened | TaskReminded | TaskEscalated | TaskCompleted | TaskDropped
) -> CandidateState:
    if isinstance(event, TaskOpened):
        if event.kind == "refused":
            state = state.model_copy(update={"refused": ()})
        if event.kind == "restarted":
            state = state.model_copy(update={"restarted_at": None})
        state = doubts.task_opened(state, event)
        if state.task(event.task_id) is not None:
            return touches.touch(state, event) if event.touch_key else state
        names = ("task_id", "kind", "title", "due_at", "assignee", "application_id", "touch_key")
        task = Task(opened_at=event.occurred_at, **{name: getattr(event, name) for name in names})
        state = state.model_copy(update={"tasks": (*state.tasks, task)})
        return touches.touch(state, event) if event.touch_key else state
    old = state.task(event.task_id)
    if old is None:
        return state
    if isinstance(event, TaskCompleted):
        state = doubts.task_completed(state, event)
    changed: tuple[Task, ...]
    match event:
        case TaskReminded():
            changed = (old.model_copy(update={"reminded": True}),)
        case TaskEscalated():
            changed = (old.model_copy(update={"reminded": True, "escalated": True}),)
        case _:
            changed = ()
    tasks = tuple(
        t for old_task in state.tasks for t in (changed if old_task.task_id == event.task_id else (old_task,))
    )
    state = state.model_copy(update={"tasks": tasks})
    if isinstance(event, TaskCompleted):
        done = (*state.done_tasks, event.task_id)[-DONE_TASKS_LIMIT:]
        state = state.model_copy(update={"done_tasks": done})
        if old.kind == "answer":
            state = state.model_copy(update={"owed": None})
        if old.kind in ("answer", "call", "silence", "reach"):  # a person has spoken to them
            state = doubts.reached(touches.received(state, old.application_id, event.occurred_at, "update"))
            if old.touch_key is not None:
                state = touches.heard(state, old.touch_key, event.occurred_at)
    return state
