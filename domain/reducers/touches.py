"""What becomes of a touch: the effect of each delivery fact on the state."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, NamedTuple, TypeVar
from urllib.parse import unquote

from domain.delivery import undelivered
from domain.events import (
    DeliveryPending,
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
from domain.names import (
    BASE_VARIANT,
    CALL_OFF_STEP,
    DECIDED_STAGES,
    OWN_WORDS,
    RECEIPT_STEP,
    SAY_STEP,
    Channel,
    Stage,
    digest,
)
from domain.reducers import interviews, own_words
from domain.state.model import (
    CONTACTS_LIMIT,
    SURVEYS_LIMIT,
    TRIES_LIMIT,
    Application,
    CandidateState,
    Contact,
    DeliveryAttemptState,
    StepLog,
)
from domain.time.instants import latest

_Value = TypeVar("_Value")

_DONE_LIMIT = 8
_THREAD_LIMIT = 3
_SURVEY = "survey"  # the rank of a message that asks how we did


class TouchName(NamedTuple):
    """The parts of a touch key."""

    application_id: str
    stage: Stage
    entry: int
    step: str
    occurrence: str

    @property
    def about(self) -> dict[str, Any]:
        """The fields of the same names that facts about a touch have."""
        return {name: getattr(self, name) for name in ("application_id", "stage", "step", "occurrence")}


def parse_touch_key(key: str) -> TouchName:
    """The parts of a touch key. Raises ValueError where it is none."""
    head, stage_entry, step, occurrence = key.rsplit("/", 3)
    _, _, application_id = head.partition("/")
    stage, _, entry = stage_entry.partition(".")
    return TouchName(application_id, Stage(stage), int(entry), step, unquote(occurrence))


def settle(state: CandidateState, name: TouchName, at: datetime, *, sent: bool, key: str) -> CandidateState:
    """One occurrence of a step is over: it was sent, or it never will be."""
    requested = _without(state.requested, f"{name.application_id}/{name.step}")
    state = own_words.settled(state.replace(tries=_without(state.tries, key), requested=requested), key, sent=sent)
    if sent:
        state = heard(state, key, at)
    app = state.application(name.application_id)
    if own_words.is_own_words(key) or app is None or not _is_of(app, state, key, name):
        return state  # the stage is over, and its log with it
    log = app.entry.steps.get(name.step, StepLog())
    if _is_done(log, name.occurrence):
        return state
    log = log.replace(count=log.count + 1, last_at=at, done=(*log.done, name.occurrence)[-_DONE_LIMIT:])
    return _with_log(state, app, name.step, log.replace(sent=log.sent + 1, sent_at=at) if sent else log)


def heard(state: CandidateState, key: str, at: datetime | None) -> CandidateState:
    """If the touch was about an interview, they know of that one since then: the next step, and so the word that a
    message of ours had promised (R2). They do not where there is no instant, because it never arrived.
    """
    app = None if own_words.is_own_words(key) else state.application(parse_touch_key(key).application_id)
    if app is None or (state.joined and key.partition("/")[0] != state.keyed_as(app)):
        return state
    occurrence = parse_touch_key(key).occurrence
    if at is None:
        return state.with_application(interviews.never_heard(app, occurrence))
    if interviews.is_next_step(app, occurrence):
        app = _word_given(app, at)
    return state.with_application(interviews.told(app, occurrence))


def _is_done(log: StepLog, occurrence: str) -> bool:
    """Is this occurrence settled? Of those that are numbered, so many that `done` holds no more were settled first."""
    forgotten = log.count - len(log.done)
    return occurrence in log.done or (occurrence.isdecimal() and int(occurrence) <= forgotten)


def _is_of(app: Application, state: CandidateState, key: str, name: TouchName) -> bool:
    """Is the touch one of the application's present stay, and not of another with that id that was joined (R17)?"""
    theirs = not state.joined or key.partition("/")[0] == state.keyed_as(app)
    return theirs and app.entry.stage is name.stage and app.entry.number == name.entry


