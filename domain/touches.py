"""What becomes of a touch: the effect of each delivery fact on the state."""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

from domain.events import (
    DeliveryReported,
    DeliveryUnknown,
    Expired,
    Held,
    NotAcceptedYet,
    RefusedForGood,
    Sent,
    Skipped,
    TaskOpened,
    TouchEvent,
    Why,
)
from domain.names import Channel, Stage, digest
from domain.state import (
    CONTACTS_LIMIT,
    TRIES_LIMIT,
    Application,
    CandidateState,
    Contact,
    StepLog,
    Try,
)

_DONE_LIMIT = 8
_THREAD_LIMIT = 3


class TouchName(NamedTuple):
    """The parts of a touch key."""

    application_id: str
    stage: Stage
    entry: int
    step: str
    occurrence: str


def parse_touch_key(key: str) -> TouchName:
    """The parts of a touch key. Raises ValueError where it is none."""
    head, stage_entry, step, occurrence = key.rsplit("/", 3)
    _, _, application_id = head.partition("/")
    stage, _, entry = stage_entry.partition(".")
    return TouchName(application_id, Stage(stage), int(entry), step, occurrence)


def replace_application(state: CandidateState, app: Application) -> CandidateState:
    apps = tuple(app if a.application_id == app.application_id else a for a in state.applications)
    return state.model_copy(update={"applications": apps})


def settle(state: CandidateState, name: TouchName, at: datetime, *, sent: bool, key: str) -> CandidateState:
    """One occurrence of a step is over: it was sent, or it never will be."""
    tries = {k: t for k, t in state.tries.items() if k != key}
    requested = {k: t for k, t in state.requested.items() if k != f"{name.application_id}/{name.step}"}
    state = state.model_copy(update={"tries": tries, "requested": requested})
    app = state.application(name.application_id)
    if app is None or app.entry.stage is not name.stage or app.entry.number != name.entry:
        return state  # the stage is over, and its log with it
    log = app.entry.steps.get(name.step, StepLog())
    if name.occurrence in log.done:
        return state
    update: dict[str, Any] = {
        "count": log.count + 1,
        "last_at": at,
        "done": (*log.done, name.occurrence)[-_DONE_LIMIT:],
    }
    if sent:
        update |= {"sent": log.sent + 1, "sent_at": at}
    return _with_log(state, app, name.step, log.model_copy(update=update))


def _with_log(state: CandidateState, app: Application, step: str, log: StepLog) -> CandidateState:
    entry = app.entry.model_copy(update={"steps": {**app.entry.steps, step: log}})
    return replace_application(state, app.model_copy(update={"entry": entry}))


def received(state: CandidateState, application_id: str | None, at: datetime, rank: str) -> CandidateState:
    """A contact reached them: it counts in the caps (R4) and starts the silence anew (R1)."""
    contacts = (*state.contacts, Contact(at=at, rank=rank))[-CONTACTS_LIMIT:]
    state = state.model_copy(update={"contacts": contacts, "last_contact_at": _later(state.last_contact_at, at)})
    apps = tuple(
        a.model_copy(update={"last_contact_at": _later(a.last_contact_at, at), "breached_at": None})
        if application_id is None or a.application_id == application_id
        else a
        for a in state.applications
    )
    return state.model_copy(update={"applications": apps})


def _later(a: datetime | None, b: datetime) -> datetime:
    return b if a is None else max(a, b)


def _put_try(state: CandidateState, event: TouchEvent, **update: Any) -> CandidateState:
    old = state.tries.get(event.touch_key) or Try(
        application_id=event.application_id, stage=event.stage, step=event.step, occurrence=event.occurrence
    )
    tries = {k: t for k, t in state.tries.items() if k != event.touch_key}
    tries[event.touch_key] = old.model_copy(update=update)
    while len(tries) > TRIES_LIMIT:
        del tries[next(iter(tries))]
    return state.model_copy(update={"tries": tries})


def _exclude(state: CandidateState, event: RefusedForGood) -> CandidateState:
    old = state.tries.get(event.touch_key)
    excluded = (*(old.excluded if old else ()), event.channel)
    state = _put_try(
        state,
        event,
        attempt=event.attempt,
        excluded=excluded,
        channel=event.channel,
        not_before=None,
        unknown_since=None,
    )
    return bad_channel(state, event.channel) if event.address_bad else state


def bad_channel(state: CandidateState, channel: Channel) -> CandidateState:
    if channel in state.bad_channels:
        return state
    return state.model_copy(update={"bad_channels": (*state.bad_channels, channel)})