def _with_log(state: CandidateState, app: Application, step: str, log: StepLog) -> CandidateState:
    entry = app.entry.replace(steps={**app.entry.steps, step: log})
    return state.with_application(app.replace(entry=entry))


def received(
    state: CandidateState,
    application_id: str | None,
    at: datetime,
    rank: str,
    *,
    key: str = "",
    attempt: int = 1,
    week: bool = True,
) -> CandidateState:
    """A contact reached them: it counts in the caps (R4) and starts the silence anew (R1)."""
    state = _counted(state, at, rank, key, attempt, week=week)
    state = state.replace(last_contact_at=latest(state.last_contact_at, at))
    tells = _tells_a_decision(key)
    apps = tuple(
        _contacted(a, at, tells=tells) if application_id is None or a.application_id == application_id else a
        for a in state.applications
    )
    return state.replace(applications=apps)


def _counted(
    state: CandidateState, at: datetime, rank: str, key: str, attempt: int, *, week: bool = True
) -> CandidateState:
    """It counts in the caps, once however often it is told (R4)."""
    touch = digest(key, size=8) if key else ""
    others = tuple(c for c in state.contacts if not touch or c.touch != touch)
    contact = Contact(at=at, rank=rank, touch=touch, attempt=attempt, week=week)
    if rank == _SURVEY:
        asked = (*(c for c in state.surveys_asked if not touch or c.touch != touch), contact)
        state = state.replace(surveys_asked=asked[-SURVEYS_LIMIT:])
    return state.replace(contacts=(*others, contact)[-CONTACTS_LIMIT:])


def _tells_a_decision(key: str) -> bool:
    """Is it word on the decision, if there is one: a colleague's, or a message of a stage in which it is made (R24)?"""
    if not key:
        return True
    name = parse_touch_key(key)
    return name.stage in DECIDED_STAGES and name.step not in (RECEIPT_STEP, CALL_OFF_STEP)


def _contacted(app: Application, at: datetime, *, tells: bool) -> Application:
    if tells and app.decision_told_at is None and app.stage in DECIDED_STAGES:
        app = app.replace(decision_told_at=at)
    before = app.last_contact_at
    if before is not None and before >= at:
        return app.replace(breached_at=None)
    return app.replace(last_contact_at=at, contact_before=before, breached_at=None)


def _never_arrived(state: CandidateState, application_id: str, key: str) -> CandidateState:
    """Take back what a bounced message counted for: the caps, the contact, and the date that it told (R1, R2, R4)."""
    gone, app = _contact_of(state, key), state.application(application_id)
    if gone is None or app is None:
        return state
    if app.last_contact_at == gone.at:
        app = app.replace(
            last_contact_at=app.contact_before,
            contact_before=None,
            last_message=app.message_before,
            message_before="",
        )
    if app.decision_told_at == gone.at:
        app = app.replace(decision_told_at=None)
    if app.promise_told_at == gone.at:
        app = app.replace(promise_by=app.promise_before, promise_told_at=None, promise_before=None, promise_by_us=False)
    state = state.with_application(app)
    last = latest(*(a.last_contact_at for a in state.applications))
    return state.replace(
        contacts=tuple(c for c in state.contacts if c is not gone),
        surveys_asked=tuple(c for c in state.surveys_asked if c.touch != gone.touch),
        last_contact_at=last,
    )


def _contact_of(state: CandidateState, key: str) -> Contact | None:
    """The message of that touch, where it counts in the caps."""
    touch = digest(key, size=8)
    return next((c for c in state.contacts if c.touch == touch), None)


def _promised(state: CandidateState, application_id: str, by: date | None, at: datetime) -> CandidateState:
    """A message told them a date, or may have told it: it is kept either way (R2)."""
    app = state.application(application_id)
    if by is None or app is None or not app.is_open:
        return state
    return state.with_application(
        app.replace(promise_by=by, promise_told_at=at, promise_before=app.promise_by, promise_by_us=True)
    )