def _sent(state: CandidateState, event: Sent) -> CandidateState:
    name = parse_touch_key(event.touch_key)
    state = settle(state, name, event.occurred_at, sent=True, key=event.touch_key)
    state = received(state, event.application_id, event.occurred_at, event.rank)
    if event.message_id:
        first, rest = state.mail_thread[:1], state.mail_thread[1:]
        thread = (*first, *rest, event.message_id) if first else (event.message_id,)
        state = state.model_copy(update={"mail_thread": (*thread[:1], *thread[1:][-_THREAD_LIMIT:])})
    app = state.application(event.application_id)
    if app is not None:
        update: dict[str, Any] = {}
        if event.promise_by is not None:
            update |= {"promise_by": event.promise_by, "promise_told_at": event.occurred_at}
        if event.used_note:
            update["note"] = ""
        if update:
            state = replace_application(state, app.model_copy(update=update))
    return state


def _reported(state: CandidateState, event: DeliveryReported) -> CandidateState:
    """What the provider says afterwards: it resolves an unknown, or moves the touch to the next channel (R6)."""
    try:
        name = parse_touch_key(event.touch_key)
    except ValueError:
        return state  # some other system's message; it stays on the timeline
    attempt = state.tries.get(event.touch_key)
    match event.outcome:
        case "accepted" if attempt is not None:
            at = attempt.unknown_since or event.occurred_at
            state = settle(state, name, at, sent=True, key=event.touch_key)
            return received(state, name.application_id, at, "update")
        case "not_accepted" if attempt is not None:
            update = {"unknown_since": None, "ask_at": None, "not_before": event.occurred_at}
            return state.model_copy(
                update={"tries": {**state.tries, event.touch_key: attempt.model_copy(update=update)}}
            )
        case "bounced" | "dropped":
            return _reopen(bad_channel(state, event.channel), event, name)
    return state


def _reopen(state: CandidateState, event: DeliveryReported, name: TouchName) -> CandidateState:
    """It never arrived: the same touch is open again, for the next channel."""
    app = state.application(name.application_id)
    if app is None or app.entry.stage is not name.stage or app.entry.number != name.entry:
        return state
    log = app.entry.steps.get(name.step)
    old = state.tries.get(event.touch_key)
    if log is not None and name.occurrence in log.done:
        done = tuple(o for o in log.done if o != name.occurrence)
        sent = max(0, log.sent - 1)
        sent_at = log.sent_at if sent else None
        log = log.model_copy(update={"count": log.count - 1, "sent": sent, "done": done, "sent_at": sent_at})
        state = _with_log(state, app, name.step, log)
    elif old is None:
        return state
    attempt = Try(
        application_id=name.application_id,
        stage=name.stage,
        step=name.step,
        occurrence=name.occurrence,
        attempt=max(event.attempt or 1, old.attempt if old else 1),
        excluded=tuple({*(old.excluded if old else ()), event.channel}),
        channel=event.channel,
    )
    return state.model_copy(update={"tries": {**state.tries, event.touch_key: attempt}})


def touch(state: CandidateState, event: TouchEvent | DeliveryReported | TaskOpened) -> CandidateState:
    """The effect of one delivery fact."""
    match event:
        case Sent():
            return _sent(state, event)
        case Held():
            return _put_try(state, event, held=held_reason(event.why, event.until))
        case Skipped() | Expired():
            return settle(state, parse_touch_key(event.touch_key), event.occurred_at, sent=False, key=event.touch_key)
        case NotAcceptedYet(attempt=attempt, retry_at=retry_at, channel=channel):
            return _put_try(
                state, event, attempt=attempt, not_before=retry_at, channel=channel, unknown_since=None, ask_at=None
            )
        case RefusedForGood():
            return _exclude(state, event)
        case DeliveryUnknown(attempt=attempt, channel=channel, ask_at=ask_at):
            old = state.tries.get(event.touch_key)
            since = old.unknown_since if old and old.unknown_since else event.occurred_at
            asked = (old.asked if old else 0) + 1
            return _put_try(
                state, event, attempt=attempt, channel=channel, unknown_since=since, ask_at=ask_at, asked=asked
            )
        case DeliveryReported():
            return _reported(state, event)
        case TaskOpened(touch_key=str(key)):
            return settle(state, parse_touch_key(key), event.occurred_at, sent=False, key=key)
    return state


def held_reason(why: Why, until: datetime | None) -> str:
    """What identifies a reason to wait, so that the same one is put on record once."""
    return digest(*(reason.rule for reason in why), str(until), size=8)