def _answered(state: CandidateState, event: Sent) -> CandidateState:
    """The word that was promised has gone out, so nothing is left of the date; it is again if that bounces (R2)."""
    app = state.application(event.application_id)
    if app is None or app.promise_by is None or not app.promise_by_us:
        return state
    return state.with_application(_word_given(app, event.occurred_at))


def _word_given(app: Application, at: datetime) -> Application:
    """Nothing is left of the date that was promised; what it was is kept, in case the word bounces."""
    return app.replace(promise_by=None, promise_told_at=at, promise_before=app.promise_by)


def _try_of(state: CandidateState, event: TouchEvent) -> DeliveryAttemptState:
    return state.tries.get(event.touch_key) or DeliveryAttemptState(
        application_id=event.application_id, stage=event.stage, step=event.step, occurrence=event.occurrence
    )


def _with_try(state: CandidateState, key: str, attempt: DeliveryAttemptState) -> CandidateState:
    """The state with this as the last of what is tried."""
    tries = {**_without(state.tries, key), key: attempt}
    return state.replace(tries=dict(list(tries.items())[-TRIES_LIMIT:]))


def _without(many: dict[str, _Value], key: str) -> dict[str, _Value]:
    return {k: v for k, v in many.items() if k != key}


def _certainly_ended(attempt: DeliveryAttemptState, not_before: datetime | None) -> DeliveryAttemptState:
    """It is known how it ended: not in doubt, and its turn is not waited for."""
    return attempt.replace(unknown_since=None, ask_at=None, pending_until=None, not_before=not_before, turn="")


def bad_channel(state: CandidateState, channel: Channel) -> CandidateState:
    if channel in state.bad_channels:
        return state
    return state.replace(bad_channels=(*state.bad_channels, channel))


def sent(state: CandidateState, event: Sent) -> CandidateState:
    """It went out: the step is done, it counts, and what it said is remembered."""
    if _is_old_news(state, event):
        return state
    name, said = parse_touch_key(event.touch_key), state.said.get(event.touch_key)
    state = settle(state, name, event.occurred_at, sent=True, key=event.touch_key)
    key, attempt = event.touch_key, event.attempt
    week = not event.off_week and (said is None or not said.answer)
    state = received(state, event.application_id, event.occurred_at, event.rank, key=key, attempt=attempt, week=week)
    state = _answered(state, event) if event.answers else state
    state = _promised(state, event.application_id, event.promise_by, event.occurred_at)
    state = _said(state, event.application_id, event.step, event.message)
    state = _had(state, event.message, event.variant)
    state = _resolved(state, event.touch_key)
    if event.message_id:
        thread = (*state.mail_thread, event.message_id)
        state = state.replace(mail_thread=(*thread[:1], *thread[1:][-_THREAD_LIMIT:]))
    app = state.application(event.application_id)
    if app is not None and event.used_note:
        state = state.with_application(app.replace(note="", noted_at=None))
    return state


def _said(state: CandidateState, application_id: str, step: str, message: str) -> CandidateState:
    """What the playbook last said to them about this application, so that its next message says something else (R2)."""
    app = state.application(application_id)
    if app is None or step in (RECEIPT_STEP, SAY_STEP) or not message:
        return state
    return state.with_application(app.replace(last_message=message, message_before=app.last_message))


def _had(state: CandidateState, message: str, variant: str) -> CandidateState:
    """Which variant of a message they have had, so that they never get another one (K10). Where there was nothing to
    choose from it was the base, unless they have had another one in another language or form.
    """
    if message in ("", OWN_WORDS):
        return state
    return state.with_variant(message, variant or state.variant_had(message) or BASE_VARIANT)


def reported(state: CandidateState, event: DeliveryReported) -> CandidateState:
    """What the provider says afterwards: it resolves an unknown, or moves the touch to the next channel (R6)."""
    try:
        name = parse_touch_key(event.touch_key)
    except ValueError:
        return state  # some other system's message; it stays on the timeline
    attempt = state.tries.get(event.touch_key)
    match event.outcome:
        case "accepted" if attempt is not None and event.channel in attempt.excluded:
            return state  # it bounced since
        case "accepted" if attempt is not None:
            at = attempt.unknown_since or event.occurred_at
            state = settle(state, name, at, sent=True, key=event.touch_key)
            number, week = attempt.attempt, not attempt.off_week
            state = received(state, name.application_id, at, "update", key=event.touch_key, attempt=number, week=week)
            state = _said(state, name.application_id, name.step, attempt.message)
            return _promised(state, name.application_id, attempt.promise_by, at)
        case "accepted":
            return _late_word(state, event, name)
        case "not_accepted" if attempt is not None and attempt.unknown_since is not None:
            ended = _certainly_ended(attempt, event.occurred_at)
            return state.replace(tries={**state.tries, event.touch_key: ended})
        case "bounced" | "dropped" | "blocked":
            state = _told_of_address(state, event)
            if not _is_news(state, event):
                return state
            state = _never_arrived(_resolved(state, event.touch_key), name.application_id, event.touch_key)
            if own_words.is_own_words(event.touch_key):
                return own_words.came_back(state, event, name.application_id)
            return _reopen(state, event, name)
    return state


def _told_of_address(state: CandidateState, event: DeliveryReported) -> CandidateState:
    """What it says about the address, if they still have that one (R6, R7, R8)."""
    if undelivered.is_of_another_address(state, event.channel, event.address_mark):
        return state
    if event.outcome != "blocked":
        return bad_channel(state, event.channel)
    if not event.undecided:
        return state
    at, arrived_at = event.occurred_at, event.arrived_at
    return undelivered.counted(state, event.channel, event.touch_key, event.attempt or 0, at, arrived_at)


def _is_news(state: CandidateState, event: DeliveryReported) -> bool:
    """Is the bounce about the last attempt? Providers tell some twice, when the next channel is under way already."""
    attempt = state.tries.get(event.touch_key)
    if attempt is not None:
        return event.attempt is None or event.attempt >= attempt.attempt
    last = _contact_of(state, event.touch_key)
    if last is None:  # before its own confirmation, or after a worker died in between
        waiting = state.decision.touch if state.decision else None
        return waiting is not None and waiting.key == event.touch_key
    return event.attempt is None or event.attempt >= last.attempt


def _late_word(state: CandidateState, event: DeliveryReported, name: TouchName) -> CandidateState:
    """It was in doubt so long that a colleague was asked; now the provider says that it did arrive."""
    if not any(t.kind == "unknown" and t.touch_key == event.touch_key for t in state.tasks):
        return state
    last = _contact_of(state, event.touch_key)
    at, number = (last.at, last.attempt) if last else (event.occurred_at, event.attempt or 1)
    state = _resolved(state, event.touch_key)
    return received(state, name.application_id, at, "update", key=event.touch_key, attempt=number)


def _resolved(state: CandidateState, key: str) -> CandidateState:
    """What a colleague was to find out about this touch is known: the next decision drops the task."""
    tasks = tuple(t.replace(resolved=True) if t.kind == "unknown" and t.touch_key == key else t for t in state.tasks)
    return state.replace(tasks=tasks)


def _reopen(state: CandidateState, event: DeliveryReported, name: TouchName) -> CandidateState:
    """It never arrived: the same touch is open again, for the next channel."""
    state = heard(state, event.touch_key, None)
    app = state.application(name.application_id)
    if app is None or not _is_of(app, state, event.touch_key, name):
        return state
    log = app.entry.steps.get(name.step)
    old = state.tries.get(event.touch_key)
    if log is not None and name.occurrence in log.done:
        done = tuple(o for o in log.done if o != name.occurrence)
        sent = max(0, log.sent - 1)
        sent_at = log.sent_at if sent else None
        log = log.replace(count=log.count - 1, sent=sent, done=done, sent_at=sent_at)
        state = _with_log(state, app, name.step, log)
    elif old is None and not (state.decision and state.decision.touch and state.decision.touch.key == event.touch_key):
        return state
    attempt = DeliveryAttemptState(
        **name.about,
        attempt=max(event.attempt or 1, old.attempt if old else 1),
        excluded=tuple({*(old.excluded if old else ()), event.channel}),
        channel=event.channel,
    )
    return state.replace(tries={**state.tries, event.touch_key: attempt})


def _is_old_news(state: CandidateState, event: Sent | NotAcceptedYet | RefusedForGood | DeliveryUnknown) -> bool:
    """Is the fact about an attempt that has been overtaken: by a bounce, by the next attempt, or by its own end?

    A worker that seemed dead confirms late, and who asked a provider may be answered after the provider's own word.
    """
    attempt = state.tries.get(event.touch_key)
    if attempt is not None and attempt.pending_until is not None and event.attempt == attempt.attempt:
        return False  # the very end that is waited for
    if attempt is not None and event.channel in attempt.excluded and event.attempt <= attempt.attempt:
        return True
    if isinstance(event, Sent):
        return False  # it did go out, whichever attempt it was
    if attempt is not None:
        return event.attempt < attempt.attempt
    return _is_settled(state, event)


def is_overtaken(state: CandidateState, answer: DeliveryReported | DeliveryUnknown) -> bool:
    """Is it an answer to a question that is not open any more? How the attempt ended was told while it was asked."""
    attempt = state.tries.get(answer.touch_key)
    return attempt is None or attempt.unknown_since is None or attempt.attempt != answer.attempt


def _is_settled(
    state: CandidateState, event: NotAcceptedYet | RefusedForGood | DeliveryPending | DeliveryUnknown
) -> bool:
    """Of a touch that is neither tried nor in doubt: is that because it is over?"""
    if own_words.is_own_words(event.touch_key):
        return event.touch_key not in state.said
    name, touch = parse_touch_key(event.touch_key), digest(event.touch_key, size=8)
    app = state.application(name.application_id)
    if app is not None and _is_of(app, state, event.touch_key, name):
        return _is_done(app.entry.steps.get(name.step, StepLog()), name.occurrence)
    return any(contact.touch == touch and contact.attempt >= event.attempt for contact in state.contacts)


def _has_ended(state: CandidateState, event: DeliveryPending) -> bool:
    """Is it on record already how the attempt ended? The end may be written down before that it takes long."""
    attempt = state.tries.get(event.touch_key)
    return event.attempt <= attempt.attempt if attempt is not None else _is_settled(state, event)


def held(state: CandidateState, event: Held) -> CandidateState:
    """It waits: for its turn on a channel, or for the reason that is on record."""
    old, why = _try_of(state, event), event.why
    if event.channel is None:
        return _with_try(state, event.touch_key, old.replace(held=held_reason(why, event.until)))
    return _with_try(state, event.touch_key, old.replace(not_before=event.until, turn=why[-1].text if why else ""))


def given_up(state: CandidateState, event: Skipped | Expired) -> CandidateState:
    """It will not go."""
    if isinstance(event, Skipped) and event.why and event.why[0].rule in ("R18", "R21"):
        # An edit of the playbook took it away, or an undo did, and one that is undone, or said again, gives it back:
        # it is not over for good.
        return state.replace(tries=_without(state.tries, event.touch_key))
    if state.merged_into:
        return state  # not settled: it goes under the other id, if it is still owed (R17)
    return settle(state, parse_touch_key(event.touch_key), event.occurred_at, sent=False, key=event.touch_key)


def not_accepted(state: CandidateState, event: NotAcceptedYet) -> CandidateState:
    """It was certainly not sent, and is tried again."""
    if _is_old_news(state, event):
        return state
    attempt = _try_of(state, event).replace(attempt=event.attempt, channel=event.channel)
    return _with_try(state, event.touch_key, _certainly_ended(attempt, event.retry_at))


def refused(state: CandidateState, event: RefusedForGood) -> CandidateState:
    """Not through this channel, then."""
    if _is_old_news(state, event):
        return state
    old = _try_of(state, event)
    attempt = old.replace(attempt=event.attempt, channel=event.channel, excluded=(*old.excluded, event.channel))
    state = _with_try(state, event.touch_key, _certainly_ended(attempt, None))
    if event.address_bad:
        return bad_channel(state, event.channel)
    if event.undecided:
        return undelivered.counted(state, event.channel, event.touch_key, event.attempt, event.occurred_at)
    return state


def unknown(state: CandidateState, event: DeliveryUnknown) -> CandidateState:
    """It may have gone out: that is asked about."""
    if _is_old_news(state, event):
        return state
    old = _in_doubt(state, event)
    attempt = old.replace(
        unknown_since=old.unknown_since or event.occurred_at,
        ask_at=event.ask_at,
        asked=old.asked + 1,
        pending_until=None,
    )
    return _with_try(_had_perhaps(state, event), event.touch_key, attempt)


def pending(state: CandidateState, event: DeliveryPending) -> CandidateState:
    """It counts as what is in doubt does: it may have reached them. An older release asks about it at its end."""
    if _has_ended(state, event):
        return state
    attempt = _in_doubt(state, event).replace(
        unknown_since=event.occurred_at,
        ask_at=event.until,
        asked=0,
        pending_until=event.until,
        not_before=None,
        turn="",
    )
    return _with_try(_had_perhaps(state, event), event.touch_key, attempt)


def _had_perhaps(state: CandidateState, event: DeliveryPending | DeliveryUnknown) -> CandidateState:
    """What may have reached them is what they go on with (K10)."""
    return _had(state, event.message, event.variant) if event.variant else state


def _in_doubt(state: CandidateState, event: DeliveryPending | DeliveryUnknown) -> DeliveryAttemptState:
    """The attempt with what the message said and counts for, if it arrived; where nobody says so, what was known before
    stays.
    """
    attempt = _try_of(state, event).replace(
        attempt=event.attempt, channel=event.channel, promise_by=_told_date(state, event)
    )
    return attempt.replace(message=event.message, off_week=event.off_week) if event.message else attempt


def given_to_colleague(state: CandidateState, event: TaskOpened) -> CandidateState:
    """The touch that a task is about is theirs to see to now."""
    if (key := event.touch_key) is None:
        return state
    doubt = state.tries.get(key)
    state = settle(state, parse_touch_key(key), event.occurred_at, sent=False, key=key)
    if event.kind == "unknown" and doubt is not None and doubt.unknown_since is not None:
        # It may have reached them: it counts in the caps, and a date that it tells is kept.
        state = _counted(state, doubt.unknown_since, "update", key, doubt.attempt, week=not doubt.off_week)
        state = _said(state, doubt.application_id, doubt.step, doubt.message)
        state = _promised(state, doubt.application_id, doubt.promise_by, doubt.unknown_since)
    return state


def _told_date(state: CandidateState, event: DeliveryPending | DeliveryUnknown) -> date | None:
    """The date that a message in doubt tells; where the fact does not say, the decision to send it does."""
    old = state.tries.get(event.touch_key)
    waiting = state.decision.touch if state.decision else None
    if event.promise_by is None and waiting is not None and waiting.key == event.touch_key:
        return waiting.promise_by
    return event.promise_by or (old.promise_by if old else None)


def held_reason(why: Why, until: datetime | None) -> str:
    """What identifies a reason to wait, so that the same one is put on record once, however its end is written."""
    return digest(*(reason.rule for reason in why), str(until.astimezone(UTC) if until else None), size=8)
